package io.handoff.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Facts;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.SomeRules;
import io.handoff.rules.Value;
import io.handoff.rules.engine.Cascade.Applied;
import io.handoff.rules.engine.Cascade.Reason;
import io.handoff.rules.engine.Cascade.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CascadeTest {

  private static final Condition.Comparison IS_A = tagged("a");

  private static Condition.Comparison tagged(String tag) {
    return new Condition.Comparison(
        RuleFields.EVENT_SUBJECT, Operator.IS, List.of(Value.text(tag)), null);
  }

  /** A ticket that is nothing but its tags: adding one is an event, whether it was there or not. */
  private static final class Tags implements Cascade.World<List<String>> {
    @Override
    public Facts facts(List<String> tags, RuleEvent event) {
      return event
          .describe(Facts.builder().set(RuleFields.CONVERSATION_TAGS, Value.texts(tags)))
          .build();
    }

    @Override
    public Applied<List<String>> apply(List<String> tags, Evaluation.Fired fired) {
      List<String> now = new ArrayList<>(tags);
      List<RuleEvent> events = new ArrayList<>();
      for (Action action : fired.actions()) {
        if (action instanceof Action.AddTags add) {
          now.addAll(add.tags());
          add.tags().forEach(tag -> events.add(RuleEvent.of(RuleTrigger.TAG_ADDED, tag)));
        } else {
          events.add(RuleEvent.of(RuleTrigger.STATUS_CHANGED, action.key()));
        }
      }
      return new Applied<>(now, events);
    }
  }

  private static Rule rule(String id, Condition when, Action... actions) {
    return new Rule(id, when, null, List.of(actions), null);
  }

  private static Action add(String tag) {
    return new Action.AddTags(Action.Scope.CONVERSATION, List.of(tag));
  }

  private static RuleSet set(String id, RuleTrigger on, Rule... rules) {
    return new RuleSet(id, Set.of(on), RuleSet.Match.ALL, List.of(rules));
  }

  private static Result<List<String>> run(List<RuleSet> sets, RuleEvent event) {
    return Cascade.run(RuleBook.compile(sets), new Tags(), List.of(), List.of(event), 1);
  }

  @Test
  void shouldCutALoopOfThreeRulesAndNameThem() {
    RuleSet loop =
        set(
            "loop",
            RuleTrigger.TAG_ADDED,
            rule("one", IS_A, add("b")),
            rule("two", tagged("b"), add("c")),
            rule("three", tagged("c"), add("a")));
    Result<List<String>> result = run(List.of(loop), RuleEvent.of(RuleTrigger.TAG_ADDED, "a"));
    assertThat(result.state()).containsExactly("b", "c", "a");
    assertThat(result.fired()).hasSize(3);
    assertThat(result.cuts()).hasSize(1);
    assertThat(result.cuts().getFirst().reason()).isEqualTo(Reason.LOOP);
    assertThat(result.cuts().getFirst().chain())
        .isEqualTo("loop/one → loop/two → loop/three → loop/one");
    assertThat(result.evaluations().getLast().skipped(1).getFirst().why().field())
        .isEqualTo("chain of causes");
  }

  @Test
  void shouldLetRulesCauseRules() {
    RuleSet chain =
        set(
            "chain",
            RuleTrigger.TAG_ADDED,
            rule("one", IS_A, add("b")),
            rule("two", tagged("b"), add("c")));
    Result<List<String>> result = run(List.of(chain), RuleEvent.of(RuleTrigger.TAG_ADDED, "a"));
    assertThat(result.state()).containsExactly("b", "c");
    assertThat(result.cuts()).isEmpty();
  }

  @Test
  void shouldCutAChainThatIsTooDeep() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rules.add(rule("r" + i, tagged("t" + i), add("t" + (i + 1))));
    }
    RuleSet chain = set("chain", RuleTrigger.TAG_ADDED, rules.toArray(Rule[]::new));
    Result<List<String>> result = run(List.of(chain), RuleEvent.of(RuleTrigger.TAG_ADDED, "t0"));
    assertThat(result.fired()).hasSize(Cascade.DEEPEST);
    assertThat(result.cuts()).hasSize(1);
    assertThat(result.cuts().getFirst().reason()).isEqualTo(Reason.TOO_DEEP);
    assertThat(result.cuts().getFirst().rules()).hasSize(Cascade.DEEPEST);
  }

  @Test
  void shouldLookAtNoRuleBehindAChainOfRecordsThatIsTooLong() {
    RuleSet one = set("one", RuleTrigger.TAG_ADDED, rule("r", Condition.ALWAYS, add("b")));
    Result<List<String>> result =
        Cascade.run(
            RuleBook.compile(List.of(one)),
            new Tags(),
            List.of(),
            List.of(RuleEvent.of(RuleTrigger.TAG_ADDED, "a")),
            Cascade.LONGEST_CHAIN);
    assertThat(result.state()).isEmpty();
    assertThat(result.cuts()).extracting(Cascade.Cut::reason).containsExactly(Reason.TOO_DEEP);
  }

  @Test
  void shouldLookAtASetThatARuleStarts() {
    RuleSet first =
        set(
            "first",
            RuleTrigger.TAG_ADDED,
            rule("r", IS_A, new Action.RunRuleSet("second"), add("x")));
    RuleSet second =
        new RuleSet(
            "second",
            Set.of(),
            RuleSet.Match.FIRST,
            List.of(
                rule(
                    "s",
                    new Condition.Comparison(
                        RuleFields.CONVERSATION_TAGS, Operator.HAS, List.of(Value.text("x")), null),
                    add("y"))));
    Result<List<String>> result =
        run(List.of(first, second), RuleEvent.of(RuleTrigger.TAG_ADDED, "a"));
    assertThat(result.state()).containsExactly("x", "y");
  }

  @Test
  void shouldCutRuleSetsThatStartEachOther() {
    RuleSet a =
        set("a", RuleTrigger.REOPENED, rule("1", Condition.ALWAYS, new Action.RunRuleSet("b")));
    RuleSet b =
        set("b", RuleTrigger.ESCALATION, rule("1", Condition.ALWAYS, new Action.RunRuleSet("a")));
    Result<List<String>> result = run(List.of(a, b), RuleEvent.of(RuleTrigger.REOPENED));
    assertThat(result.cuts()).extracting(Cascade.Cut::chain).containsExactly("a/1 → b/1 → a/1");
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 10_000)
  void shouldAlwaysEnd(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    SomeRules some = new SomeRules(random, List.of("anna"), List.of("t"));
    int sets = 1 + random.nextInt(4);
    List<RuleSet> ruleSets = new ArrayList<>();
    int rules = 0;
    for (int i = 0; i < sets; i++) {
      List<Rule> list = new ArrayList<>();
      for (int j = 1 + random.nextInt(5); j > 0; j--) {
        Condition when = random.nextBoolean() ? Condition.ALWAYS : tagged("t" + random.nextInt(4));
        Action action =
            switch (random.nextInt(3)) {
              case 0 -> add("t" + random.nextInt(4));
              case 1 -> new Action.RunRuleSet("s" + random.nextInt(sets));
              default -> some.action(sets);
            };
        list.add(
            new Rule("r" + j, when, null, List.of(action, add("t" + random.nextInt(4))), null));
        rules++;
      }
      ruleSets.add(
          new RuleSet(
              "s" + i,
              Set.of(RuleTrigger.TAG_ADDED, RuleTrigger.STATUS_CHANGED),
              random.nextBoolean() ? RuleSet.Match.ALL : RuleSet.Match.FIRST,
              list));
    }
    Result<List<String>> result = run(ruleSets, RuleEvent.of(RuleTrigger.TAG_ADDED, "t0"));
    assertThat(result.fired()).hasSizeLessThanOrEqualTo(Cascade.MOST + rules);
  }
}
