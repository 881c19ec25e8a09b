package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.kit.Kebab;
import io.handoff.sla.SlaMetric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts what fell due. What belongs to a transaction that is rolled back counts twice, what
 * belongs to a test not at all.
 */
final class DueMeters {

  private final MeterRegistry registry;
  private final Counter snoozes;
  private final Timer snoozeLateness;
  private final Counter warnings;
  private final Timer slaLateness;
  private final Timer warningLateness;

  DueMeters(MeterRegistry registry) {
    this.registry = registry;
    this.snoozes = registry.counter("handoff.snoozes.ended");
    this.snoozeLateness = Lateness.of(registry, "snooze");
    this.warnings = registry.counter("handoff.close.warnings");
    this.warningLateness = Lateness.of(registry, "warning");
    this.slaLateness = Lateness.of(registry, "sla");
    for (SlaMetric metric : SlaMetric.values()) {
      counter("handoff.sla.at.risk", metric);
      counter("handoff.sla.breaches", metric);
      counter("handoff.sla.escalations", metric);
    }
  }

  /**
   * One that was past when its conversation's last event was published says nothing of lateness.
   */
  void told(Conversation conversation, DueEvent event, Instant now) {
    if (!conversation.test()) {
      count(event);
    }
    if (event.due().isAfter(conversation.lastAppendedAt())) {
      Timer lateness =
          switch (event) {
            case DueEvent.SnoozeOver _ -> snoozeLateness;
            case DueEvent.Promise _ -> slaLateness;
            case DueEvent.Warning _ -> warningLateness;
          };
      lateness.record(Duration.between(event.due(), now));
    }
  }

  private void count(DueEvent event) {
    switch (event) {
      case DueEvent.SnoozeOver _ -> snoozes.increment();
      case DueEvent.Warning _ -> warnings.increment();
      case DueEvent.Promise(var id, SlaDue due, var origin) ->
          counter(
                  switch (due.kind()) {
                    case AT_RISK -> "handoff.sla.at.risk";
                    case BREACH -> "handoff.sla.breaches";
                    case STEP -> "handoff.sla.escalations";
                  },
                  due.metric())
              .increment();
    }
  }

  private Counter counter(String name, SlaMetric metric) {
    return registry.counter(name, "metric", Kebab.of(metric));
  }
}
