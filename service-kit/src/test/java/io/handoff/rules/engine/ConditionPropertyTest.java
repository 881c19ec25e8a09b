package io.handoff.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Facts;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.SomeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConditionPropertyTest {

  @Provide
  Arbitrary<SomeRules> rules() {
    return SomeRules.any();
  }

  @Property(tries = 5_000)
  void shouldHoldExactlyWhereItsNegationDoesNot(@ForAll("rules") SomeRules rules) {
    Condition condition = rules.condition(3);
    ConditionEvaluator evaluator =
        new ConditionEvaluator(rules.facts(), KeywordIndex.in(List.of(condition)));
    assertThat(evaluator.holds(new Condition.Not(condition)))
        .isEqualTo(!evaluator.holds(condition));
    assertThat(evaluator.whyNot(condition) == null).isEqualTo(evaluator.holds(condition));
  }

  @Property(tries = 5_000)
  void shouldMakeNegativeOperatorsComplements(@ForAll("rules") SomeRules rules) {
    Condition.Comparison one = rules.comparison();
    Condition.Comparison positive =
        new Condition.Comparison(
            one.field(), one.operator().positive(), one.values(), one.language());
    ConditionEvaluator evaluator =
        new ConditionEvaluator(rules.facts(), KeywordIndex.in(List.of(one)));
    assertThat(evaluator.holds(one) == evaluator.holds(positive))
        .isEqualTo(!one.operator().isNegative());
  }

  /** What the index leaves out would not have fired. */
  @Property(tries = 2_000)
  void shouldFireWithTheIndexWhatFiresWithoutIt(@ForAll("rules") SomeRules rules) {
    List<Rule> list = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      list.add(
          new Rule(
              "r" + i, rules.condition(2), null, List.of(new Action.SetDepartment("d")), null));
    }
    RuleSet set = new RuleSet("s", Set.of(), RuleSet.Match.ALL, list);
    Facts facts = rules.facts();
    ConditionEvaluator evaluator =
        new ConditionEvaluator(facts, KeywordIndex.in(list.stream().map(Rule::when).toList()));
    Evaluation evaluation = RuleBook.compile(List.of(set)).evaluate("s", facts);
    assertThat(evaluation.fired().stream().map(f -> f.rule().ruleId()).toList())
        .isEqualTo(list.stream().filter(r -> evaluator.holds(r.when())).map(Rule::id).toList());
    assertThat(evaluation.fired().size() + evaluation.skipped(100).size()).isEqualTo(20);
  }
}
