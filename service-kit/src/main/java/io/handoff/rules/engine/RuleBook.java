package io.handoff.rules.engine;

import io.handoff.rules.Condition;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleId;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule sets of an account, compiled. Immutable and thread-safe. */
public final class RuleBook {

  /** No rules. */
  public static final RuleBook EMPTY = compile(List.of());

  private final Map<String, CompiledRuleSet> sets;
  private final Map<RuleTrigger, List<String>> byTrigger;
  private final KeywordIndex keywords;

  private RuleBook(
      Map<String, CompiledRuleSet> sets,
      Map<RuleTrigger, List<String>> byTrigger,
      KeywordIndex keywords) {
    this.sets = sets;
    this.byTrigger = byTrigger;
    this.keywords = keywords;
  }

  /** Compiles rule sets; of two with the same id the first counts. */
  public static RuleBook compile(List<RuleSet> ruleSets) {
    Map<String, CompiledRuleSet> sets = new LinkedHashMap<>();
    Map<RuleTrigger, List<String>> byTrigger = new EnumMap<>(RuleTrigger.class);
    List<Condition> conditions = new ArrayList<>();
    for (RuleSet ruleSet : ruleSets) {
      if (sets.containsKey(ruleSet.id())) {
        continue;
      }
      sets.put(ruleSet.id(), new CompiledRuleSet(ruleSet));
      ruleSet
          .on()
          .forEach(on -> byTrigger.computeIfAbsent(on, t -> new ArrayList<>()).add(ruleSet.id()));
      ruleSet.rules().forEach(rule -> conditions.add(rule.when()));
    }
    return new RuleBook(sets, byTrigger, KeywordIndex.in(conditions));
  }

  /** Ids of the sets that are looked at on this, in the order of the settings. */
  public List<String> on(RuleTrigger trigger) {
    return byTrigger.getOrDefault(trigger, List.of());
  }

  /** Whether there is such a set. */
  public boolean has(String ruleSetId) {
    return sets.containsKey(ruleSetId);
  }

  /** Looks at a set; at none where there is no such set. */
  public Evaluation evaluate(String ruleSetId, Facts facts) {
    return evaluate(ruleSetId, facts, Set.of());
  }

  /**
   * Looks at a set.
   *
   * @param before rules that fired earlier in the chain of causes; they do not fire again
   */
  public Evaluation evaluate(String ruleSetId, Facts facts, Set<RuleId> before) {
    CompiledRuleSet set = sets.get(ruleSetId);
    ConditionEvaluator evaluator = new ConditionEvaluator(facts, keywords);
    return set == null
        ? new CompiledRuleSet(new RuleSet(ruleSetId, Set.of(), RuleSet.Match.FIRST, List.of()))
            .evaluate(evaluator, before)
        : set.evaluate(evaluator, before);
  }
}
