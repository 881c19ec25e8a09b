package io.handoff.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Condition;
import io.handoff.rules.Condition.All;
import io.handoff.rules.Condition.Any;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.Condition.Not;
import io.handoff.rules.Facts;
import io.handoff.rules.Field;
import io.handoff.rules.Operator;
import io.handoff.rules.RuleFields;
import io.handoff.rules.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules are looked at; what fires is the same with and without the index. */
class RuleIndexTest {

  private static final Field PLAN = RuleFields.named("customer.attributes.plan").orElseThrow();

  private static Comparison where(Field field, Operator operator, String... values) {
    return new Comparison(field, operator, Arrays.stream(values).map(Value::text).toList(), null);
  }

  private static Condition channel(String id) {
    return where(RuleFields.CHANNEL_ID, Operator.IS, id);
  }

  private static Facts facts(Field field, String value) {
    return Facts.builder().set(field, Value.text(value)).build();
  }

  private static List<Integer> candidates(Facts facts, Condition... conditions) {
    return new RuleIndex(List.of(conditions)).candidates(facts).stream().boxed().toList();
  }

  @Test
  void shouldLeaveOutRulesWhoseValueIsAnother() {
    Condition[] rules = {channel("web"), channel("sms"), channel("web")};

    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "web"), rules)).containsExactly(0, 2);
    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "mail"), rules)).isEmpty();
    assertThat(candidates(Facts.builder().build(), rules)).isEmpty();
  }

  @Test
  void shouldAlwaysLookAtRulesThatCanHoldWithoutAnyEquality() {
    assertThat(
            candidates(
                Facts.builder().build(),
                Condition.ALWAYS,
                where(RuleFields.TOPIC, Operator.CONTAINS, "order"),
                where(RuleFields.CHANNEL_ID, Operator.IS_NOT, "web"),
                new Not(channel("web")),
                new Any(List.of(channel("web"), channel("sms")))))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void shouldFindARuleByEachOfItsValues() {
    Condition either = where(RuleFields.CHANNEL_ID, Operator.IS_ANY_OF, "web", "sms");

    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "web"), either)).containsExactly(0);
    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "sms"), either)).containsExactly(0);
    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "mail"), either)).isEmpty();
  }

  @Test
  void shouldFindARuleByTheEqualityThatFewestRulesShare() {
    Condition gold = where(PLAN, Operator.IS, "gold");
    Condition web = channel("web");
    Condition[] rules = {new All(List.of(web, gold)), web, web, web, new All(List.of(gold, web))};

    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "web"), rules))
        .as("the first and the last are found by the plan alone")
        .containsExactly(1, 2, 3);
    assertThat(candidates(facts(PLAN, "gold"), rules)).containsExactly(0, 4);
  }

  @Test
  void shouldFindEqualitiesInNestedConditions() {
    Condition nested =
        new All(
            List.of(
                where(RuleFields.TOPIC, Operator.CONTAINS, "order"),
                new All(List.of(channel("web")))));

    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "sms"), nested)).isEmpty();
    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "web"), nested)).containsExactly(0);
  }

  @Test
  void shouldFindTagsHoweverManyAConversationHas() {
    Condition[] rules = {
      where(RuleFields.CONVERSATION_TAGS, Operator.HAS, "vip"),
      where(RuleFields.CONVERSATION_TAGS, Operator.HAS_ANY_OF, "late", "lost"),
      where(RuleFields.CONVERSATION_TAGS, Operator.HAS_ALL_OF, "order", "vip"),
      where(RuleFields.CONVERSATION_TAGS, Operator.HAS_NONE_OF, "angry"),
    };
    Facts facts =
        Facts.builder()
            .set(RuleFields.CONVERSATION_TAGS, Value.texts(List.of("new", "VIP", "lost")))
            .build();

    assertThat(candidates(facts, rules)).containsExactly(0, 1, 3);
  }

  @Test
  void shouldCompareAsTheFieldDoes() {
    Condition[] rules = {
      where(RuleFields.TOPIC, Operator.IS, "My Order"),
      where(RuleFields.CHANNEL_ID, Operator.IS, "Web"),
      where(RuleFields.LANGUAGE, Operator.IS, "pt"),
      where(RuleFields.LANGUAGE, Operator.IS, "pt-BR"),
      where(PLAN, Operator.IS, "5.0")
    };

    assertThat(candidates(facts(RuleFields.TOPIC, "my  ORDER"), rules)).containsExactly(0);
    assertThat(candidates(facts(RuleFields.CHANNEL_ID, "web"), rules))
        .as("ids are as they are written")
        .isEmpty();
    assertThat(candidates(facts(RuleFields.LANGUAGE, "pt_BR"), rules)).containsExactly(2, 3);
    assertThat(candidates(facts(RuleFields.LANGUAGE, "pt"), rules)).containsExactly(2);
    assertThat(candidates(Facts.builder().set(PLAN, Value.number(5)).build(), rules))
        .containsExactly(4);
  }
}
