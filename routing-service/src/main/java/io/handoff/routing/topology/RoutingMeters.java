package io.handoff.routing.topology;

import io.handoff.kit.streams.Latencies;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.Change;
import io.handoff.routing.decision.account.Change.HandoffChanged;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.settings.model.HandoffConfig.Process;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts what was decided, test handoffs excepted. */
final class RoutingMeters {

  private final MeterRegistry registry;
  private final Map<Process, Timer> assignments = new EnumMap<>(Process.class);
  private final Timer lateness;
  private final Counter failures;

  RoutingMeters(MeterRegistry registry) {
    this.registry = registry;
    this.lateness = Latencies.lateness(registry, "routing");
    this.failures = registry.counter("handoff.timer.failures", "kind", "routing");
    assignments.put(Process.LIVE, Latencies.messageToAssignment(registry, "live"));
    assignments.put(Process.ASYNCHRONOUS, Latencies.messageToAssignment(registry, "asynchronous"));
  }

  /**
   * Times first assignments.
   *
   * @param before the account before the outcome
   */
  void assigned(AccountRouting before, Outcome outcome, Instant now) {
    Set<String> seen = new HashSet<>();
    for (Change change : outcome.changes()) {
      if (change instanceof HandoffChanged(OpenHandoff open)
          && open.standing() == HandoffStatus.ASSIGNED
          && open.assignments() == 1
          && seen.add(open.conversationId())
          && before.handoff(open.conversationId()).map(OpenHandoff::assignments).orElse(0) == 0) {
        assigned(open, now);
      }
    }
  }

  private void assigned(OpenHandoff open, Instant now) {
    Timer timer = assignments.get(open.process());
    if (timer != null && !open.handoff().test()) {
      Latencies.record(timer, open.handoff().publishedAt(), now);
    }
  }

  /** Counts the decisions of an outcome, and what was noted of agents. */
  void count(Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Decided decided && !decided.handoff().test()) {
        registry
            .counter(
                "handoff.routing.decisions",
                "ruling",
                word(decided.ruling()),
                "obstacle",
                decided.obstacle() == null ? "none" : decided.obstacle().text())
            .increment();
      } else if (effect instanceof Logged logged) {
        registry.counter("handoff.routing.notes", "code", logged.code()).increment();
      }
    }
  }

  /** Times how late something due was acted on. */
  void late(Instant due, Instant now) {
    Latencies.record(lateness, due, now);
  }

  /** Counts a look at what was due that failed. */
  void failed() {
    failures.increment();
  }

  private static String word(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Assigned assigned -> "assigned";
      case RoutingResult.Offered offered -> "offered";
      case RoutingResult.Queued queued -> "queued";
      case RoutingResult.KeptOpen open -> "unassigned";
      case RoutingResult.Closed closed -> "closed";
      case RoutingResult.Declined declined -> "declined";
      case RoutingResult.Refused refused -> "refused";
      case RoutingResult.Ended ended -> "ended";
    };
  }
}
