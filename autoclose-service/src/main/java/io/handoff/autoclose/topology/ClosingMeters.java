package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Party;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts closes, those of tests excepted, and measures how late they are. A close whose transaction
 * is rolled back counts twice.
 */
final class ClosingMeters {

  private final Map<Party, Counter> closes = new EnumMap<>(Party.class);
  private final Timer lateness;
  private final Counter failures;
  private final Counter forgotten;

  ClosingMeters(MeterRegistry registry) {
    Arrays.stream(Party.values())
        .forEach(
            party ->
                closes.put(
                    party,
                    registry.counter("handoff.conversations.closed", "reason", party.silence())));
    this.failures = registry.counter("handoff.timer.failures", "kind", "close");
    this.forgotten = registry.counter("handoff.conversations.forgotten");
    this.lateness = Lateness.of(registry, "close");
  }

  /**
   * A deadline was acted on. One that was past when its last event was published says nothing about
   * lateness.
   */
  void closed(Conversation conversation, Deadline deadline, Instant now) {
    Counter counter = closes.get(deadline.silent());
    if (counter != null && !conversation.test()) {
      counter.increment();
    }
    if (deadline.due().isAfter(conversation.lastAppendedAt())) {
      lateness.record(Duration.between(deadline.due(), now));
    }
  }

  /** A closed conversation was deleted after its retention. */
  void forgotten() {
    forgotten.increment();
  }

  /** A timer was dropped because looking at its conversation failed. */
  void failed() {
    failures.increment();
  }
}
