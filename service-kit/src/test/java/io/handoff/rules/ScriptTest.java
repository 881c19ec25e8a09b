package io.handoff.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.rules.Script.Branch;
import io.handoff.rules.Script.Variable;
import io.handoff.rules.engine.Cascade;
import io.handoff.rules.engine.Evaluation;
import io.handoff.rules.engine.RuleBook;
import io.handoff.rules.engine.RuleReport;
import io.handoff.rules.script.CompiledScript;
import io.handoff.rules.script.ScriptCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  private static final Action HIGH = new Action.SetPriority(Action.Priority.HIGH);
  private static final Action URGENT = new Action.SetPriority(Action.Priority.URGENT);

  private static final Facts FACTS =
      Facts.builder()
          .set(RuleFields.TICKET_PRIORITY, "normal")
          .set(RuleFields.MESSAGES, Value.number(7))
          .set(RuleFields.CONVERSATION_TAGS, Value.texts(List.of("vip")))
          .set(RuleFields.BUSINESS_HOURS, Value.truth(true))
          .set(RuleFields.TICKET_AGE, Value.span(java.time.Duration.ofHours(3)))
          .setAll("customer.attributes.", Map.of("plan", "gold", "spent", "250"))
          .set("lookup.crm.credit", Value.number(90))
          .set("lookup.crm.volume", Value.number(1.0E20))
          .history(
              List.of(
                  new Facts.Change("status", "open", "resolved", "agent"),
                  new Facts.Change("status", "resolved", "open", "customer"),
                  new Facts.Change("priority", "low", "normal", "rule")))
          .build();

  private static final ScriptCompiler.Names NAMES =
      new ScriptCompiler.Names(Set.of("vip"), Set.of("crm"));

  /** An account that declares no custom field takes any. */
  private static final ScriptCompiler.Names OPEN = new ScriptCompiler.Names(Set.of(), Set.of());

  private static Script script(String when) {
    return new Script(List.of(), List.of(new Branch(when, List.of(HIGH), List.of())));
  }

  private static CompiledScript.Outcome run(Script script) {
    assertThat(ScriptCompiler.problems(script, NAMES)).isEmpty();
    return ScriptCompiler.program(script).run(FACTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          conversation.messages > 5                                        | true
          ticket.priority == "normal" && "vip" in conversation.tags        | true
          customer.attributes.plan == "gold"                               | true
          int(customer.attributes.spent) >= 300                            | false
          customer.attributes.get("tier", "none") == "none"                | true
          has(customer.attributes.tier)                                    | false
          lookup.crm.credit < 100                                          | true
          lookup.crm.volume > 1.0                                          | true
          ticket.history.changes("status") == 2                            | true
          ticket.history.changedTo("status", "resolved") == 1              | true
          size(ticket.history) == 3 && ticket.history[2].actor == "rule"   | true
          time.businessHours && ticket.age > duration("2h")                | true
          ticket.team == ""                                                | true
          customer.earlierTickets == 0                                     | true
          "Straße".folded() == "STRASSE".folded()                          | true
          ticket.priority.matches("^nor")                                  | true
          """)
  void shouldComputeOverFacts(String when, boolean holds) {
    assertThat(run(script(when)).actions()).hasSize(holds ? 1 : 0);
  }

  @Test
  void shouldTakeTheFirstBranchThatMatches() {
    Script script =
        new Script(
            List.of(
                new Variable("loyal", "customer.attributes.plan == \"gold\""),
                new Variable("urgent", "variables.loyal && conversation.messages > 5")),
            List.of(
                new Branch("!variables.loyal", List.of(HIGH), List.of()),
                new Branch(
                    "variables.urgent",
                    List.of(),
                    List.of(
                        new Branch("ticket.team == \"x\"", List.of(HIGH), List.of()),
                        new Branch(
                            null,
                            List.of(
                                URGENT,
                                new Action.SetField(
                                    "credit", null, "\"credit \" + string(lookup.crm.credit)")),
                            List.of()))),
                new Branch(null, List.of(HIGH), List.of())));
    CompiledScript.Outcome outcome = run(script);
    assertThat(outcome.branch()).isEqualTo("2.2");
    assertThat(outcome.actions())
        .containsExactly(URGENT, new Action.SetField("credit", "credit 90", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          conversation.messages > "5"       | 1 | 23 | found no matching overload
          ticket.prio == "high"             | 1 | 1  | undeclared reference to 'ticket
          conversation.messages             | 1 | 13 | expected type 'bool'
          1 +                               | 1 | 4  | mismatched input
          [1, 2].exists(x, x > 1)           | 1 | 14 | undeclared reference
          now() > ticket.age                | 1 | 4  | undeclared reference to 'now'
          """)
  void shouldSayWhereAnExpressionIsWrong(String when, int line, int column, String message) {
    List<ScriptCompiler.Problem> problems = ScriptCompiler.problems(script(when), NAMES);
    assertThat(problems).isNotEmpty();
    assertThat(problems.getFirst().path()).isEqualTo("match[0].when");
    assertThat(problems.getFirst().line()).isEqualTo(line);
    assertThat(problems.getFirst().message()).contains(message);
    assertThat(problems.getFirst().column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ticket.priority > "normal"                      | 7  | ticket.priority has no order in scripts
          "normal" <= ticket.priority                     | 19 | ticket.priority has no order in scripts
          ticket.priority == "HIGH"                       | 20 | ticket.priority is never 'HIGH'
          "HIGH" != ticket.priority                       | 1  | ticket.priority is never 'HIGH'
          ticket.status in ["open", "solved"]             | 27 | ticket.status is never 'solved'
          time.ofDay < "8:30"                             | 14 | time.ofDay is written as in 08:30
          ticket.history.changes("prority") > 1           | 24 | the history has no field 'prority'
          ticket.history.changedTo("status", "SOLVED") > 1 | 36 | ticket.status is never 'SOLVED'
          conversation.text.matches("a(b")                | 27 | 'a(b' is no regular expression
          conversation.text.matches("(?=a)")              | 27 | '(?=a)' is no regular expression
          ticket.fields.vipp == "yes"                     | 14 | there is no custom field 'vipp'
          has(ticket.fields.vipp)                         | 4  | there is no custom field 'vipp'
          ticket.fields["vipp"] == "yes"                  | 15 | there is no custom field 'vipp'
          ticket.fields.get("vipp", "") == "yes"          | 19 | there is no custom field 'vipp'
          "crmm.tier" in ticket.fields                    | 1  | there is no custom field 'crmm.tier'
          "vipp" in ticket.fields                         | 1  | there is no custom field 'vipp'
          lookup.erp.open > 1                             | 7  | there is no lookup 'erp'
          """)
  void shouldRefuseWhatCanNeverBeMeant(String when, int column, String message) {
    List<ScriptCompiler.Problem> problems = ScriptCompiler.problems(script(when), NAMES);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().message()).contains(message);
    assertThat(problems.getFirst().column()).isEqualTo(column);
    // A document that was applied before this was checked stays readable.
    assertThat(ScriptCompiler.problems(script(when), null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ticket.priority in [\"high\", \"urgent\"]",
        "ticket.status == \"\" || time.ofDay < \"08:30\"",
        "ticket.history.changes(\"fields.vip\") == 0",
        "ticket.fields.get(\"crm.tier\", \"\") == \"gold\"",
        "ticket.history.changes(variables.x) == 0",
        "\"vip\" in ticket.fields && ticket.fields.vip == \"x\"",
        "conversation.text > \"a\" && conversation.text.matches(\"(?i)ref[ou]nd\\\\b\")"
      })
  void shouldTakeWhatCanBeMeant(String when) {
    Script script =
        new Script(
            List.of(new Variable("x", "\"status\"")),
            List.of(new Branch(when, List.of(HIGH), List.of())));
    assertThat(ScriptCompiler.problems(script, NAMES)).isEmpty();
    assertThat(ScriptCompiler.problems(script("ticket.fields.any == 1"), OPEN)).isEmpty();
  }

  @Test
  void shouldCheckVariablesByTheTypeThatTheyHave() {
    Script script =
        new Script(
            List.of(new Variable("n", "conversation.messages + 1")),
            List.of(new Branch("variables.n == \"x\"", List.of(HIGH), List.of())));
    assertThat(ScriptCompiler.problems(script, NAMES)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer.attributes.missing == 1",
        "conversation.messages / 0 == 1",
        "ticket.history[99].field == \"x\"",
        "int(\"x\") == 1",
        "timestamp(\"yesterday\") < timestamp(\"2026-01-01T00:00:00Z\")"
      })
  void shouldEndWithoutActionsWhereItCannotGoOn(String when) {
    CompiledScript.Outcome outcome = run(script(when));
    assertThat(outcome.actions()).isEmpty();
    assertThat(outcome.fault()).isNotBlank();
  }

  @Test
  void shouldBoundWhatVariablesHold() {
    String doubled = String.join(" + ", java.util.Collections.nCopies(50, "variables.a"));
    Script script =
        new Script(
            List.of(new Variable("a", "\"" + "x".repeat(100) + "\""), new Variable("b", doubled)),
            List.of(new Branch("size(variables.b) > 0", List.of(HIGH), List.of())));
    assertThat(run(script).fault()).contains("larger than 4000");
  }

  @Test
  void shouldRefuseAnExpressionThatIsTooLong() {
    assertThat(ScriptCompiler.problems(script("1 == 1" + " && 1 == 1".repeat(300)), NAMES))
        .isNotEmpty();
    assertThat(ScriptCompiler.problems(script("(".repeat(500) + "true" + ")".repeat(500)), NAMES))
        .isNotEmpty();
  }

  @Test
  void shouldTellWhyARuleWithAScriptDidNotFire() {
    RuleSet set =
        new RuleSet(
            "s",
            Set.of(),
            RuleSet.Match.ALL,
            List.of(
                new Rule("none", Condition.ALWAYS, script("false"), List.of(), null),
                new Rule("fault", Condition.ALWAYS, script("1 / 0 == 1"), List.of(), null)));
    Evaluation evaluation = RuleBook.compile(List.of(set)).evaluate("s", FACTS);
    assertThat(evaluation.fired()).isEmpty();
    assertThat(evaluation.skipped(5))
        .extracting(s -> s.why().field())
        .containsExactly("script", "script");
    assertThat(evaluation.skipped(5).getLast().why().actual()).contains("zero");
    assertThat(evaluation.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("ended without actions", "zero"));
  }

  @Test
  void shouldTellOfAnActionThatCannotBeComputedAndDoTheOthers() {
    List<Action> then =
        List.of(HIGH, new Action.SetField("f", null, "1 / ticket.reopenings"), URGENT);
    RuleSet set =
        new RuleSet(
            "s",
            Set.of(RuleTrigger.CUSTOMER_REPLIED),
            RuleSet.Match.ALL,
            List.of(new Rule("r", Condition.ALWAYS, null, then, null)));
    Evaluation evaluation = RuleBook.compile(List.of(set)).evaluate("s", FACTS);
    assertThat(evaluation.fired().getFirst().actions()).containsExactly(HIGH, URGENT);
    assertThat(RuleReport.of(new Cascade.Result<>("", List.of(evaluation), List.of())))
        .extracting(RuleReport.Entry::code, RuleReport.Entry::message)
        .containsExactly(
            tuple("rules-fired", "fired: r"),
            tuple("rule-action-failed", "r: set-field was not done: / by zero"));
  }

  @Test
  void shouldCutLongTextsSoThatWorkStaysBounded() {
    Facts facts = Facts.builder().set(RuleFields.SUBJECT, "x".repeat(900_000)).build();
    String sum = String.join(" + ", java.util.Collections.nCopies(50, "conversation.subject"));
    assertThat(ScriptCompiler.program(script("size(" + sum + ") == 200000")).run(facts).actions())
        .isNotEmpty();
  }
}
