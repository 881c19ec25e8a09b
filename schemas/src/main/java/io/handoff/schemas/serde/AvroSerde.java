package io.handoff.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} together, for {@code default.value.serde} or
 * for one place in a topology. Shared by threads once configured; closing does nothing.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  private AvroSerde(AvroSerializer<T> serializer, AvroDeserializer<T> deserializer) {
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  /** For Kafka, which calls {@link #configure} next; reads whatever class the writer named. */
  public AvroSerde() {
    this(new AvroSerializer<>(), new AvroDeserializer<>());
  }

  /** For one class; {@link #configure} comes next. */
  public AvroSerde(Class<T> type) {
    this(new AvroSerializer<>(), new AvroDeserializer<>(type));
  }

  /** For values of one class, with this registry, whose schemas must be registered; ready. */
  public AvroSerde(Class<T> type, SchemaRegistryClient registry) {
    this(new AvroSerializer<>(registry), new AvroDeserializer<>(type, registry));
  }

  /**
   * A configured serde for one class.
   *
   * @throws ConfigException if a setting is missing or wrong
   */
  public static <T extends SpecificRecord> AvroSerde<T> configured(
      Class<T> type, Map<String, ?> configs, boolean isKey) {
    AvroSerde<T> serde = new AvroSerde<>(type);
    serde.configure(configs, isKey);
    return serde;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    serializer.configure(configs, isKey);
    deserializer.configure(configs, isKey);
  }

  /** See {@link AvroSerializer#warm}. */
  public void warm(String topic, Class<? extends T> type) {
    serializer.warm(topic, type);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
