package io.handoff.schemas.serde;

import static io.handoff.schemas.serde.Samples.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeConfigTest {

  /** Stands in for Confluent's class of that name, which may be given as a class. */
  static final class NoStrategy {}

  private static void assertRejected(Map<String, Object> config, String... words) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SchemaRegistryClient.from(config))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void shouldNeverRegisterSchemasUnlessToldTo() {
    assertThat(new AvroSerdeConfig(config("http://h")).autoRegister()).isFalse();
    assertThat(
            new AvroSerdeConfig(config("http://h", "auto.register.schemas", "true")).autoRegister())
        .isTrue();
  }

  @Test
  void shouldDemandAnAddress() {
    assertRejected(Map.of(), "schema.registry.url");
    assertRejected(config(""), "schema.registry.url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "ftp://h", "http://", "http://a b", "memory"})
  void shouldRejectWhatIsNoAddress(String url) {
    assertRejected(config(url), "schema.registry.url");
  }

  @Test
  void shouldNotRepeatCredentialsOfABrokenAddress() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SchemaRegistryClient.from(config("http://joe:sesame@a b")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
  }

  @Test
  void shouldRejectGenericRecords() {
    assertRejected(config("http://h", "specific.avro.reader", "false"), "specific.avro.reader");
  }

  @Test
  void shouldDemandUserInfoWhereItIsTheSource() {
    assertRejected(
        config("http://h", "basic.auth.credentials.source", "USER_INFO"), "basic.auth.user.info");
    assertRejected(
        config("http://h", "basic.auth.credentials.source", "SASL_INHERIT"), "SASL_INHERIT");
  }

  @Test
  void shouldRejectNumbersOutOfRange() {
    assertRejected(
        config("http://h", "handoff.registry.retries", "-1"), "handoff.registry.retries");
    assertRejected(
        config("http://h", "handoff.registry.request.timeout.ms", 0),
        "handoff.registry.request.timeout.ms");
  }

  @Test
  void shouldRejectASecondAddressBesideMemory() {
    assertRejected(config("memory://a,http://h"), "memory://");
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameStrategy,                                                TOPIC_NAME",
    "RecordNameStrategy,                                               RECORD_NAME",
    "TopicRecordNameStrategy,                                          TOPIC_RECORD_NAME",
    "io.confluent.kafka.serializers.subject.TopicNameStrategy,         TOPIC_NAME",
    "io.confluent.kafka.serializers.subject.RecordNameStrategy,        RECORD_NAME",
    "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy,   TOPIC_RECORD_NAME",
  })
  void shouldKnowStrategiesByShortNameAndByConfluentsClass(
      String name, SubjectNameStrategy strategy) {
    AvroSerdeConfig config =
        new AvroSerdeConfig(config("http://h", "value.subject.name.strategy", name));

    assertThat(config.strategy(false)).isEqualTo(strategy);
    assertThat(config.strategy(true)).isEqualTo(SubjectNameStrategy.TOPIC_NAME);
  }

  @Test
  void shouldRejectAnUnknownStrategyEvenAsAClass() {
    AvroSerdeConfig config =
        new AvroSerdeConfig(config("http://h", "key.subject.name.strategy", NoStrategy.class));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> config.strategy(true))
        .withMessageContaining("NoStrategy")
        .withMessageContaining("key.subject.name.strategy");
  }

  @Test
  void shouldDocumentEveryKey() {
    assertThat(AvroSerdeConfig.definition().configKeys().values())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
  }
}
