package io.handoff.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handoff.schemas.serde.SchemaRegistryException.Kind;
import io.handoff.schemas.serde.sample.Parcel;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The client against a registry that is running: {@code -Dhandoff.test.registry.url=…}, Confluent's
 * or Apicurio's with its path. Leaves two subjects with random names behind.
 */
@EnabledIfSystemProperty(named = LiveRegistryIT.URL, matches = ".+")
class LiveRegistryIT {

  static final String URL = "handoff.test.registry.url";

  private final String topic = "test-" + UUID.randomUUID();
  private final String subject = topic + "-value";
  private final SchemaRegistryClient client =
      SchemaRegistryClient.from(Samples.config(System.getProperty(URL)));

  private static void assertRefused(Runnable call, Kind kind) {
    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(call::run)
        .extracting(SchemaRegistryException::kind)
        .isEqualTo(kind);
  }

  @Test
  void shouldRegisterLookUpAndRoundTrip() {
    assertRefused(() -> client.idOf(subject, Parcel.getClassSchema()), Kind.NOT_FOUND);

    int id = client.register(subject, Parcel.getClassSchema());

    assertThat(client.subjects()).contains(subject);
    AvroSerde<Parcel> serde =
        AvroSerde.configured(
            Parcel.class,
            Samples.config(System.getProperty(URL), "handoff.registry.retries", 1),
            false);
    byte[] bytes = serde.serializer().serialize(topic, Samples.parcel());
    assertThat(bytes).startsWith(Samples.wire(id, new byte[0]));
    assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(Samples.parcel());
    assertRefused(() -> client.idOf(subject, Schema.create(Schema.Type.INT)), Kind.NOT_FOUND);
    assertRefused(() -> client.byId(Integer.MAX_VALUE), Kind.NOT_FOUND);
  }

  @Test
  void shouldRejectAnIncompatibleChange() {
    Schema first = SchemaBuilder.record("T").fields().requiredInt("a").endRecord();
    Schema second = SchemaBuilder.record("T").fields().requiredString("a").endRecord();
    client.register(subject, first);
    client.setCompatibility(subject, "FULL");

    assertRefused(() -> client.register(subject, second), Kind.REJECTED);
  }

  @Test
  void shouldRecogniseAWrongPath() {
    SchemaRegistryClient wrong =
        SchemaRegistryClient.from(Samples.config(System.getProperty(URL) + "/wrong"));

    assertRefused(() -> wrong.byId(1), Kind.REJECTED);
  }
}
