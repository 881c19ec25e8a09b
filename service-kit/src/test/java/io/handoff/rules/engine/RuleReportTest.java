package io.handoff.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Facts;
import io.handoff.rules.Field;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Script;
import io.handoff.rules.Value;
import io.handoff.rules.engine.Cascade.Applied;
import io.handoff.rules.engine.RuleReport.Entry;
import io.handoff.rules.engine.RuleReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the decision log says of rules. */
class RuleReportTest {

  private static Condition when(Field field, Operator operator, String value) {
    return new Condition.Comparison(field, operator, List.of(Value.text(value)), null);
  }

  private static Condition onWeb() {
    return when(RuleFields.CHANNEL_ID, Operator.IS, "web");
  }

  private static Condition onSms() {
    return when(RuleFields.CHANNEL_ID, Operator.IS, "sms");
  }

  private static Rule rule(String id, Condition condition, Action... actions) {
    return new Rule(id, condition, null, List.of(actions), null);
  }

  private static List<Entry> report(Rule... rules) {
    RuleSet set =
        new RuleSet("intake", Set.of(RuleTrigger.HANDOFF), RuleSet.Match.ALL, List.of(rules));
    return RuleReport.of(
        Cascade.run(
            RuleBook.compile(List.of(set)),
            new Cascade.World<String>() {
              @Override
              public Facts facts(String state, RuleEvent event) {
                return event.describe(Facts.builder().set(RuleFields.CHANNEL_ID, "web")).build();
              }

              @Override
              public Applied<String> apply(String state, Evaluation.Fired fired) {
                return new Applied<>(state, List.of());
              }
            },
            "",
            List.of(RuleEvent.of(RuleTrigger.HANDOFF, "")),
            1));
  }

  private static Action urgent() {
    return new Action.SetPriority(Action.Priority.URGENT);
  }

  @Test
  void shouldNameTheRulesThatFiredAndSayWhyOthersDidNot() {
    List<Entry> entries = report(rule("web", onWeb(), urgent()), rule("sms", onSms(), urgent()));

    assertThat(entries).hasSize(1);
    Entry entry = entries.getFirst();
    assertThat(entry.subject()).isEqualTo("rules/intake");
    assertThat(entry.outcome()).isEqualTo(Outcome.FIRED);
    assertThat(entry.code()).isEqualTo("rules-fired");
    assertThat(entry.message()).isEqualTo("fired: web");
    assertThat(entry.details())
        .containsExactly(
            new RuleReport.Detail("web", null, null, true),
            new RuleReport.Detail("sms: channel.id", "is sms", "web", false));
  }

  @Test
  void shouldSayThatNoRuleFired() {
    Entry entry = report(rule("sms", onSms(), urgent())).getFirst();

    assertThat(entry.outcome()).isEqualTo(Outcome.NOT_FIRED);
    assertThat(entry.code()).isEqualTo("rules-not-fired");
    assertThat(entry.message()).isEqualTo("no rule fired");
  }

  @Test
  void shouldSayHowManyRulesItDoesNotList() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < RuleReport.MOST + 3; i++) {
      rules.add(rule("r" + i, onSms(), urgent()));
    }
    Entry entry = report(rules.toArray(Rule[]::new)).getFirst();

    assertThat(entry.details()).hasSize(RuleReport.MOST);
    assertThat(entry.message()).isEqualTo("no rule fired (3 more rules are not listed)");
  }

  @Test
  void shouldTellOfAScriptThatFailedInAnEntryOfItsOwn() {
    Script divides =
        new Script(
            List.of(), List.of(new Script.Branch("1 / 0 == 1", List.of(urgent()), List.of())));
    List<Entry> entries = report(new Rule("score", onWeb(), divides, List.of(), null));

    assertThat(entries).hasSize(2);
    Entry fault = entries.getLast();
    assertThat(fault.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fault.code()).isEqualTo(RuleReport.SCRIPT_FAILED);
    assertThat(fault.subject()).isEqualTo("rules/intake");
    assertThat(fault.message()).startsWith("score: ");
  }
}
