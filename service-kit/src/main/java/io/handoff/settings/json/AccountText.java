package io.handoff.settings.json;

import io.handoff.calendar.Hours;
import io.handoff.kit.Kebab;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamConfig;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes all settings of an account as one JSON object on one line. */
public final class AccountText {
  private AccountText() {}

  /** Equal settings give the same text; fields and lists without an order of their own have one. */
  public static String of(AccountConfig account) {
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

  private static void channel(JsonText json, ChannelConfig channel) {
    Instant onSince = channel.onSince();
    json.field("id", channel.channelId());
    json.field("type", Kebab.of(channel.type()));
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
    json.field("process", Kebab.of(handoff.process()));
    json.object("target", () -> target(json, handoff.target()));
    json.field("whenNobodyAvailable", Kebab.of(handoff.whenNobodyAvailable()));
    RoutingText.write(json, handoff.needs());
  }

  private static void target(JsonText json, TargetConfig target) {
    json.field("kind", Kebab.of(target.kind()));
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
    json.field("afterOutage", Kebab.of(autoClose.tolerance().afterOutage()));
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
        json.field(CalendarConfig.field(day), CalendarConfig.text(hours));
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
                  json.field("hours", CalendarConfig.text(date.getValue()));
                }));
  }

  private static void agent(JsonText json, AgentConfig agent) {
    json.field("id", agent.agentId());
    json.field("name", agent.name());
    json.field("capacity", agent.capacity());
    RoutingText.write(json, agent.abilities());
  }
}
