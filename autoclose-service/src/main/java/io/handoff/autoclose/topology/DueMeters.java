package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.Conversation;
import io.handoff.autoclose.decision.News;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** Counts what fell due. What belongs to a transaction that is rolled back counts twice. */
final class DueMeters {

  private final Counter snoozes;
  private final Timer snoozeLateness;

  DueMeters(MeterRegistry registry) {
    this.snoozes = registry.counter("handoff.snoozes.ended");
    this.snoozeLateness = Lateness.of(registry, "snooze");
  }

  /**
   * One that was past when its conversation's last event was published says nothing of lateness.
   */
  void told(Conversation conversation, News news, Instant now) {
    Timer lateness =
        switch (news) {
          case News.SnoozeOver _ -> {
            snoozes.increment();
            yield snoozeLateness;
          }
        };
    if (news.due().isAfter(conversation.lastAppendedAt())) {
      lateness.record(Duration.between(news.due(), now));
    }
  }
}
