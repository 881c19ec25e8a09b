package io.handoff.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Failure;
import io.handoff.rules.FieldType;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator on every type, by a table that people can read. */
class ConditionTableTest {

  static List<Table.Case> cases() {
    return Table.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldHoldAsTheTableSays(Table.Case one) {
    ConditionEvaluator evaluator =
        new ConditionEvaluator(one.facts(), KeywordIndex.in(List.of(one.condition())));
    assertThat(evaluator.holds(one.condition())).isEqualTo(one.holds());
    assertThat(evaluator.holds(new Condition.Not(one.condition()))).isEqualTo(!one.holds());
    Failure failure = evaluator.whyNot(one.condition());
    if (one.holds()) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure).isNotNull();
      assertThat(failure.actual()).isEqualTo(one.actual().shown());
    }
  }

  /** The same case as a rule, found by the index. */
  @ParameterizedTest
  @MethodSource("cases")
  void shouldFireAsTheTableSays(Table.Case one) {
    RuleSet set =
        new RuleSet(
            "s",
            Set.of(RuleTrigger.HANDOFF),
            RuleSet.Match.FIRST,
            List.of(
                new Rule(
                    "r",
                    one.condition(),
                    null,
                    List.of(new Action.SetPriority(Action.Priority.HIGH)),
                    null)));
    Evaluation evaluation = RuleBook.compile(List.of(set)).evaluate("s", one.facts());
    assertThat(!evaluation.fired().isEmpty()).isEqualTo(one.holds());
    assertThat(evaluation.skipped(10)).hasSize(one.holds() ? 0 : 1);
  }

  @Test
  void shouldCoverEveryOperatorOfEveryType() {
    Set<String> covered =
        cases().stream()
            .map(c -> c.condition().field().type() + " " + c.condition().operator().positive())
            .collect(Collectors.toSet());
    Set<String> wanted =
        Stream.of(FieldType.values())
            .flatMap(type -> type.operators().stream().map(o -> type + " " + o.positive()))
            .collect(Collectors.toSet());
    assertThat(wanted).isSubsetOf(covered);
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(200);
  }
}
