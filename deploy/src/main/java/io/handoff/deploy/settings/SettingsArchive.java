package io.handoff.deploy.settings;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.AppliedSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.kit.streams.SettingsView;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the settings topics. Sees everything that was committed before it was asked, even while
 * other accounts' transactions are open, for which it waits; reads a topic from its beginning each
 * time (they are compacted).
 *
 * <p>All methods throw {@link SettingsException} when broker or registry do not answer in time.
 */
public final class SettingsArchive {

  private static final Duration POLL = Duration.ofMillis(200);

  private final SettingsClients clients;
  private final Duration timeout;

  /**
   * @param timeout how long reading a topic may take
   */
  public SettingsArchive(SettingsClients clients, Duration timeout) {
    this.clients = clients;
    this.timeout = timeout;
  }

  /** What holds for the account, and what will hold next. Empty: nothing was ever applied. */
  public Optional<AccountSettings> latest(String accountId) {
    return read(Topics.SETTINGS_ACCOUNTS, accountId::equals).values().stream().findFirst();
  }

  /** The same; empty also where the account's record cannot be read. */
  Optional<AccountSettings> latestReadable(String accountId) {
    try {
      byte[] bytes = bytes(Topics.SETTINGS_ACCOUNTS, accountId::equals).get(accountId);
      return new AvroDecoder<>(AccountSettings.class, clients.registry()).decode(bytes)
              instanceof Decoded.Ok<AccountSettings>(var settings, var schemaId)
          ? Optional.of(settings)
          : Optional.empty();
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
  }

  /** What holds for the account at a moment; a version that waits holds from its time on. */
  public SettingsVersion inForce(String accountId, Instant now) {
    return latest(accountId)
        .map(settings -> inForce(settings, now))
        .orElseThrow(
            () ->
                new SettingsException(Kind.NOT_FOUND, "account " + accountId + " has no settings"));
  }

  /** The same of what was read. */
  static SettingsVersion inForce(AccountSettings settings, Instant now) {
    return SettingsView.inForce(settings, now);
  }

  /** Every version of the account, oldest first. */
  public List<SettingsVersion> history(String accountId) {
    String prefix = accountId + "/";
    return read(Topics.SETTINGS_HISTORY, key -> key.startsWith(prefix)).values().stream()
        .map(AppliedSettings::getVersion)
        .sorted((a, b) -> Long.compare(a.getVersion(), b.getVersion()))
        .toList();
  }

  /**
   * One version of the account.
   *
   * @throws SettingsException of kind {@link Kind#NOT_FOUND} if it has none of that number
   */
  public SettingsVersion version(String accountId, long version) {
    return history(accountId).stream()
        .filter(applied -> applied.getVersion() == version)
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    Kind.NOT_FOUND, "account " + accountId + " has no version " + version));
  }

  /** The newest value of every key that is wanted. */
  private <V extends SpecificRecord> Map<String, V> read(Topic<V> topic, Predicate<String> wanted) {
    try {
      Map<String, byte[]> found = bytes(topic, wanted);
      AvroDecoder<V> decoder = new AvroDecoder<>(topic.valueType(), clients.registry());
      Map<String, V> values = new LinkedHashMap<>();
      found.forEach((key, bytes) -> values.put(key, decode(topic, key, decoder, bytes)));
      return values;
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
  }

  private static <V extends SpecificRecord> V decode(
      Topic<V> topic, String key, AvroDecoder<V> decoder, byte[] bytes) {
    return switch (decoder.decode(bytes)) {
      case Decoded.Ok<V>(var value, var schemaId) -> value;
      case Decoded.Refused<V>(var code, var message) ->
          throw new SettingsException(
              Kind.UNREACHABLE,
              "the record %s of topic %s cannot be read: %s: %s"
                  .formatted(key, topic.name(), code.text(), message));
    };
  }

  private Map<String, byte[]> bytes(Topic<?> topic, Predicate<String> wanted) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (Consumer<String, byte[]> consumer = clients.consumer(true)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new SettingsException(
            Kind.UNREACHABLE, "the broker has no topic " + topic.name() + "; is it set up?");
      }
      Map<TopicPartition, Long> ends = ends(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!reached(consumer, ends)) {
        if (System.nanoTime() - deadline > 0) {
          throw new SettingsException(
              Kind.UNREACHABLE,
              "topic "
                  + topic.name()
                  + " was not read to its end in "
                  + timeout.toSeconds()
                  + " s");
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null && wanted.test(record.key())) {
            if (record.value() == null) {
              found.remove(record.key());
            } else {
              found.put(record.key(), record.value());
            }
          }
        }
      }
    }
    return found;
  }

  /**
   * Ends past open transactions. What was committed behind another account's open transaction shows
   * only when that one ends; stopping before it would miss the account's newest version.
   */
  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try (Consumer<String, byte[]> consumer = clients.consumer(false)) {
      return consumer.endOffsets(partitions);
    }
  }

  private static boolean reached(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
