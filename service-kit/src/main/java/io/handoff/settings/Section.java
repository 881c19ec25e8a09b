package io.handoff.settings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of object in a settings file with the fields that it can have. */
enum Section {
  ACCOUNT(
      "account",
      "name",
      "language",
      "timeZone",
      "triggers",
      "handoff",
      "messages",
      "autoClose",
      "rules",
      "channels",
      "teams",
      "agents"),
  CHANNEL(
      "id",
      "type",
      "on",
      "onSince",
      "aiAgent",
      "language",
      "triggers",
      "handoff",
      "messages",
      "autoClose"),
  TRIGGERS("aiAgentCouldNotAnswer", "personRequested", "aiAgentPaused", "noAiAgent", "custom"),
  CHANNEL_TRIGGERS(TRIGGERS, "customAdd", "customRemove"),
  CUSTOM_TRIGGER("id", "phrase", "language"),
  HANDOFF("process", "target", "whenNobodyAvailable"),
  TARGET("kind", "team", "agent"),
  MESSAGES(
      Arrays.stream(MessagesConfig.Occasion.values())
          .map(MessagesConfig.Occasion::key)
          .toArray(String[]::new)),
  AUTO_CLOSE("customerSilentFor", "agentSilentFor", "rating"),
  TEAM("id", "name", "members"),
  AGENT("id", "name", "capacity"),
  RULE_SET("id", "on", "match", "rules"),
  RULE("id", "when", "script", "then", "after"),
  CONDITION("all", "any", "not", "field", "operator", "value", "language"),
  RULE_ACTION(
      "action",
      "to",
      "subCategory",
      "tags",
      "name",
      "expression",
      "for",
      "template",
      "agent",
      "team",
      "email",
      "webhook",
      "message",
      "note"),
  SCRIPT("variables", "match"),
  SCRIPT_VARIABLE("name", "expression"),
  SCRIPT_BRANCH("when", "then", "match");

  private final List<String> fields;

  Section(String... fields) {
    this.fields = List.of(fields);
  }

  Section(Section base, String... more) {
    this.fields = Stream.concat(base.fields.stream(), Stream.of(more)).toList();
  }

  /** In the order in which they are usually written. */
  List<String> fields() {
    return fields;
  }

  /** Fields of objects that stand in this one; where a stray field may belong. */
  List<Section> parts() {
    return switch (this) {
      case ACCOUNT -> List.of(TRIGGERS, HANDOFF, TARGET, MESSAGES, AUTO_CLOSE, CHANNEL, AGENT);
      case RULE_SET -> List.of(RULE);
      case RULE -> List.of(CONDITION, RULE_ACTION, SCRIPT);
      case CHANNEL -> List.of(CHANNEL_TRIGGERS, HANDOFF, TARGET, MESSAGES, AUTO_CLOSE);
      case TRIGGERS, CHANNEL_TRIGGERS -> List.of(CUSTOM_TRIGGER);
      case HANDOFF -> List.of(TARGET);
      case CUSTOM_TRIGGER,
          TARGET,
          MESSAGES,
          AUTO_CLOSE,
          TEAM,
          AGENT,
          CONDITION,
          RULE_ACTION,
          SCRIPT,
          SCRIPT_VARIABLE,
          SCRIPT_BRANCH ->
          List.of();
    };
  }

  /** Where objects of this kind stand, in words of the file. */
  String title() {
    return switch (this) {
      case ACCOUNT -> "the account";
      case CHANNEL -> "a channel";
      case TRIGGERS, CHANNEL_TRIGGERS -> "triggers";
      case CUSTOM_TRIGGER -> "a custom trigger";
      case HANDOFF -> "handoff";
      case TARGET -> "target";
      case MESSAGES -> "messages";
      case AUTO_CLOSE -> "autoClose";
      case TEAM -> "a team";
      case AGENT -> "an agent";
      case RULE_SET -> "a rule set";
      case RULE -> "a rule";
      case CONDITION -> "a condition";
      case RULE_ACTION -> "an action";
      case SCRIPT -> "a script";
      case SCRIPT_VARIABLE -> "a variable";
      case SCRIPT_BRANCH -> "a branch";
    };
  }
}
