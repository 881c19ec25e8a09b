package io.handoff.schemas.serde;

import static io.handoff.schemas.serde.Samples.parcel;
import static io.handoff.schemas.serde.Samples.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.handoff.schemas.serde.Decoded.Ok;
import io.handoff.schemas.serde.Decoded.Refused;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Locker;
import io.handoff.schemas.serde.sample.Parcel;
import io.handoff.schemas.serde.sample.Size;
import io.handoff.untrusted.Stranger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvroDecoderTest {

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();
  private final int id = registry.register("parcels-value", Parcel.getClassSchema());
  private final AvroDecoder<Parcel> decoder = new AvroDecoder<>(Parcel.class, registry);
  private final byte[] good = new AvroSerializer<Parcel>(registry).serialize("parcels", parcel());

  private static void assertRefused(Decoded<?> decoded, RefusalCode code, String... words) {
    assertThat(decoded).isInstanceOf(Refused.class);
    Refused<?> refused = (Refused<?>) decoded;
    assertThat(refused.code()).as(refused.message()).isEqualTo(code);
    for (String word : words) {
      assertThat(refused.message()).contains(word);
    }
  }

  /** Everything but what the record needs is left to its builder. */
  private static byte[] bareAddress(Schema schema, String street) {
    return Samples.bare(new GenericRecordBuilder(schema).set("street", street).build());
  }

  private static Schema address(String json) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Address\",\"namespace\":\""
                + Samples.PACKAGE
                + "\",\"fields\":["
                + json
                + "]}");
  }

  @Test
  void shouldDecodeWhatTheSerializerWrote() {
    assertThat(decoder.decode(good)).isEqualTo(new Ok<>(parcel(), id));
  }

  @Test
  void shouldFindTheClassByTheWritersName() {
    registry.register("x-value", Address.getClassSchema());
    AvroDecoder<SpecificRecord> any = AvroDecoder.byWriterName(registry);
    byte[] address =
        new AvroSerializer<Address>(registry).serialize("x", new Address("Elm", "123"));

    assertThat(any.decode(good)).isEqualTo(new Ok<>(parcel(), id));
    assertThat(any.decode(address)).isEqualTo(new Ok<>(new Address("Elm", "123"), 2));
  }

  @Test
  void shouldRefuseNothingAsEmpty() {
    assertRefused(decoder.decode(null), RefusalCode.EMPTY);
    assertRefused(decoder.decode(new byte[0]), RefusalCode.EMPTY);
  }

  @Test
  void shouldRefuseAnotherFirstByteAsBadMagic() {
    assertRefused(decoder.decode(Samples.utf8("{\"json\":1}")), RefusalCode.BAD_MAGIC, "0x7b");
    assertRefused(decoder.decode(new byte[] {1}), RefusalCode.BAD_MAGIC);
  }

  @Test
  void shouldRefuseEveryTruncationAsTruncated() {
    for (int length = 1; length < good.length; length++) {
      assertRefused(decoder.decode(Arrays.copyOf(good, length)), RefusalCode.TRUNCATED);
    }
  }

  @Test
  void shouldRefuseAnIdThatTheRegistryDoesNotKnow() {
    assertRefused(decoder.decode(wire(99, new byte[3])), RefusalCode.UNKNOWN_SCHEMA_ID, "99");
    assertRefused(decoder.decode(wire(0, new byte[3])), RefusalCode.UNKNOWN_SCHEMA_ID);
    assertRefused(decoder.decode(wire(-1, new byte[3])), RefusalCode.UNKNOWN_SCHEMA_ID, "-1");
  }

  @Test
  void shouldLearnAnIdThatWasUnknownBefore() {
    int next = id + 1;
    byte[] bytes = wire(next, Arrays.copyOfRange(good, 5, good.length));
    Schema sameButForProperty = RegistrySchemas.plain(Parcel.getClassSchema());
    sameButForProperty.addProp("owner", "someone");

    assertRefused(decoder.decode(bytes), RefusalCode.UNKNOWN_SCHEMA_ID);
    assertThat(registry.register("parcels-value", sameButForProperty)).isEqualTo(next);

    assertThat(decoder.decode(bytes)).isEqualTo(new Ok<>(parcel(), next));
  }

  @Test
  void shouldRefuseBytesThatAreLeftOver() {
    assertRefused(
        decoder.decode(Arrays.copyOf(good, good.length + 1)), RefusalCode.UNDECODABLE, "left over");
  }

  @Test
  void shouldRefuseABodyThatIsNotOfItsSchema() {
    byte[] bytes = good.clone();
    int size = 5 + 1 + 36 + 1 + Samples.utf8(parcel().getLabel()).length;
    assertThat(bytes[size]).as("the enum's position").isEqualTo((byte) (Size.LARGE.ordinal() * 2));
    bytes[size] = 40;
    assertRefused(decoder.decode(bytes), RefusalCode.UNDECODABLE);

    byte[] noUuid = good.clone();
    noUuid[10] = '!';
    assertRefused(decoder.decode(noUuid), RefusalCode.UNDECODABLE);
  }

  @Test
  void shouldRefuseASchemaThatDoesNotFitTheClass() {
    Schema numbers = address("{\"name\":\"street\",\"type\":\"int\"}");
    Schema absent = address("{\"name\":\"zip\",\"type\":[\"null\",\"string\"]}");
    int numbersId = registry.register("a", numbers);
    int absentId = registry.register("a", absent);
    AvroDecoder<Address> addresses = new AvroDecoder<>(Address.class, registry);

    assertRefused(addresses.decode(wire(numbersId, new byte[] {2})), RefusalCode.UNDECODABLE);
    assertRefused(
        addresses.decode(wire(absentId, new byte[] {0})), RefusalCode.UNDECODABLE, "street");
  }

  @Test
  void shouldRefuseClassesThatAreAbsentOrNotTrusted() {
    int absent =
        registry.register("a", SchemaBuilder.record("io.handoff.avro.Nobody").fields().endRecord());
    int untrusted = registry.register("a", Stranger.getClassSchema());
    AvroDecoder<SpecificRecord> any = AvroDecoder.byWriterName(registry);

    assertRefused(any.decode(wire(absent, new byte[0])), RefusalCode.UNDECODABLE, "Nobody");
    assertRefused(
        any.decode(wire(untrusted, new byte[] {0})),
        RefusalCode.UNDECODABLE,
        "Stranger",
        "not trusted");
  }

  @Test
  void shouldRefuseAnotherTypeThanTheOneAskedFor() {
    int locker = registry.register("a", Locker.getClassSchema());
    int text = registry.register("a", Schema.create(Schema.Type.STRING));

    assertRefused(
        decoder.decode(wire(locker, new byte[] {0, 0})),
        RefusalCode.WRONG_TYPE,
        "Locker",
        "Parcel");
    assertRefused(decoder.decode(wire(text, new byte[] {0})), RefusalCode.WRONG_TYPE, "STRING");
  }

  @Test
  void shouldRefuseAnIdOfSomethingElseThanAvro() {
    try (StubRegistry stub = new StubRegistry()) {
      stub.answerId(5, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message X {}\"}");
      AvroDecoder<Parcel> overHttp =
          new AvroDecoder<>(Parcel.class, SchemaRegistryClient.from(Samples.config(stub.url())));

      assertRefused(overHttp.decode(wire(5, new byte[1])), RefusalCode.UNDECODABLE, "PROTOBUF");
      assertRefused(overHttp.decode(wire(6, new byte[1])), RefusalCode.UNKNOWN_SCHEMA_ID);
    }
  }

  @Test
  void shouldResolveAnOlderAndANewerWriter() {
    int older = registry.register("a", address("{\"name\":\"street\",\"type\":\"string\"}"));
    Schema newSchema =
        address(
            "{\"name\":\"since\",\"type\":\"long\",\"default\":7},"
                + "{\"name\":\"zip\",\"type\":[\"null\",\"string\"],\"default\":null},"
                + "{\"name\":\"street\",\"type\":\"string\"}");
    int newer = registry.register("a", newSchema);
    AvroDecoder<Address> addresses = new AvroDecoder<>(Address.class, registry);

    assertThat(addresses.decode(wire(older, bareAddress(registry.byId(older), "Elm"))))
        .isEqualTo(new Ok<>(new Address("Elm", null), older));
    assertThat(addresses.decode(wire(newer, bareAddress(newSchema, "Oak"))))
        .isEqualTo(new Ok<>(new Address("Oak", null), newer));
  }

  @Test
  void shouldReadASymbolOfALaterSchemaAsTheDefault() {
    Schema later =
        new Schema.Parser()
            .parse(
                RegistrySchemas.plain(Parcel.getClassSchema())
                    .toString()
                    .replace("\"LARGE\",\"OTHER\"", "\"LARGE\",\"OTHER\",\"HUGE\""));
    int laterId = registry.register("parcels-value", later);
    byte[] body = Arrays.copyOfRange(good, 5, good.length);
    body[1 + 36 + 1 + Samples.utf8(parcel().getLabel()).length] = 3 * 2;

    assertThat(decoder.decode(wire(laterId, body)))
        .isInstanceOfSatisfying(
            Ok.class, ok -> assertThat(((Parcel) ok.value()).getSize()).isEqualTo(Size.OTHER));
  }

  @Test
  void shouldThrowWhenTheRegistryIsAwayAndGoOnWithKnownIds() {
    StubRegistry stub = new StubRegistry();
    int known = stub.register("parcels-value", Parcel.getClassSchema());
    AvroDecoder<Parcel> overHttp =
        new AvroDecoder<>(
            Parcel.class,
            SchemaRegistryClient.from(Samples.config(stub.url(), "handoff.registry.retries", 0)));
    byte[] bytes = wire(known, Arrays.copyOfRange(good, 5, good.length));
    assertThat(overHttp.decode(bytes)).isInstanceOf(Ok.class);

    stub.close();

    assertThat(overHttp.decode(bytes)).isEqualTo(new Ok<>(parcel(), known));
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> overHttp.decode(wire(known + 1, new byte[1])))
        .withMessageContaining(stub.url());
  }

  @Test
  void shouldThrowAndNotRefuseWhenCredentialsAreWrong() {
    try (StubRegistry stub = new StubRegistry()) {
      stub.nextStatus(401, "{\"error_code\":40101,\"message\":\"who are you?\"}");
      AvroDecoder<Parcel> overHttp =
          new AvroDecoder<>(Parcel.class, SchemaRegistryClient.from(Samples.config(stub.url())));

      assertThatExceptionOfType(SchemaRegistryException.class)
          .isThrownBy(() -> overHttp.decode(wire(1, new byte[1])))
          .withMessageContaining("401");
    }
  }

  /** The fields of a parcel that begin with a length or a count, in the order of the schema. */
  private enum Claim {
    STRING,
    ARRAY,
    MAP,
    BYTES
  }

  /** A parcel up to where the claimed length stands, then two thousand million, then little. */
  private byte[] claiming(Claim claim) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    bytes.writeBytes(wire(id, new byte[0]));
    out.writeString(UUID.randomUUID().toString());
    if (claim.compareTo(Claim.STRING) > 0) {
      out.writeString("label");
      out.writeEnum(0);
      out.writeLong(0);
      out.writeIndex(0);
      out.writeIndex(0);
    }
    if (claim.compareTo(Claim.ARRAY) > 0) {
      out.writeLong(0);
    }
    if (claim.compareTo(Claim.MAP) > 0) {
      out.writeLong(0);
      out.writeIndex(1);
      out.writeInt(17);
      out.writeIndex(0);
    }
    out.writeLong(2_000_000_000);
    bytes.writeBytes(new byte[] {2, 65, 2, 65});
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void shouldNotAllocateWhatALengthMerelyClaims(Claim claim) throws IOException {
    byte[] bytes = claiming(claim);
    decoder.decode(bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    Decoded<Parcel> decoded = decoder.decode(bytes);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(decoded).isInstanceOf(Refused.class);
    assertThat(allocated).isLessThan(200_000);
  }

  @Test
  void shouldRefuseEndlessNestingInsteadOfOverflowingTheStack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(wire(id, new byte[0]));
    byte[] parcel = new AvroSerializer<Parcel>(registry).serialize("parcels", Samples.small("x"));
    byte[] open = Arrays.copyOfRange(parcel, 5, parcel.length - 1);
    for (int i = 0; i < 200_000; i++) {
      bytes.writeBytes(open);
      bytes.write(2);
    }

    assertRefused(decoder.decode(bytes.toByteArray()), RefusalCode.UNDECODABLE, "StackOverflow");
  }

  @Test
  void shouldBeSharedByThreadsFromTheFirstRecordOn() throws Exception {
    for (int round = 0; round < 50; round++) {
      AvroDecoder<Parcel> shared = new AvroDecoder<>(Parcel.class, freshlyParsed());
      CyclicBarrier start = new CyclicBarrier(4);
      try (var threads = Executors.newFixedThreadPool(4)) {
        List<Future<Decoded<Parcel>>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          results.add(
              threads.submit(
                  () -> {
                    start.await();
                    return shared.decode(good);
                  }));
        }
        for (Future<Decoded<Parcel>> result : results) {
          assertThat(result.get()).isEqualTo(new Ok<>(parcel(), id));
        }
      }
    }
  }

  /** A registry whose schemas no reader has been built for yet. */
  private SchemaRegistryClient freshlyParsed() {
    InMemorySchemaRegistryClient fresh = new InMemorySchemaRegistryClient();
    fresh.register("parcels-value", Parcel.getClassSchema());
    return fresh;
  }
}
