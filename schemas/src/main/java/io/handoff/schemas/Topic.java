package io.handoff.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the catalogue.
 *
 * @param name name on the broker; also part of the names of nodes and subjects, so it never changes
 * @param keyKind what the key is made of; topics of one kind are co-partitioned
 * @param valueType the envelope that every record of the topic holds
 * @param keyOf the key that a record of the topic must have
 * @param retention how long records are kept
 * @param owner who writes it: a service's name, "platforms", "desktops", "services" or "deploy"
 */
public record Topic<V extends SpecificRecord>(
    String name,
    KeyKind keyKind,
    Class<V> valueType,
    Function<V, String> keyOf,
    Retention retention,
    String owner) {

  /** What a key is made of. All topics of one kind have the same number of partitions. */
  public enum KeyKind {
    /** account/conversation: everything about one conversation stays in order. */
    CONVERSATION,
    /** account: one writer for an account's agents and queues. */
    ACCOUNT,
    /** account/ticket, account/customer or account/version of a compacted table. */
    ENTITY,
    /** The key of a refused record, whatever it was. */
    FOREIGN
  }

  /** How long records are kept. */
  public enum Retention {
    /** Seven days: enough to work off any outage. */
    EVENTS,
    /** One day: for people who ask why. */
    TRACE,
    /** Thirty days: until somebody has looked. */
    REFUSED,
    /** The newest record of each key, for ever. */
    COMPACTED
  }

  /** Subject under which the value's schema is registered, by Confluent's TopicNameStrategy. */
  public String subject() {
    return name + "-value";
  }

  /** The key of a record. Empty for ticks, which go to a partition, not to a key. */
  public String key(V value) {
    return keyOf.apply(value);
  }

  /**
   * Broker settings of the topic.
   *
   * <p>Records carry the broker's time of appending: the moment of publication, by one clock per
   * partition, whatever clocks the platforms have. Deadlines are judged against it (service-kit,
   * {@code io.handoff.kit.time}). Compacted tables keep the writer's time; settings do not, so that
   * whoever applies them can compare his clock with the broker's.
   */
  public Map<String, String> config() {
    Map<String, String> config = new LinkedHashMap<>();
    switch (retention) {
      case EVENTS -> config.put("retention.ms", Long.toString(7L * 24 * 60 * 60 * 1000));
      case TRACE -> config.put("retention.ms", Long.toString(24L * 60 * 60 * 1000));
      case REFUSED -> config.put("retention.ms", Long.toString(30L * 24 * 60 * 60 * 1000));
      case COMPACTED -> config.put("cleanup.policy", "compact");
    }
    if (retention != Retention.COMPACTED || owner.equals("deploy")) {
      config.put("message.timestamp.type", "LogAppendTime");
    }
    config.put("max.message.bytes", Integer.toString(4 * 1024 * 1024));
    return config;
  }
}
