package io.handoff.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Rules and facts made up at random, all of them valid. */
public final class SomeRules {

  private static final List<String> TEXTS =
      List.of(
          "a",
          "B",
          "straße",
          "환불",
          "zwrot pieniędzy",
          "two words",
          "5",
          "5.0",
          "007",
          "ﬁ",
          "😀",
          "x\"y\\z");

  /** SLA policies that actions name. */
  public static final List<String> POLICIES = List.of("gold");

  private final Random random;
  private final List<String> agents;
  private final List<String> teams;
  private List<String> departments = List.of("d1");
  private List<String> templates = List.of("t-1");
  private String category = "c d";
  private String field = "f";

  public SomeRules(Random random, List<String> agents, List<String> teams) {
    this.random = random;
    this.agents = agents;
    this.teams = teams;
  }

  /** Limits what actions name to what an account has. */
  public SomeRules naming(
      List<String> departments, List<String> templates, String category, String field) {
    this.departments = departments;
    this.templates = templates;
    this.category = category;
    this.field = field;
    return this;
  }

  public static Arbitrary<SomeRules> any() {
    return Arbitraries.longs()
        .map(seed -> new SomeRules(new Random(seed), List.of("anna", "jisoo"), List.of("t1")));
  }

  /** Rule sets of which some start others. */
  public List<RuleSet> ruleSets(int most) {
    int count = random.nextInt(most + 1);
    List<RuleSet> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(ruleSet("s" + i, count));
    }
    return sets;
  }

  private RuleSet ruleSet(String id, int sets) {
    Set<RuleTrigger> on = new LinkedHashSet<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      on.add(pick(List.of(RuleTrigger.values()).subList(1, RuleTrigger.values().length - 1)));
    }
    List<Rule> rules =
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> rule("r" + i, sets)).toList();
    return new RuleSet(id, on, pick(List.of(RuleSet.Match.values())), rules);
  }

  private Rule rule(String id, int sets) {
    Condition when = random.nextInt(4) == 0 ? Condition.ALWAYS : condition(2);
    Rule.After after = random.nextBoolean() ? null : pick(List.of(Rule.After.values()));
    return random.nextInt(5) == 0
        ? new Rule(id, when, script(sets), List.of(), after)
        : new Rule(id, when, null, actions(sets), after);
  }

  private Script script(int sets) {
    return new Script(
        List.of(new Script.Variable("many", "conversation.messages > " + random.nextInt(5))),
        List.of(
            new Script.Branch("variables.many", actions(sets), List.of()),
            new Script.Branch(
                null,
                List.of(),
                List.of(
                    new Script.Branch("ticket.priority == \"high\"", actions(sets), List.of())))));
  }

  /** A condition. */
  public Condition condition() {
    return condition(2);
  }

  public Condition condition(int depth) {
    int kind = depth == 0 ? 3 : random.nextInt(6);
    return switch (kind) {
      case 0 -> new Condition.All(conditions(depth - 1));
      case 1 -> new Condition.Any(conditions(depth - 1));
      case 2 -> new Condition.Not(condition(depth - 1));
      default -> comparison();
    };
  }

  private List<Condition> conditions(int depth) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> condition(depth)).toList();
  }

  public Condition.Comparison comparison() {
    Field field =
        random.nextInt(4) == 0
            ? RuleFields.named(pick(RuleFields.FAMILIES) + "a.b").orElseThrow()
            : pick(RuleFields.fixed());
    Operator operator = pick(field.type().operators());
    int count =
        switch (operator.operands()) {
          case NONE -> 0;
          case ONE -> 1;
          case TWO -> 2;
          case SEVERAL -> 1 + random.nextInt(3);
        };
    List<Value> values = IntStream.range(0, count).mapToObj(i -> operand(field, operator)).toList();
    return new Condition.Comparison(
        field,
        operator,
        values,
        operator.positive() == Operator.MENTIONS_ANY_OF ? pick(List.of("en", "ko", "pl")) : null);
  }

  private Value operand(Field field, Operator operator) {
    if (!field.choices().isEmpty()) {
      return Value.text(pick(field.choices()));
    }
    if (operator.positive() == Operator.MENTIONS_ANY_OF) {
      return Value.text(pick(List.of("refund", "환불", "zwrot pieniędzy")));
    }
    String text =
        switch (field.type()) {
          case NUMBER -> pick(List.of("0", "1", "3", "4.5", "-2"));
          case SPAN -> pick(List.of("1m", "2h", "1d 3h"));
          case TIME -> pick(List.of("08:00", "18:30", "00:00"));
          case TRUTH -> pick(List.of("true", "false"));
          case LANGUAGE -> pick(List.of("pt", "pt-BR", "ko"));
          case ANY ->
              switch (operator.positive()) {
                case LESS_THAN, AT_MOST, AT_LEAST, MORE_THAN, BETWEEN ->
                    pick(List.of("0", "5", "10.5"));
                default -> pick(TEXTS);
              };
          case ID, TEXT, WORDS, CHOICE, RANK, TAGS -> pick(TEXTS);
        };
    Value value = field.type().operand(text, operator);
    if (value == null) {
      throw new IllegalStateException(field + " " + text);
    }
    return value;
  }

  private List<Action> actions(int sets) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> action(sets)).toList();
  }

  public Action action(int sets) {
    return switch (random.nextInt(16)) {
      case 0 -> new Action.SetStatus(pick(List.of(Action.Status.values())));
      case 1 -> new Action.SetPriority(pick(List.of(Action.Priority.values())));
      case 2 -> new Action.SetDepartment(pick(departments));
      case 3 -> teams.isEmpty() ? new Action.HandBack("n") : new Action.SetTeam(pick(teams));
      case 4 -> new Action.SetAgent(pick(agents));
      case 5 ->
          new Action.SetCategory(
              category, category.equals("c d") && random.nextBoolean() ? "sub" : null);
      case 6 -> new Action.AddTags(pick(List.of(Action.Scope.values())), List.of(pick(TEXTS)));
      case 7 -> new Action.RemoveTags(pick(List.of(Action.Scope.values())), List.of(pick(TEXTS)));
      case 8 -> new Action.SetField(field, field.equals("plan") ? "pro" : pick(TEXTS), null);
      case 9 -> new Action.SetField(field, null, "ticket.agent + \"x\"");
      case 10 -> new Action.SetSlaPolicy(POLICIES.getFirst());
      case 11 ->
          new Action.Snooze(
              random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(5000)));
      case 12 ->
          templates.isEmpty() ? new Action.HandBack("n") : new Action.SendTemplate(pick(templates));
      case 13 ->
          random.nextBoolean()
              ? new Action.Notify(Action.Recipient.AGENT, pick(agents), pick(TEXTS))
              : new Action.Notify(Action.Recipient.EMAIL, "a@b.org", pick(TEXTS));
      case 14 -> new Action.HandOff(random.nextBoolean() ? null : pick(TEXTS));
      default ->
          sets == 0 ? new Action.HandBack(null) : new Action.RunRuleSet("s" + random.nextInt(sets));
    };
  }

  /** Facts of which some are absent and some of another type than their field's. */
  public Facts facts() {
    Facts.Builder facts = Facts.builder();
    for (Field field : RuleFields.fixed()) {
      facts.set(field, value(field));
    }
    for (String family : RuleFields.FAMILIES) {
      facts.set(family + "a.b", anyValue());
    }
    return facts.build();
  }

  private Value value(Field field) {
    if (random.nextInt(4) == 0) {
      return Value.ABSENT;
    }
    if (random.nextInt(12) == 0) {
      return anyValue();
    }
    return switch (field.type()) {
      case ID, TEXT, WORDS, ANY -> Value.text(pick(TEXTS));
      case CHOICE, RANK -> Value.text(pick(field.choices()));
      case LANGUAGE -> Value.text(pick(List.of("pt", "pt-BR", "ko_KR", "")));
      case TAGS -> Value.texts(List.of(pick(TEXTS), pick(TEXTS)));
      case NUMBER -> Value.number(random.nextInt(6) - 2);
      case SPAN -> Value.span(Duration.ofMinutes(random.nextInt(3000)));
      case TIME -> Value.time(LocalTime.of(random.nextInt(24), random.nextInt(60)));
      case TRUTH -> Value.truth(random.nextBoolean());
    };
  }

  private Value anyValue() {
    return switch (random.nextInt(7)) {
      case 0 -> Value.ABSENT;
      case 1 -> Value.truth(random.nextBoolean());
      case 2 -> new Value.Number(new BigDecimal("10.50"));
      case 3 -> Value.text("\uD83D");
      case 4 -> Value.texts(List.of(pick(TEXTS)));
      case 5 -> Value.number(Double.NaN);
      default -> Value.text(pick(TEXTS));
    };
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
