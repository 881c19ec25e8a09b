package io.handoff.schemas.serde;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Which subject of the registry a record's schema belongs to; as in Confluent's serializers. */
public enum SubjectNameStrategy {
  /** {@code topic-key} or {@code topic-value}: one type per topic; the default. */
  TOPIC_NAME("TopicNameStrategy"),
  /** The record's full name: one type, one history, whatever the topic. */
  RECORD_NAME("RecordNameStrategy"),
  /** {@code topic-full.name}: several types per topic, each with a history of its own there. */
  TOPIC_RECORD_NAME("TopicRecordNameStrategy");

  private static final String CONFLUENT_PACKAGE = "io.confluent.kafka.serializers.subject.";

  private final String shortName;

  SubjectNameStrategy(String shortName) {
    this.shortName = shortName;
  }

  /**
   * The strategy of this name: {@code TopicNameStrategy} and the like, or the name of Confluent's
   * class.
   *
   * @throws ConfigException if there is none; {@code key} is the configuration key to blame
   */
  static SubjectNameStrategy parse(String key, String name) {
    return Arrays.stream(values())
        .filter(s -> name.equals(s.shortName) || name.equals(CONFLUENT_PACKAGE + s.shortName))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    key,
                    name,
                    "must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy"));
  }

  /** The subject of {@code schema} as the key or the value of a record in {@code topic}. */
  public String subject(String topic, boolean isKey, Schema schema) {
    return switch (this) {
      case TOPIC_NAME -> topic + (isKey ? "-key" : "-value");
      case RECORD_NAME -> schema.getFullName();
      case TOPIC_RECORD_NAME -> topic + "-" + schema.getFullName();
    };
  }
}
