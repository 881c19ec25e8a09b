package io.handoff.settings.authoring.section;

import io.handoff.rules.Action.Priority;
import io.handoff.rules.Condition;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.Map;

/** Warns of promises and steps that are legal, but probably not what was meant. */
final class SlaSurprises {
  private SlaSurprises() {}

  /** Behind a policy that every ticket gets, no other is ever chosen by itself. */
  static void ofUnreachable(Map<String, Policy> policies, Map<String, Node> nodes) {
    Policy forAll = null;
    for (Policy policy : policies.values()) {
      Node node = nodes.get(policy.id());
      if (forAll != null && node != null) {
        node.warning(
            ProblemCode.UNREACHABLE,
            "the policy '%s' is never chosen: '%s' stands before it and has no condition"
                .formatted(Words.shown(policy.id()), Words.shown(forAll.id())),
            "put the policy without a condition last");
      } else if (policy.when().equals(Condition.ALWAYS)) {
        forAll = policy;
      }
    }
  }

  /** What comes after the first response is hardly due before it. */
  static void ofOrder(Node node, Map<SlaMetric, Map<Priority, Duration>> targets, SlaMetric later) {
    Map<Priority, Duration> first = targets.getOrDefault(SlaMetric.FIRST_RESPONSE, Map.of());
    boolean sooner =
        targets.getOrDefault(later, Map.of()).entrySet().stream()
            .anyMatch(
                target ->
                    first.getOrDefault(target.getKey(), Duration.ZERO).compareTo(target.getValue())
                        > 0);
    if (sooner) {
      node.warning(
          ProblemCode.TARGETS_SWAPPED,
          "%s is shorter than firstResponse, which comes before it"
              .formatted(SlaConfig.field(later)),
          "were the two swapped?");
    }
  }

  /** A point that lies before the start of every target never comes. */
  static void ofNoEffect(Node node, Map<SlaMetric, Map<Priority, Duration>> targets, Point point) {
    boolean comes =
        targets.values().stream()
            .flatMap(each -> each.values().stream())
            .anyMatch(target -> point.after(target).isPositive());
    if (!comes && !targets.isEmpty()) {
      node.warning(
          ProblemCode.NO_EFFECT,
          node.label() + " never comes: no target is so long",
          "write a shorter time, or a part of the target such as 75%");
    }
  }

  /**
   * First and next response begin with the same message; where they are equal, they end together.
   */
  static void ofTwice(Node node, Map<SlaMetric, Map<Priority, Duration>> targets) {
    Map<Priority, Duration> next = targets.getOrDefault(SlaMetric.NEXT_RESPONSE, Map.of());
    boolean together =
        targets.getOrDefault(SlaMetric.FIRST_RESPONSE, Map.of()).entrySet().stream()
            .anyMatch(first -> first.getValue().equals(next.get(first.getKey())));
    if (together) {
      node.warning(
          ProblemCode.DONE_TWICE,
          node.label() + " is done twice at once: firstResponse and nextResponse are equally long",
          "name one: target: first-response");
    }
  }
}
