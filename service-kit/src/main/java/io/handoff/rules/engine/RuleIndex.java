package io.handoff.rules.engine;

import io.handoff.rules.Condition;
import io.handoff.rules.Condition.All;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.Facts;
import io.handoff.rules.Field;
import io.handoff.rules.Operator;
import io.handoff.rules.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rules can hold at all. Each rule stands under the values of the one equality that it cannot
 * do without and that fewest rules share; rules without such an equality are always looked at.
 */
final class RuleIndex {

  private final Map<Field, Map<String, BitSet>> rules = new LinkedHashMap<>();
  private final BitSet always = new BitSet();

  RuleIndex(List<Condition> conditions) {
    Map<Field, Map<String, Integer>> shared = new HashMap<>();
    for (Condition condition : conditions) {
      for (Comparison equality : equalities(condition)) {
        Map<String, Integer> counts =
            shared.computeIfAbsent(equality.field(), field -> new HashMap<>());
        keys(equality).forEach(key -> counts.merge(key, 1, Integer::sum));
      }
    }
    for (int i = 0; i < conditions.size(); i++) {
      Comparison best = best(equalities(conditions.get(i)), shared);
      if (best == null) {
        always.set(i);
        continue;
      }
      Map<String, BitSet> byKey = rules.computeIfAbsent(best.field(), field -> new HashMap<>());
      for (String key : keys(best)) {
        byKey.computeIfAbsent(key, k -> new BitSet()).set(i);
      }
    }
  }

  /** Positions of the rules that can hold, and of some that do not. */
  BitSet candidates(Facts facts) {
    BitSet candidates = (BitSet) always.clone();
    rules.forEach(
        (field, byKey) -> {
          for (String key : field.type().keys(facts.get(field))) {
            BitSet found = byKey.get(key);
            if (found != null) {
              candidates.or(found);
            }
          }
        });
    return candidates;
  }

  private static @Nullable Comparison best(
      List<Comparison> equalities, Map<Field, Map<String, Integer>> shared) {
    Comparison best = null;
    long fewest = Long.MAX_VALUE;
    for (Comparison equality : equalities) {
      Map<String, Integer> counts = shared.getOrDefault(equality.field(), Map.of());
      long sharing = keys(equality).stream().mapToLong(key -> counts.getOrDefault(key, 0)).sum();
      if (sharing < fewest) {
        fewest = sharing;
        best = equality;
      }
    }
    return best;
  }

  /** Equalities without which the condition does not hold. */
  private static List<Comparison> equalities(Condition condition) {
    List<Comparison> equalities = new ArrayList<>();
    collect(condition, equalities);
    return equalities;
  }

  private static void collect(Condition condition, List<Comparison> equalities) {
    if (condition instanceof All all) {
      all.conditions().forEach(part -> collect(part, equalities));
    } else if (condition instanceof Comparison comparison) {
      switch (comparison.operator()) {
        case IS, IS_ANY_OF, HAS, HAS_ANY_OF, HAS_ALL_OF -> equalities.add(comparison);
        default -> {}
      }
    }
  }

  private static List<String> keys(Comparison equality) {
    List<String> keys = new ArrayList<>();
    for (Value value : equality.values()) {
      String key = equality.field().type().key(value);
      if (key != null) {
        keys.add(key);
      }
      if (equality.operator() == Operator.HAS_ALL_OF) {
        break;
      }
    }
    return keys;
  }
}
