package io.handoff.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.schemas.serde.Decoded.Ok;
import io.handoff.schemas.serde.Decoded.Refused;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Locker;
import io.handoff.schemas.serde.sample.Parcel;
import io.handoff.schemas.serde.sample.Size;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

/** jqwik prints the seed of each property; {@code @Property(seed = "…")} plays it again. */
class AvroSerdePropertyTest {

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();
  private final int id = registry.register("parcels-value", Parcel.getClassSchema());
  private final AvroSerializer<Parcel> serializer = new AvroSerializer<>(registry);
  private final AvroDecoder<Parcel> decoder = new AvroDecoder<>(Parcel.class, registry);
  private final AvroDecoder<SpecificRecord> any = AvroDecoder.byWriterName(registry);

  @Property(tries = 500)
  void everyRecordComesBackAsItWas(@ForAll("parcels") Parcel parcel) {
    byte[] bytes = serializer.serialize("parcels", parcel);

    assertThat(decoder.decode(bytes)).isEqualTo(new Ok<>(parcel, id));
    assertThat(any.decode(bytes)).isEqualTo(new Ok<>(parcel, id));
    assertThat(serializer.serialize("parcels", parcel)).isEqualTo(bytes);
  }

  @Property(tries = 3_000)
  void randomBytesNeverThrow(@ForAll byte[] bytes) {
    assertThat(decoder.decode(bytes)).isInstanceOfAny(Ok.class, Refused.class);
    assertThat(any.decode(bytes)).isInstanceOfAny(Ok.class, Refused.class);
  }

  @Property(tries = 10_000)
  void aRandomBodyBehindAKnownIdNeverThrows(@ForAll byte[] body) {
    assertThat(decoder.decode(Samples.wire(id, body))).isInstanceOfAny(Ok.class, Refused.class);
  }

  @Property(tries = 3_000)
  void aDamagedRecordNeverThrows(
      @ForAll("parcels") Parcel parcel, @ForAll int where, @ForAll byte[] damage) {
    byte[] bytes = serializer.serialize("parcels", parcel);
    int from = Math.floorMod(where, bytes.length);
    System.arraycopy(damage, 0, bytes, from, Math.min(damage.length, bytes.length - from));

    assertThat(decoder.decode(bytes)).isInstanceOfAny(Ok.class, Refused.class);
  }

  @Provide
  Arbitrary<Parcel> parcels() {
    Arbitrary<Parcel> flat = flat();
    return Combinators.combine(flat, flat.injectNull(0.7))
        .as((outer, inner) -> Parcel.newBuilder(outer).setInner(inner).build());
  }

  private Arbitrary<Parcel> flat() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40).filter(s -> !hasSurrogates(s));
    Arbitrary<Instant> instants =
        Arbitraries.longs()
            .between(-62_135_596_800_000L, 253_402_300_799_999L)
            .map(Instant::ofEpochMilli);
    Arbitrary<UUID> uuids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<Object> targets =
        Arbitraries.oneOf(
            Combinators.combine(text, text.injectNull(0.5)).as(Address::new),
            Combinators.combine(Arbitraries.integers(), instants.injectNull(0.5)).as(Locker::new));
    Arbitrary<Parcel> plain =
        Combinators.combine(
                uuids,
                text,
                Arbitraries.of(Size.class),
                instants,
                targets,
                text.list().ofMaxSize(5))
            .as(
                (uuid, label, size, sentAt, target, tags) ->
                    Parcel.newBuilder()
                        .setId(uuid)
                        .setLabel(label)
                        .setSize(size)
                        .setSentAt(sentAt)
                        .setTarget(target)
                        .setTags(tags)
                        .build());
    return Combinators.combine(
            plain,
            instants.injectNull(0.5),
            uuids.injectNull(0.5),
            Arbitraries.maps(text, Arbitraries.longs()).ofMaxSize(4),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(30),
            Arbitraries.doubles(),
            Arbitraries.of(true, false))
        .as(
            (parcel, dueAt, replaces, counts, seal, weight, fragile) ->
                Parcel.newBuilder(parcel)
                    .setDueAt(dueAt)
                    .setReplaces(replaces)
                    .setCounts(counts)
                    .setSeal(ByteBuffer.wrap(seal))
                    .setWeight(weight)
                    .setFragile(fragile)
                    .build());
  }

  /** A lone half of a pair is no text and does not survive UTF-8. */
  private static boolean hasSurrogates(String text) {
    return text.chars().anyMatch(c -> Character.isSurrogate((char) c));
  }
}
