package io.handoff.settings.json;

import io.handoff.kit.Kebab;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what routing needs into a settings document. Nothing written: nothing set. */
final class RoutingText {
  private RoutingText() {}

  static void write(JsonText json, RoutingConfig routing) {
    write(json, routing.team());
    json.field("heartbeatTimeout", orOff(routing.heartbeatTimeout()));
    json.field("offlineGrace", orOff(routing.offlineGrace()));
    json.field("asynchronousWhenOffline", Kebab.of(routing.asynchronousWhenOffline()));
    json.field("ageing", orOff(routing.ageing()));
    if (routing.snoozedTakesCapacity()) {
      json.field("snoozedTakesCapacity", true);
    }
  }

  static void write(JsonText json, TeamRouting team) {
    json.field("strategy", Kebab.of(team.strategy()));
    json.field("lastAgentWait", team.lastAgentWait().toString());
    Acceptance acceptance = team.acceptance();
    if (acceptance == null) {
      json.field("acceptance", "off");
    } else {
      json.object(
          "acceptance",
          () -> {
            json.field("within", acceptance.within().toString());
            json.field("awayAfterMissed", acceptance.awayAfterMissed());
            json.field("nextRoundAfter", acceptance.nextRoundAfter().toString());
          });
    }
    json.field("hours", team.calendarId());
    json.list("widening", team.widening(), step -> json.object(() -> write(json, step)));
  }

  private static void write(JsonText json, WideningStep step) {
    json.field("after", step.after().toString());
    json.field("lowerSkillsBy", step.lowerSkillsBy());
    json.field("addTeam", step.addTeam());
    json.field("then", Kebab.of(step.then()));
  }

  static void write(JsonText json, NeedsConfig needs) {
    numbers(json, "skills", needs.skills());
    json.field("speaksLanguage", needs.speaksLanguage());
    json.field("weight", needs.weight());
  }

  static void write(JsonText json, AgentAbilities abilities) {
    numbers(json, "skills", abilities.skills());
    json.list("languages", abilities.languages(), json::value);
    numbers(json, "channelCapacity", abilities.channelCapacity());
  }

  private static void numbers(JsonText json, String field, Map<String, Integer> numbers) {
    json.object(field, () -> new TreeMap<>(numbers).forEach(json::field));
  }

  private static String orOff(@Nullable Duration duration) {
    return duration == null ? "off" : duration.toString();
  }
}
