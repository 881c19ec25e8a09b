package io.handoff.schemas.serde;

import static io.handoff.schemas.serde.Samples.config;
import static io.handoff.schemas.serde.Samples.parcel;
import static io.handoff.schemas.serde.Samples.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handoff.schemas.serde.StubRegistry.Request;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Parcel;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

  private final String scope = UUID.randomUUID().toString();
  private final String url = "memory://" + scope;
  private final InMemorySchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(scope);

  @AfterEach
  void forget() {
    InMemorySchemaRegistryClient.dropScope(scope);
  }

  private AvroSerde<Parcel> serde(Object... more) {
    return AvroSerde.configured(Parcel.class, config(url, more), false);
  }

  @Test
  void shouldWriteMagicByteIdAndBareAvro() {
    for (int i = 1; i < 0x0102; i++) {
      registry.register("filler", org.apache.avro.Schema.createFixed("F" + i, null, null, i));
    }
    assertThat(registry.register("parcels-value", Parcel.getClassSchema())).isEqualTo(0x0102);
    Address address = new Address("Elm", null);
    registry.register("addresses-value", Address.getClassSchema());

    byte[] parcel = serde().serializer().serialize("parcels", parcel());
    byte[] bytes = new AvroSerializer<Address>(registry).serialize("addresses", address);

    assertThat(parcel).startsWith(0, 0, 0, 1, 2);
    assertThat(bytes).isEqualTo(wire(0x0103, new byte[] {6, 'E', 'l', 'm', 0}));
  }

  @Test
  void shouldRoundTripThroughAConfiguredScope() {
    AvroSerde<SpecificRecord> any = new AvroSerde<>();
    any.configure(config(url, "auto.register.schemas", "true"), false);

    byte[] bytes = any.serializer().serialize("parcels", parcel());

    assertThat(registry.subjects()).containsExactly("parcels-value");
    assertThat(any.deserializer().deserialize("parcels", bytes)).isEqualTo(parcel());
    assertThat(serde().deserializer().deserialize("parcels", bytes)).isEqualTo(parcel());
  }

  @Test
  void shouldKeepNullAsATombstone() {
    assertThat(serde().serializer().serialize("parcels", null)).isNull();
    assertThat(serde().deserializer().deserialize("parcels", null)).isNull();
  }

  @Test
  void shouldNotWriteWhatIsNotRegistered() {
    registry.register("elsewhere-value", Parcel.getClassSchema());

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serde().serializer().serialize("parcels", parcel()))
        .withMessageContaining("parcels-value")
        .withMessageContaining(Parcel.class.getName());
    assertThat(registry.subjects()).containsExactly("elsewhere-value");
  }

  @Test
  void shouldAskForTheSubjectOfItsRoleAndStrategy() {
    String record = Parcel.class.getName();
    AvroSerde<Parcel> key =
        AvroSerde.configured(Parcel.class, config(url, "auto.register.schemas", true), true);
    key.serializer().serialize("t", parcel());
    for (String strategy : new String[] {"RecordNameStrategy", "TopicRecordNameStrategy"}) {
      serde("auto.register.schemas", true, "value.subject.name.strategy", strategy)
          .serializer()
          .serialize("t", parcel());
    }

    assertThat(registry.subjects()).containsExactlyInAnyOrder("t-key", record, "t-" + record);
  }

  @Test
  void shouldCarryTheCodeInTheException() {
    assertThatExceptionOfType(AvroDecodingException.class)
        .isThrownBy(() -> serde().deserializer().deserialize("parcels", new byte[] {7}))
        .withMessageContaining("bad-magic")
        .withMessageContaining("parcels")
        .satisfies(e -> assertThat(e.code()).isEqualTo(RefusalCode.BAD_MAGIC));
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serde().deserializer().deserialize("parcels", new byte[0]))
        .withMessageContaining("empty");
  }

  @Test
  void shouldWriteTheNextRecordCleanlyAfterOneThatFailed() {
    AvroSerde<Parcel> serde = serde("auto.register.schemas", true);
    byte[] expected = serde.serializer().serialize("parcels", parcel());
    Parcel broken = parcel();
    broken.put("tags", Arrays.asList("a", null));

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serde.serializer().serialize("parcels", broken))
        .withMessageContaining(Parcel.class.getName());

    assertThat(serde.serializer().serialize("parcels", parcel())).isEqualTo(expected);
  }

  @Test
  void shouldWriteALargeRecordAndASmallOneAfterIt() {
    AvroSerde<Parcel> serde = serde("auto.register.schemas", true);
    for (int length : new int[] {3_000_000, 1}) {
      Parcel parcel = Samples.small("x".repeat(length));
      byte[] bytes = serde.serializer().serialize("parcels", parcel);
      assertThat(serde.deserializer().deserialize("parcels", bytes)).isEqualTo(parcel);
    }
  }

  @Test
  void shouldAskTheRegistryOnceAndOutliveIt() {
    StubRegistry stub = new StubRegistry();
    stub.register("parcels-value", Parcel.getClassSchema());
    AvroSerde<Parcel> serde =
        AvroSerde.configured(
            Parcel.class, config(stub.url(), "handoff.registry.retries", 0), false);
    assertThat(stub.requests).as("nothing is asked before the first record").isEmpty();

    serde.warm("parcels", Parcel.class);
    assertThat(stub.requests).extracting(Request::path).containsExactly("/subjects/parcels-value");
    byte[] bytes = serde.serializer().serialize("parcels", parcel());
    assertThat(serde.deserializer().deserialize("parcels", bytes)).isEqualTo(parcel());
    stub.close();

    assertThat(serde.serializer().serialize("parcels", parcel())).isEqualTo(bytes);
    assertThat(serde.deserializer().deserialize("parcels", bytes)).isEqualTo(parcel());
    assertThat(stub.requests).hasSize(2);
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> serde.serializer().serialize("other", parcel()))
        .withMessageContaining(stub.url());
  }

  @Test
  void shouldKeepAGivenRegistryWhenConfiguredLater() {
    registry.register("parcels-value", Parcel.getClassSchema());
    AvroSerde<Parcel> serde = new AvroSerde<>(Parcel.class, registry);
    byte[] before = serde.serializer().serialize("parcels", parcel());

    serde.configure(config("http://127.0.0.1:1"), false);

    assertThat(serde.serializer().serialize("parcels", parcel())).isEqualTo(before);
    assertThat(serde.deserializer().deserialize("parcels", before)).isEqualTo(parcel());
  }
}
