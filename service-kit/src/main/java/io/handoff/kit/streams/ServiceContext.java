package io.handoff.kit.streams;

import io.handoff.avro.DeadLetter;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What a topology needs to know of the service that it runs in.
 *
 * @param service name of the service, such as "trigger-service"; stands in records that it writes
 * @param applicationId Kafka Streams application id; stands in ticks
 * @param deadLetters topic of what the service refuses
 * @param serde settings of the Avro serde, under Confluent's keys; names at least {@code
 *     schema.registry.url}
 * @param meters where counts go
 * @param gauges what tasks show of their state
 * @param patience how long settings are waited for that may be on their way
 */
public record ServiceContext(
    String service,
    String applicationId,
    Topic<DeadLetter> deadLetters,
    Map<String, Object> serde,
    MeterRegistry meters,
    StateGauges gauges,
    SettingsPatience patience) {

  public ServiceContext {
    serde = Map.copyOf(serde);
  }

  /**
   * A service whose gauges are shown where its counts go, and which finds settings in order with
   * the events.
   */
  public ServiceContext(
      String service,
      String applicationId,
      Topic<DeadLetter> deadLetters,
      Map<String, Object> serde,
      MeterRegistry meters) {
    this(
        service,
        applicationId,
        deadLetters,
        serde,
        meters,
        new StateGauges(meters),
        SettingsPatience.none(meters));
  }

  /** A decoder of a topic's values. */
  public <V extends SpecificRecord> AvroDecoder<V> decoder(Topic<V> topic) {
    return new AvroDecoder<>(topic.valueType(), SchemaRegistryClient.from(serde));
  }

  /**
   * A serializer of a topic's values: the class that {@code value.serializer} names, or the
   * project's own. Whatever class it is, it gets the same configuration.
   */
  @SuppressWarnings("unchecked")
  public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
    Object named = serde.get("value.serializer");
    Serializer<V> serializer;
    if (named == null) {
      serializer = new AvroSerializer<>();
    } else {
      try {
        serializer =
            (Serializer<V>) Class.forName(named.toString()).getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("value.serializer names no usable class: " + named, e);
      }
    }
    serializer.configure(serde, false);
    return serializer;
  }
}
