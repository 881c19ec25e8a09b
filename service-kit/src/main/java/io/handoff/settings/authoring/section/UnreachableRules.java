package io.handoff.settings.authoring.section;

import io.handoff.rules.Condition;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.FieldType;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.Value;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Warns of rules that can never fire. Finds what stands in plain sight, not every contradiction.
 */
final class UnreachableRules {
  private UnreachableRules() {}

  /** Earlier rules that each rule is compared with; bounds the work. */
  private static final int COMPARED = 200;

  static void warn(RuleSet set, Map<String, Node> nodes) {
    List<Ending> endings = new ArrayList<>();
    for (Rule rule : set.rules()) {
      Node node = nodes.get(rule.id());
      Set<Condition> parts = parts(rule.when());
      if (node != null) {
        warn(node, rule, parts, endings);
      }
      boolean ends =
          rule.after() == null
              ? set.match() == RuleSet.Match.FIRST
              : rule.after() == Rule.After.STOP;
      if (ends && rule.script() == null && endings.size() < COMPARED) {
        endings.add(new Ending(rule.id(), parts));
      }
    }
  }

  /** A rule after which no other is looked at. */
  private record Ending(String ruleId, Set<Condition> parts) {}

  private static void warn(Node node, Rule rule, Set<Condition> parts, List<Ending> endings) {
    for (Ending ending : endings) {
      if (parts.containsAll(ending.parts())) {
        node.warning(
            ProblemCode.UNREACHABLE,
            "the rule '%s' is never reached: '%s' fires first and ends the set"
                .formatted(Words.shown(rule.id()), Words.shown(ending.ruleId())),
            "put it before '%s', or say 'after: continue' there"
                .formatted(Words.shown(ending.ruleId())));
        return;
      }
    }
    String contradiction = contradiction(parts);
    if (!contradiction.isEmpty()) {
      node.warning(
          ProblemCode.UNREACHABLE,
          "the rule '%s' can never hold: %s".formatted(Words.shown(rule.id()), contradiction),
          "put alternatives under 'any', or use is-any-of");
    }
  }

  private static Set<Condition> parts(Condition condition) {
    Set<Condition> parts = new HashSet<>();
    collect(condition, parts);
    return parts;
  }

  private static void collect(Condition condition, Set<Condition> parts) {
    if (condition instanceof Condition.All all) {
      all.conditions().forEach(part -> collect(part, parts));
    } else {
      parts.add(condition);
    }
  }

  /** Two demands on one field that no value meets; empty: none seen. */
  private static String contradiction(Set<Condition> parts) {
    Map<String, Set<Value>> equal = new HashMap<>();
    for (Condition part : parts) {
      if (part instanceof Condition.Any any && any.conditions().isEmpty()) {
        return "'any' holds nothing";
      }
      if (!(part instanceof Comparison comparison)
          || comparison.field().type() == FieldType.TAGS
          || comparison.field().type() == FieldType.LANGUAGE) {
        continue;
      }
      if (comparison.operator() == Operator.IS || comparison.operator() == Operator.IS_ANY_OF) {
        Set<Value> left =
            equal.computeIfAbsent(
                comparison.field().name(), name -> new HashSet<>(comparison.values()));
        left.retainAll(comparison.values());
        if (left.isEmpty()) {
          return comparison.field().name() + " is to be two things at once";
        }
      }
      if (comparison.operator().isNegative()
          && parts.contains(
              new Comparison(
                  comparison.field(),
                  comparison.operator().positive(),
                  comparison.values(),
                  comparison.language()))) {
        return comparison.field().name()
            + " is to be and not to be "
            + comparison.values().stream().map(Value::shown).collect(Collectors.joining(", "));
      }
    }
    return "";
  }
}
