package io.handoff.rules;

import io.handoff.rules.engine.RuleBook;
import io.handoff.rules.script.CompiledScript;
import io.handoff.rules.script.ScriptCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event against 1,000 rules, and one script; run by {@code org.openjdk.jmh.Main}. */
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class RulesBenchmark {

  private final RuleBook indexed = RuleBook.compile(List.of(rules(true)));
  private final RuleBook plain = RuleBook.compile(List.of(rules(false)));
  private final CompiledScript script = ScriptCompiler.program(script());
  private final Facts facts = facts();

  private static RuleSet rules(boolean equalities) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Condition topic = comparison(RuleFields.TOPIC, Operator.CONTAINS, "topic " + i);
      Condition text =
          new Condition.Comparison(
              RuleFields.TEXT, Operator.MENTIONS_ANY_OF, List.of(Value.text("product" + i)), "en");
      Condition plan =
          comparison(
              RuleFields.named("customer.attributes.plan").orElseThrow(),
              Operator.IS,
              "p" + i % 300);
      Condition channel = comparison(RuleFields.CHANNEL_ID, Operator.IS, "web");
      rules.add(
          new Rule(
              "r" + i,
              new Condition.All(
                  equalities ? List.of(channel, plan, text, topic) : List.of(text, topic)),
              null,
              List.of(new Action.SetPriority(Action.Priority.HIGH)),
              null));
    }
    return new RuleSet("s", Set.of(RuleTrigger.HANDOFF), RuleSet.Match.ALL, rules);
  }

  private static Condition comparison(Field field, Operator operator, String value) {
    return new Condition.Comparison(field, operator, List.of(Value.text(value)), null);
  }

  private static Script script() {
    return new Script(
        List.of(
            new Script.Variable("loyal", "customer.attributes.plan == \"p7\""),
            new Script.Variable("late", "ticket.age > duration(\"2h\")")),
        List.of(
            new Script.Branch(
                "variables.loyal && variables.late && \"vip\" in conversation.tags",
                List.of(new Action.SetPriority(Action.Priority.URGENT)),
                List.of()),
            new Script.Branch(
                "ticket.history.changes(\"status\") > 3 || conversation.messages > 4",
                List.of(new Action.SetPriority(Action.Priority.HIGH)),
                List.of())));
  }

  private static Facts facts() {
    return Facts.builder()
        .set(RuleFields.CHANNEL_ID, "web")
        .set(RuleFields.TEXT, "Hello, I want to know where product7 is, it was to come on Monday.")
        .set(RuleFields.TOPIC, "topic 7")
        .set(RuleFields.MESSAGES, Value.number(7))
        .set(RuleFields.TICKET_AGE, Value.span(java.time.Duration.ofHours(3)))
        .set(RuleFields.CONVERSATION_TAGS, Value.texts(List.of("new", "order")))
        .set("customer.attributes.plan", Value.text("p7"))
        .history(List.of(new Facts.Change("status", "new", "open", "agent")))
        .build();
  }

  /** Every rule has an equality to be found by, and looks for words. */
  @Benchmark
  public Object thousandRules() {
    return indexed.evaluate("s", facts);
  }

  /** No rule has one: all are looked at. */
  @Benchmark
  public Object thousandRulesWithoutEquality() {
    return plain.evaluate("s", facts);
  }

  @Benchmark
  public Object oneScript() {
    return script.run(facts);
  }
}
