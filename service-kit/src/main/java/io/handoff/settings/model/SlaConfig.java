package io.handoff.settings.model;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is promised to customers, and what is done when it is not kept.
 *
 * @param pausedWhile statuses in which clocks stand still
 * @param afterOutage what becomes of due times when time was not kept
 * @param policies in order: a ticket gets the first whose condition holds when it arrives
 */
public record SlaConfig(
    Set<PausingStatus> pausedWhile, AfterOutage afterOutage, List<Policy> policies) {

  public SlaConfig {
    pausedWhile = Set.copyOf(pausedWhile);
    policies = List.copyOf(policies);
  }

  /** Statuses in which somebody else is to move. */
  public enum PausingStatus {
    WAITING_ON_CUSTOMER,
    SNOOZED
  }

  /**
   * A promise.
   *
   * @param id unique within the account; stands on tickets
   * @param name for people
   * @param when what must hold for a ticket to get it
   * @param targets business time for each metric and priority that has a target; positive
   * @param hours the hours that count
   * @param atRisk when a target is near; empty: never
   * @param escalation what is done, in order
   */
  public record Policy(
      String id,
      String name,
      Condition when,
      Map<SlaMetric, Map<Action.Priority, Duration>> targets,
      Hours hours,
      List<Point> atRisk,
      List<Step> escalation) {

    public Policy {
      Map<SlaMetric, Map<Action.Priority, Duration>> copy = new EnumMap<>(SlaMetric.class);
      targets.forEach((metric, each) -> copy.put(metric, Map.copyOf(each)));
      targets = Map.copyOf(copy);
      atRisk = List.copyOf(atRisk);
      escalation = List.copyOf(escalation);
    }
  }

  /** Hours in which time counts. */
  public sealed interface Hours {

    /** Word for the hours of the team in charge. */
    String TEAM = "team";

    /** Day and night. */
    record Always() implements Hours {}

    /** Those of the team in charge; of the account where it has none; else day and night. */
    record OfTeam() implements Hours {}

    /** Those of a calendar. */
    record Calendar(String calendarId) implements Hours {}
  }

  /** A moment before a target. */
  public sealed interface Point {
    /** So much business time before; positive. */
    record Before(Duration time) implements Point {}

    /** When so much of the target is used up; 1 to 99 percent. */
    record Used(int percent) implements Point {}

    /** Business time from the start of a target's clock; not positive: the target is too short. */
    default Duration after(Duration target) {
      return switch (this) {
        case Before before -> target.minus(before.time());
        case Used used -> target.multipliedBy(used.percent()).dividedBy(100);
      };
    }
  }

  /**
   * A step of an escalation.
   *
   * @param metric target that it watches; null: each one
   * @param delay business time from the target: negative: before it, zero: with the breach
   * @param then what is done
   */
  public record Step(@Nullable SlaMetric metric, Duration delay, List<Action> then) {
    public Step {
      then = List.copyOf(then);
    }

    /** Whether it watches a target. */
    public boolean watches(SlaMetric target) {
      return metric == null || metric == target;
    }
  }

  /** The policy, if there is one of that id. */
  public Optional<Policy> policy(@Nullable String policyId) {
    return policies.stream().filter(policy -> policy.id().equals(policyId)).findFirst();
  }

  /** Field of a metric's target: firstResponse. */
  public static String field(SlaMetric metric) {
    return switch (metric) {
      case FIRST_RESPONSE -> "firstResponse";
      case NEXT_RESPONSE -> "nextResponse";
      case RESOLUTION -> "resolution";
    };
  }
}
