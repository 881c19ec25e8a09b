package io.handoff.kit.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what became of each record that was read, so that counts add up: records read = decided +
 * refused + skipped.
 *
 * <p>A record whose transaction is rolled back and tried again counts twice.
 */
public final class StreamsMeters {

  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** Counts into the registry. */
  public StreamsMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The record was decided on; doing nothing is a decision as well. */
  public void decided(String topic, String outcome) {
    count("handoff.records", "topic", topic, "outcome", outcome);
  }

  /** The record was another's tick. */
  public void skipped(String topic) {
    count("handoff.records", "topic", topic, "outcome", "tick");
  }

  /** The record went to the dead letters. */
  public void refused(String topic, String code) {
    count("handoff.records", "topic", topic, "outcome", "dead-letter");
    count("handoff.dead.letters", "topic", topic, "code", code);
  }

  /** The record could be read, but asked for what is not possible. */
  public void refusal(String topic, String code) {
    count("handoff.refusals", "topic", topic, "code", code);
  }

  /** The record claimed to have happened after it was published. */
  public void clamped(String topic) {
    count("handoff.clock.clamped", "topic", topic, "side", "future");
  }

  private void count(String name, String tag1, String value1, String tag2, String value2) {
    counters
        .computeIfAbsent(
            name + '|' + value1 + '|' + value2,
            key -> registry.counter(name, tag1, value1, tag2, value2))
        .increment();
  }
}
