package io.handoff.kit.streams;

import io.handoff.avro.DeadLetter;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What a topology needs to know of the service that it runs in.
 *
 * @param service name of the service, such as "trigger-service"; stands in records that it writes
 * @param applicationId Kafka Streams application id; stands in ticks
 * @param deadLetters topic of what the service refuses
 * @param serde settings of the Avro serde, under Confluent's keys; names at least {@code
 *     schema.registry.url}
 * @param meters where counts go
 * @param registry looks after the schema registry
 * @param gauges what tasks show of their state
 * @param patience how long settings are waited for that may be on their way
 * @param state where the stores of its state lie
 * @param partitions how many partitions a topic of a name has; asked when a task begins, not before
 */
public record ServiceContext(
    String service,
    String applicationId,
    Topic<DeadLetter> deadLetters,
    Map<String, Object> serde,
    MeterRegistry meters,
    RegistryWatch registry,
    StateGauges gauges,
    SettingsAwaiter patience,
    State state,
    ToIntFunction<String> partitions) {

  /** Where state lies: gives the store of a name. All keep the same order of keys. */
  @FunctionalInterface
  public interface State {
    /** In RocksDB, in the service's state directory. */
    State ON_DISK = Stores::persistentKeyValueStore;

    /** In memory: for as long as one process plays a topology, as preview and tests do. */
    State IN_MEMORY = Stores::inMemoryKeyValueStore;

    /** Gives a store; a new one each time that a task begins. */
    KeyValueBytesStoreSupplier store(String name);
  }

  public ServiceContext {
    serde = Map.copyOf(serde);
  }

  /**
   * A service on the test driver: its gauges are shown where its counts go, it finds settings in
   * order with the events, its state lies in memory, and every topic has one partition.
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
        new RegistryWatch(serde),
        new StateGauges(meters),
        SettingsAwaiter.none(meters),
        State.IN_MEMORY,
        topic -> 1);
  }

  /** A store with a changelog and without a cache. */
  public <K, V> StoreBuilder<KeyValueStore<K, V>> store(
      String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(bytesStore(name), keys, values);
  }

  KeyValueBytesStoreSupplier bytesStore(String name) {
    return state.store(name);
  }

  /** The same service with its state elsewhere. */
  public ServiceContext with(State other) {
    return new ServiceContext(
        service,
        applicationId,
        deadLetters,
        serde,
        meters,
        registry,
        gauges,
        patience,
        other,
        partitions);
  }

  /** A decoder of a topic's values. */
  public <V extends SpecificRecord> AvroDecoder<V> decoder(Topic<V> topic) {
    return new AvroDecoder<>(topic.valueType(), SchemaRegistryClient.from(serde));
  }

  /**
   * A serializer of a topic's values: the class that {@code value.serializer} names, or the
   * project's own. Whatever class it is, it gets the same configuration. The schema id of the topic
   * is fetched before the service is ready; only the project's own class can do that, another one
   * asks at its first record.
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
    if (serializer instanceof AvroSerializer<V> own) {
      registry.fetchLater(() -> own.warm(topic.name(), topic.valueType()));
    }
    return serializer;
  }
}
