package io.handoff.deploy.settings;

import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads what topics hold, each from its beginning up to what was committed when its reading began,
 * and remembers what is no longer there.
 *
 * <p>One consumer reads them all, one after the other. Not for several threads. Reading throws
 * {@link SettingsException} if broker or registry do not answer, or lack topics or schemas.
 */
public final class TopicScan implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  /** Hears how far a scan is. */
  public interface Listener {

    /** A topic begins that has about so many records. */
    void begins(String topic, long records);

    /** So many more were read. */
    void advanced(int records);
  }

  /**
   * A record that was found.
   *
   * @param value what it says
   * @param appendedAt when the broker took it
   * @param offset its place in its partition
   */
  public record Found<V>(V value, Instant appendedAt, long offset) {}

  private final SettingsClients clients;
  private final SchemaRegistryClient registry;
  private final Duration timeout;
  private final Listener listener;
  private long unreadable;
  private @Nullable Instant completeSince;
  private org.apache.kafka.clients.consumer.@Nullable Consumer<String, byte[]> consumer;
  private final Set<String> cut = new HashSet<>();

  /**
   * @param timeout how long a topic may stay silent while there is more of it
   */
  public TopicScan(SettingsClients clients, Duration timeout, Listener listener) {
    this.clients = clients;
    this.registry = clients.registry();
    this.timeout = timeout;
    this.listener = listener;
  }

  /** Wanted records that could not be decoded and were not passed on. */
  public long unreadable() {
    return unreadable;
  }

  /** Since when nothing was deleted of what was read; null: nothing ever was. */
  public @Nullable Instant completeSince() {
    return completeSince;
  }

  /** Whether anything was deleted of what was read of a topic, all of it perhaps. */
  public boolean deletedFrom(Topic<?> topic) {
    return cut.contains(topic.name());
  }

  /** Passes on the values of all keys that are wanted. */
  public <V extends SpecificRecord> void all(
      Topic<V> topic, Predicate<String> wanted, Consumer<Found<V>> sink) {
    scan(topic, null, wanted, sink);
  }

  /** Passes on the values of one key; reads the partition alone that services write it to. */
  public <V extends SpecificRecord> void one(Topic<V> topic, String key, Consumer<Found<V>> sink) {
    scan(topic, key, key::equals, sink);
  }

  private <V extends SpecificRecord> void scan(
      Topic<V> topic, @Nullable String key, Predicate<String> wanted, Consumer<Found<V>> sink) {
    AvroDecoder<V> decoder = new AvroDecoder<>(topic.valueType(), registry);
    try {
      var consumer = consumer();
      List<TopicPartition> partitions =
          partitions(
              topic,
              key,
              consumer.partitionsFor(topic.name()).stream()
                  .map(info -> new TopicPartition(info.topic(), info.partition()))
                  .toList());
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      if (begins.values().stream().anyMatch(begin -> begin > 0)) {
        cut.add(topic.name());
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      listener.begins(topic.name(), sum(ends) - sum(begins));
      long news = System.nanoTime();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          news = System.nanoTime();
        } else if (System.nanoTime() - news > timeout.toNanos()) {
          throw new SettingsException(
              Kind.UNREACHABLE,
              "topic " + topic.name() + " gave nothing for " + timeout.toSeconds() + " s");
        }
        for (ConsumerRecord<String, byte[]> record : records) {
          noteDeleted(topic, record, begins);
          if (record.key() != null && record.value() != null && wanted.test(record.key())) {
            pass(decoder.decode(record.value()), record, sink);
          }
        }
        listener.advanced(records.count());
      }
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
  }

  private org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer() {
    if (consumer == null) {
      consumer = clients.consumer(true);
    }
    return consumer;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  private static List<TopicPartition> partitions(
      Topic<?> topic, @Nullable String key, List<TopicPartition> all) {
    if (all.isEmpty()) {
      throw new SettingsException(
          Kind.UNREACHABLE, "the broker has no topic " + topic.name() + "; is it set up?");
    }
    if (key == null) {
      return all;
    }
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    int partition = Utils.toPositive(hash) % all.size();
    return all.stream().filter(p -> p.partition() == partition).toList();
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first record of a partition that was cut tells how far back it reaches. */
  private void noteDeleted(
      Topic<?> topic, ConsumerRecord<String, byte[]> record, Map<TopicPartition, Long> begins) {
    if (topic.retention() == Topic.Retention.COMPACTED) {
      return;
    }
    Long begin = begins.get(new TopicPartition(record.topic(), record.partition()));
    if (begin != null && begin > 0 && begin == record.offset()) {
      Instant at = Instant.ofEpochMilli(record.timestamp());
      if (completeSince == null || at.isAfter(completeSince)) {
        completeSince = at;
      }
    }
  }

  private <V extends SpecificRecord> void pass(
      Decoded<V> decoded, ConsumerRecord<String, byte[]> record, Consumer<Found<V>> sink) {
    switch (decoded) {
      case Decoded.Ok<V>(var value, var id) ->
          sink.accept(
              new Found<>(value, Instant.ofEpochMilli(record.timestamp()), record.offset()));
      case Decoded.Refused<V>(var code, var message) -> unreadable++;
    }
  }
}
