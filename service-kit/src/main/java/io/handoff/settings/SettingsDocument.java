package io.handoff.settings;

import io.handoff.calendar.Hours;
import io.handoff.settings.ChannelConfig.CustomTrigger;
import io.handoff.settings.ChannelConfig.TriggerConfig;
import io.handoff.settings.HandoffConfig.TargetConfig;
import io.handoff.settings.MessageTemplate.Part;
import io.handoff.settings.MessagesConfig.Occasion;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings as canonical JSON: what is published, and what services read.
 *
 * <p>Everything is explicit: defaults and overrides are merged into each channel, and a channel
 * that is on has its moment. Equal settings give the same text, byte for byte: fields have one
 * order; channels, teams and languages are sorted by id; agents, members and triggers keep the
 * order of the file, which has a meaning. {@link SettingsParser} reads the text back to equal
 * settings, with either strictness, provided the settings came from it.
 */
public final class SettingsDocument {
  private SettingsDocument() {}

  /** The settings as JSON on one line. */
  public static String write(AccountConfig account) {
    JsonText json = new JsonText();
    json.object(
        () -> {
          json.field("account", account.accountId());
          json.field("name", account.name());
          json.field("language", account.language());
          json.field("timeZone", account.timeZone().getId());
          json.object("routing", () -> RoutingText.write(json, account.routing()));
          json.list(
              "channels",
              new TreeMap<>(account.channels()).values(),
              channel -> json.object(() -> channel(json, channel)));
          json.list(
              "teams",
              new TreeMap<>(account.teams()).values(),
              team -> json.object(() -> team(json, team)));
          json.list(
              "agents",
              account.agents().values().stream()
                  .sorted(Comparator.comparingInt(AgentConfig::position))
                  .toList(),
              agent -> json.object(() -> agent(json, agent)));
          TicketsDocument.tickets(json, account.tickets());
          TicketsDocument.templates(json, account.templates());
          json.list(
              "calendars",
              new TreeMap<>(account.time().calendars()).values(),
              calendar -> json.object(() -> calendar(json, calendar)));
          if (!account.lookups().byId().isEmpty()) {
            new RulesWriter(json).write(account.lookups());
          }
          if (!account.rules().isEmpty()) {
            new RulesWriter(json).write(account.rules());
          }
          if (!account.sla().equals(SettingsDefaults.SLA)) {
            json.object("sla", () -> new SlaText(json).write(account.sla()));
          }
        });
    return json.toString();
  }

  /**
   * The settings that a document holds, whatever version of the project wrote it.
   *
   * @throws IllegalArgumentException if it holds none that can be used; the message names the first
   *     problem and how many there are
   */
  public static AccountConfig read(String document) {
    ParsedSettings parsed = new SettingsParser().parse("document", document, Strictness.LENIENT);
    return parsed
        .settings()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    parsed.errors().size() + " errors, the first: " + parsed.errors().getFirst()));
  }

  /** SHA-256 of a document in hexadecimal digits: equal settings have equal digests. */
  public static String digest(String document) {
    return Digests.sha256(document.getBytes(StandardCharsets.UTF_8));
  }

  private static void channel(JsonText json, ChannelConfig channel) {
    Instant onSince = channel.onSince();
    json.field("id", channel.channelId());
    json.field("type", Node.constantName(channel.type()));
    json.field("on", onSince != null);
    if (onSince != null) {
      json.field("onSince", onSince.toString());
    }
    json.field("aiAgent", channel.aiAgent());
    json.field("language", channel.language());
    json.object("triggers", () -> triggers(json, channel.triggers()));
    json.object("handoff", () -> handoff(json, channel.handoff()));
    json.object("messages", () -> messages(json, channel.messages()));
    json.object("autoClose", () -> autoClose(json, channel.autoClose()));
  }

  private static void triggers(JsonText json, TriggerConfig triggers) {
    json.field("aiAgentCouldNotAnswer", triggers.aiAgentCouldNotAnswer());
    json.field("personRequested", triggers.personRequested());
    json.field("aiAgentPaused", triggers.aiAgentPaused());
    json.field("noAiAgent", triggers.noAiAgent());
    json.list(
        "custom", triggers.custom(), trigger -> json.object(() -> customTrigger(json, trigger)));
  }

  private static void customTrigger(JsonText json, CustomTrigger trigger) {
    json.field("id", trigger.id());
    json.field("phrase", trigger.phrase());
    json.field("language", trigger.language());
  }

  private static void handoff(JsonText json, HandoffConfig handoff) {
    json.field("process", Node.constantName(handoff.process()));
    json.object("target", () -> target(json, handoff.target()));
    json.field("whenNobodyAvailable", Node.constantName(handoff.whenNobodyAvailable()));
    RoutingText.write(json, handoff.needs());
  }

  private static void target(JsonText json, TargetConfig target) {
    json.field("kind", Node.constantName(target.kind()));
    json.field("team", target.teamId());
    json.field("agent", target.agentId());
  }

  private static void messages(JsonText json, MessagesConfig messages) {
    for (Occasion occasion : Occasion.values()) {
      Map<String, List<Part>> contents = messages.contents().getOrDefault(occasion, Map.of());
      if (!contents.isEmpty()) {
        json.object(occasion.key(), () -> TicketsDocument.contents(json, contents));
      }
    }
  }

  private static void autoClose(JsonText json, AutoCloseConfig autoClose) {
    json.field("customerSilentFor", iso(autoClose.customerSilentFor()));
    json.field("agentSilentFor", iso(autoClose.agentSilentFor()));
    json.field("rating", autoClose.rating());
    json.field("afterOutage", Node.constantName(autoClose.tolerance().afterOutage()));
    json.field("grace", iso(autoClose.tolerance().grace()));
    if (autoClose.warning() != null) {
      json.object("warning", () -> json.field("before", iso(autoClose.warning())));
    }
    if (autoClose.whileQueued()) {
      json.field("whileQueued", true);
    }
  }

  private static @Nullable String iso(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }

  private static void team(JsonText json, TeamConfig team) {
    json.field("id", team.teamId());
    json.field("name", team.name());
    json.list("members", team.members(), json::value);
    RoutingText.write(json, team.routing());
  }

  private static void calendar(JsonText json, CalendarConfig calendar) {
    json.field("id", calendar.calendarId());
    json.field("timeZone", calendar.zone().getId());
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Hours> hours = calendar.week().get(day);
      if (hours != null) {
        json.field(Calendars.field(day), Calendars.text(hours));
      }
    }
    json.field("publicHolidays", calendar.publicHolidays());
    json.list(
        "holidays", calendar.holidays().stream().sorted().toList(), day -> json.value(day + ""));
    dates(json, "dates", calendar.dates());
    dates(json, "breaks", calendar.breaks());
  }

  private static void dates(JsonText json, String field, Map<LocalDate, List<Hours>> dates) {
    json.list(
        field,
        new TreeMap<>(dates).entrySet(),
        date ->
            json.object(
                () -> {
                  json.field("date", date.getKey().toString());
                  json.field("hours", Calendars.text(date.getValue()));
                }));
  }

  private static void agent(JsonText json, AgentConfig agent) {
    json.field("id", agent.agentId());
    json.field("name", agent.name());
    json.field("capacity", agent.capacity());
    RoutingText.write(json, agent.abilities());
  }
}
