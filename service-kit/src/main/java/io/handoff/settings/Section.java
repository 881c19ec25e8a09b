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
      "channels",
      "teams",
      "agents",
      "calendars"),
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
  DATE_HOURS("date", "hours");

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
      case ACCOUNT ->
          List.of(TRIGGERS, HANDOFF, TARGET, MESSAGES, AUTO_CLOSE, CHANNEL, AGENT, CALENDAR);
      case CHANNEL -> List.of(CHANNEL_TRIGGERS, HANDOFF, TARGET, MESSAGES, AUTO_CLOSE);
      case TRIGGERS, CHANNEL_TRIGGERS -> List.of(CUSTOM_TRIGGER);
      case HANDOFF -> List.of(TARGET);
      case CALENDAR -> List.of(DATE_HOURS);
      case CUSTOM_TRIGGER, TARGET, MESSAGES, AUTO_CLOSE, TEAM, AGENT, DATE_HOURS -> List.of();
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
      case CALENDAR -> "a calendar";
      case DATE_HOURS -> "a date's hours";
    };
  }
}
