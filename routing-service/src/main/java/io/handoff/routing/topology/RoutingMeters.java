package io.handoff.routing.topology;

import io.handoff.routing.decision.Effect;
import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.Outcome;
import io.handoff.routing.decision.Ruling;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Counts what was decided, test handoffs excepted. */
final class RoutingMeters {

  private final MeterRegistry registry;

  RoutingMeters(MeterRegistry registry) {
    this.registry = registry;
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
  void late(Duration lateness) {
    registry
        .timer("handoff.timer.lateness", "kind", "routing")
        .record(lateness.isNegative() ? Duration.ZERO : lateness);
  }

  /** Counts a look at what was due that failed. */
  void failed() {
    registry.counter("handoff.timer.failures", "kind", "routing").increment();
  }

  private static String word(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Assigned assigned -> "assigned";
      case Ruling.Offered offered -> "offered";
      case Ruling.Queued queued -> "queued";
      case Ruling.KeptOpen open -> "unassigned";
      case Ruling.Closed closed -> "closed";
      case Ruling.Declined declined -> "declined";
      case Ruling.Refused refused -> "refused";
      case Ruling.Ended ended -> "ended";
    };
  }
}
