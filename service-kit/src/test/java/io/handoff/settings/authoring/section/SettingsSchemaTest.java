package io.handoff.settings.authoring.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.Kebab;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.settings.TestFiles;
import io.handoff.settings.authoring.Durations;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.ToleranceConfig;
import io.handoff.sla.SlaMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the parser agree. */
class SettingsSchemaTest {

  private static final JsonNode SCHEMA =
      JsonMapper.shared().readTree(TestFiles.read("/io/handoff/settings/settings.schema.json"));

  private static JsonNode definition(String name) {
    JsonNode definition = SCHEMA.get("$defs").get(name);
    assertThat(definition).as(name).isNotNull();
    return definition;
  }

  private static String nameOf(Section section) {
    return switch (section) {
      case CHANNEL_TRIGGERS -> "channelTriggers";
      case CUSTOM_TRIGGER -> "customTrigger";
      case AUTO_CLOSE -> "autoClose";
      case DATE_HOURS -> "dateHours";
      case WIDENING_STEP -> "wideningStep";
      case TEMPLATE_PART -> "templatePart";
      case CUSTOM_FIELD -> "customField";
      case RULE_SET -> "ruleSet";
      case RULE_ACTION -> "ruleAction";
      case SCRIPT_VARIABLE -> "scriptVariable";
      case SCRIPT_BRANCH -> "scriptBranch";
      case SLA_POLICY -> "slaPolicy";
      case SLA_TARGETS -> "slaTargets";
      case SLA_TARGET -> "slaTarget";
      case SLA_STEP -> "slaStep";
      case LOOKUP_HEADER -> "lookupHeader";
      case LOOKUP_FIELD -> "lookupField";
      default -> Kebab.of(section);
    };
  }

  @ParameterizedTest
  @EnumSource
  void shouldKnowTheFieldsThatTheParserKnows(Section section) {
    JsonNode definition = definition(nameOf(section));
    assertThat(definition.get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(section.fields());
    assertThat(definition.get("additionalProperties").asBoolean()).isFalse();
  }

  @Test
  void shouldDescribeNoOtherObjects() {
    List<String> objects =
        SCHEMA.get("$defs").properties().stream()
            .filter(entry -> entry.getValue().has("properties"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(objects)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Section.values()).map(SettingsSchemaTest::nameOf).toList());
  }

  @Test
  void shouldDescribeEveryField() {
    for (Section section : Section.values()) {
      JsonNode fields = definition(nameOf(section)).get("properties");
      for (String field : section.fields()) {
        JsonNode described = fields.get(field);
        String reference = described.path("$ref").asString("");
        JsonNode target =
            reference.isEmpty() ? described : definition(reference.replace("#/$defs/", ""));
        assertThat(described.has("description") || target.has("description"))
            .as(section + "." + field)
            .isTrue();
      }
    }
  }

  @Test
  void shouldOfferTheValuesThatTheParserTakes() {
    assertThat(values("channel", "type")).containsExactlyElementsOf(names(ChannelType.values()));
    assertThat(values("handoff", "process"))
        .containsExactlyElementsOf(names(HandoffConfig.Process.values()));
    assertThat(values("handoff", "whenNobodyAvailable"))
        .containsExactlyElementsOf(names(HandoffConfig.WhenNobodyAvailable.values()));
    assertThat(values("target", "kind"))
        .containsExactlyElementsOf(names(HandoffConfig.TargetKind.values()));
    assertThat(values("routing", "asynchronousWhenOffline"))
        .containsExactlyElementsOf(names(RoutingConfig.WhenOffline.values()));
    assertThat(values("wideningStep", "then"))
        .containsExactlyElementsOf(names(TeamRouting.Then.values()));
    assertThat(values(definition("strategy")))
        .containsExactlyElementsOf(names(TeamRouting.Strategy.values()));
    assertThat(values("customField", "type"))
        .containsExactlyElementsOf(names(TicketsConfig.FieldType.values()));
    assertThat(values("ruleSet", "match")).containsExactlyElementsOf(names(RuleSet.Match.values()));
    assertThat(values("rule", "after")).containsExactlyElementsOf(names(Rule.After.values()));
    assertThat(values("condition", "operator")).containsExactlyElementsOf(names(Operator.values()));
    assertThat(values("ruleAction", "action"))
        .containsExactlyElementsOf(names(ActionReader.Kind.values()));
    assertThat(values("sla", "afterOutage"))
        .containsExactlyElementsOf(names(ToleranceConfig.AfterOutage.values()));
    assertThat(values("slaStep", "target")).containsExactlyElementsOf(names(SlaMetric.values()));
    assertThat(definition("ruleEvent").get("enum").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(
            Stream.of(RuleTrigger.values())
                .filter(trigger -> trigger != RuleTrigger.CALLED)
                .map(RuleTrigger::key)
                .toList());
  }

  private static List<String> values(String definition, String field) {
    return values(definition(definition).get("properties").get(field));
  }

  private static List<String> values(JsonNode node) {
    return node.get("enum")
        .valueStream()
        .filter(value -> !value.isNull())
        .map(JsonNode::asString)
        .toList();
  }

  private static List<String> names(Enum<?>... constants) {
    return Stream.of(constants).map(Kebab::of).toList();
  }

  @Test
  void shouldHaveTheBoundsThatTheParserHas() {
    JsonNode account = definition("account").get("properties");
    assertThat(account.get("account").get("maxLength").asInt())
        .isEqualTo(SettingsLimits.ACCOUNT_ID);
    assertThat(account.get("channels").get("maxItems").asInt()).isEqualTo(SettingsLimits.CHANNELS);
    assertThat(account.get("include").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.INCLUDED_FILES);
    assertThat(account.get("include").get("items").get("maxLength").asInt())
        .isEqualTo(SettingsLimits.FILE_NAME);
    assertThat(account.get("teams").get("maxItems").asInt()).isEqualTo(SettingsLimits.TEAMS);
    assertThat(account.get("agents").get("maxItems").asInt()).isEqualTo(SettingsLimits.AGENTS);
    assertThat(account.get("rules").get("maxItems").asInt()).isEqualTo(SettingsLimits.RULE_SETS);
    assertThat(definition("ruleActions").get("maxItems").asInt()).isEqualTo(SettingsLimits.ACTIONS);
    assertThat(definition("conditions").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.CONDITIONS);
    assertThat(definition("id").get("maxLength").asInt()).isEqualTo(SettingsLimits.ID);
    assertThat(definition("shortText").get("maxLength").asInt()).isEqualTo(SettingsLimits.NAME);
    assertThat(definition("phrase").get("maxLength").asInt()).isEqualTo(SettingsLimits.PHRASE);
    assertThat(definition("text").get("maxLength").asInt()).isEqualTo(SettingsLimits.TEXT);
    assertThat(definition("customTriggers").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.TRIGGERS);
    assertThat(definition("agent").get("properties").get("capacity").get("maximum").asInt())
        .isEqualTo(SettingsLimits.CAPACITY);
    assertThat(account.get("templates").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.TEMPLATES);
    assertThat(definition("sla").get("properties").get("policies").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.SLA_POLICIES);
    JsonNode policy = definition("slaPolicy").get("properties");
    assertThat(policy.get("atRisk").get("maxItems").asInt()).isEqualTo(SettingsLimits.SLA_POINTS);
    assertThat(policy.get("escalation").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.SLA_STEPS);
    JsonNode tickets = definition("tickets").get("properties");
    assertThat(tickets.get("departments").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.CATEGORIES);
    assertThat(tickets.get("customFields").get("maxItems").asInt())
        .isEqualTo(SettingsLimits.CUSTOM_FIELDS);
    assertThat(definition("parts").get("anyOf").get(1).get("maxItems").asInt())
        .isEqualTo(SettingsLimits.PARTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10m",
        "6d 23h 50m",
        "1h30m",
        "PT10M",
        "P1DT2H",
        "0m",
        "10",
        "",
        "1h 1d",
        "x",
        "10 m"
      })
  void shouldTakeTheDurationsThatTheParserTakes(String text) {
    Pattern pattern = Pattern.compile(definition("duration").get("pattern").asString());
    boolean taken = text.length() >= 2 && pattern.matcher(text).find();
    assertThat(taken).isEqualTo(Durations.parse(text) != null);
  }
}
