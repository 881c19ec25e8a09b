package io.handoff.kit.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of how long customers wait, with buckets at the service levels that alerts and
 * dashboards ask for. All are counted from the moment at which the customer's message was published
 * ({@code publishedAt} of a handoff); a message that was published long after it was written, as in
 * an import or a replay, says nothing about waiting and is left out.
 */
public final class Latencies {

  /** A message that is published later than this after it was written is not a live one. */
  public static final Duration LIVE = Duration.ofMinutes(1);

  /** Longest wait that is recorded. */
  public static final Duration LONGEST = Duration.ofDays(1_000);

  private static final Duration[] SECONDS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(3),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10)
  };

  private static final Duration[] MINUTES = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(24)
  };

  private Latencies() {}

  /** From a message to the request for a person that it led to: trigger-service's own time. */
  public static Timer messageToHandoff(MeterRegistry registry) {
    return timer(
        registry,
        "handoff.message.to.handoff",
        "From the publication of a customer's message to the handoff that it called for",
        SECONDS);
  }

  /**
   * From a message to the first assignment of its handoff.
   *
   * @param process "live" or "asynchronous"
   */
  public static Timer messageToAssignment(MeterRegistry registry, String process) {
    return timer(
        registry,
        "handoff.message.to.assignment",
        "From the publication of a customer's message to the first assignment of its handoff",
        MINUTES,
        "process",
        process);
  }

  /** From a message to the first answer of an agent. */
  public static Timer messageToFirstResponse(MeterRegistry registry) {
    return timer(
        registry,
        "handoff.message.to.first.response",
        "From the publication of a customer's message to the first answer of an agent",
        MINUTES);
  }

  /** From the moment at which something fell due to the moment at which it was acted on. */
  public static Timer lateness(MeterRegistry registry, String kind) {
    return timer(
        registry,
        "handoff.timer.lateness",
        "From the moment that a deadline fell due to the moment it was acted on",
        SECONDS,
        "kind",
        kind);
  }

  /** When a record was published, if it is a live one; null: it is not. */
  public static @Nullable Instant publishedAt(DecodedRecord<?> record) {
    boolean live = !record.occurredAt().plus(LIVE).isBefore(record.appendedAt());
    return live ? record.appendedAt() : null;
  }

  /**
   * Records a wait; one without a beginning is not recorded, a negative one counts as none, and one
   * of more than {@link #LONGEST} as that: some platforms date what has no date to the year 1.
   */
  public static void record(Timer timer, @Nullable Instant from, Instant to) {
    if (from != null) {
      Duration wait = Duration.between(from, to);
      if (wait.isNegative()) {
        wait = Duration.ZERO;
      }
      timer.record(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
  }

  private static Timer timer(
      MeterRegistry registry,
      String name,
      String description,
      Duration[] serviceLevels,
      String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(serviceLevels)
        .register(registry);
  }
}
