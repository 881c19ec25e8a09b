package io.handoff.settings.authoring;

import io.handoff.settings.model.MessagesConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of object in a settings file with the fields that it can have. */
public enum Section {
  ACCOUNT(
      "account",
      "name",
      "language",
      "timeZone",
      "triggers",
      "handoff",
      "messages",
      "templates",
      "autoClose",
      "routing",
      "tickets",
      "lookups",
      "rules",
      "channels",
      "teams",
      "agents",
      "calendars",
      "sla",
      "include"),
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
  HANDOFF("process", "target", "whenNobodyAvailable", "skills", "speaksLanguage", "weight"),
  TARGET("kind", "team", "agent"),
  MESSAGES(
      Arrays.stream(MessagesConfig.Occasion.values())
          .map(MessagesConfig.Occasion::key)
          .toArray(String[]::new)),
  AUTO_CLOSE(
      "customerSilentFor",
      "agentSilentFor",
      "rating",
      "afterOutage",
      "grace",
      "warning",
      "whileQueued"),
  WARNING("before"),
  ROUTING(
      "strategy",
      "lastAgentWait",
      "acceptance",
      "hours",
      "widening",
      "heartbeatTimeout",
      "offlineGrace",
      "asynchronousWhenOffline",
      "ageing",
      "snoozedTakesCapacity"),
  ACCEPTANCE("within", "awayAfterMissed", "nextRoundAfter"),
  WIDENING_STEP("after", "lowerSkillsBy", "addTeam", "then"),
  TEAM("id", "name", "members", "strategy", "lastAgentWait", "acceptance", "hours", "widening"),
  AGENT("id", "name", "capacity", "skills", "languages", "channelCapacity"),
  TEMPLATE("id", "name", "content"),
  TEMPLATE_PART("text", "image", "alt", "button", "url", "reply"),
  TICKETS("reopenWithin", "keepClosedFor", "departments", "categories", "customFields"),
  NAMED("id", "name"),
  CATEGORY("id", "name", "subCategories"),
  CUSTOM_FIELD("id", "name", "type", "choices"),
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
      "note",
      "lookup"),
  LOOKUP("id", "url", "headers", "timeout", "cache", "fields"),
  LOOKUP_HEADER("name", "value"),
  LOOKUP_FIELD("name", "type", "at"),
  SCRIPT("variables", "match"),
  SCRIPT_VARIABLE("name", "expression"),
  SCRIPT_BRANCH("when", "then", "match"),
  CALENDAR(
      "id",
      "timeZone",
      "monday",
      "tuesday",
      "wednesday",
      "thursday",
      "friday",
      "saturday",
      "sunday",
      "publicHolidays",
      "holidays",
      "dates",
      "breaks"),
  DATE_HOURS("date", "hours"),
  SLA("pausedWhile", "afterOutage", "policies"),
  SLA_POLICY("id", "name", "when", "targets", "hours", "atRisk", "escalation"),
  SLA_TARGETS("firstResponse", "nextResponse", "resolution"),
  SLA_TARGET("low", "normal", "high", "urgent", "other"),
  SLA_STEP("target", "before", "after", "then");

  private final List<String> fields;

  Section(String... fields) {
    this.fields = List.of(fields);
  }

  Section(Section base, String... more) {
    this.fields = Stream.concat(base.fields.stream(), Stream.of(more)).toList();
  }

  /** In the order in which they are usually written. */
  public List<String> fields() {
    return fields;
  }

  /** Fields of objects that stand in this one; where a stray field may belong. */
  public List<Section> parts() {
    return switch (this) {
      case ACCOUNT ->
          List.of(
              TRIGGERS,
              HANDOFF,
              TARGET,
              MESSAGES,
              AUTO_CLOSE,
              ROUTING,
              TICKETS,
              CHANNEL,
              AGENT,
              CALENDAR,
              SLA);
      case CHANNEL -> List.of(CHANNEL_TRIGGERS, HANDOFF, TARGET, MESSAGES, AUTO_CLOSE);
      case TRIGGERS, CHANNEL_TRIGGERS -> List.of(CUSTOM_TRIGGER);
      case HANDOFF -> List.of(TARGET);
      case RULE_SET -> List.of(RULE);
      case RULE -> List.of(CONDITION, RULE_ACTION, SCRIPT);
      case ROUTING, TEAM -> List.of(ACCEPTANCE, WIDENING_STEP);
      case TEMPLATE -> List.of(TEMPLATE_PART);
      case CALENDAR -> List.of(DATE_HOURS);
      case TICKETS -> List.of(CATEGORY, CUSTOM_FIELD);
      case SLA -> List.of(SLA_POLICY);
      case SLA_POLICY -> List.of(SLA_TARGETS, SLA_STEP);
      case AUTO_CLOSE -> List.of(WARNING);
      case SLA_STEP -> List.of(RULE_ACTION);
      case LOOKUP -> List.of(LOOKUP_HEADER, LOOKUP_FIELD);
      case CUSTOM_TRIGGER,
          TARGET,
          MESSAGES,
          ACCEPTANCE,
          WIDENING_STEP,
          AGENT,
          TEMPLATE_PART,
          NAMED,
          CATEGORY,
          CUSTOM_FIELD,
          CONDITION,
          RULE_ACTION,
          SCRIPT,
          SCRIPT_VARIABLE,
          SCRIPT_BRANCH,
          LOOKUP_HEADER,
          LOOKUP_FIELD,
          DATE_HOURS,
          WARNING,
          SLA_TARGETS,
          SLA_TARGET ->
          List.of();
    };
  }

  /** Where objects of this kind stand, in words of the file. */
  public String title() {
    return switch (this) {
      case ACCOUNT -> "the account";
      case CHANNEL -> "a channel";
      case TRIGGERS, CHANNEL_TRIGGERS -> "triggers";
      case CUSTOM_TRIGGER -> "a custom trigger";
      case HANDOFF -> "handoff";
      case TARGET -> "target";
      case MESSAGES -> "messages";
      case AUTO_CLOSE -> "autoClose";
      case ROUTING -> "routing";
      case ACCEPTANCE -> "acceptance";
      case WIDENING_STEP -> "a step of widening";
      case TEAM -> "a team";
      case AGENT -> "an agent";
      case CALENDAR -> "a calendar";
      case DATE_HOURS -> "a date's hours";
      case TEMPLATE -> "a template";
      case TEMPLATE_PART -> "a part of a template";
      case TICKETS -> "tickets";
      case NAMED -> "a department or sub-category";
      case CATEGORY -> "a category";
      case CUSTOM_FIELD -> "a custom field";
      case RULE_SET -> "a rule set";
      case RULE -> "a rule";
      case CONDITION -> "a condition";
      case RULE_ACTION -> "an action";
      case SCRIPT -> "a script";
      case SCRIPT_VARIABLE -> "a variable";
      case SCRIPT_BRANCH -> "a branch";
      case WARNING -> "warning";
      case SLA -> "sla";
      case SLA_POLICY -> "an SLA policy";
      case SLA_TARGETS -> "targets";
      case SLA_TARGET -> "a target";
      case SLA_STEP -> "a step of an escalation";
      case LOOKUP -> "a lookup";
      case LOOKUP_HEADER -> "a header of a lookup";
      case LOOKUP_FIELD -> "a field of a lookup";
    };
  }
}
