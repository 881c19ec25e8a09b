package io.handoff.deploy.launch;

import io.handoff.deploy.launch.Checklist.Item;
import io.handoff.settings.authoring.Durations;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.LocalContent;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the settings say about an item of the checklist, in words: one sees whether it is meant. */
final class Found {

  private final AccountConfig account;
  private final ChannelConfig channel;

  Found(AccountConfig account, ChannelConfig channel) {
    this.account = account;
    this.channel = channel;
  }

  /** Empty: there is nothing to tell. */
  String words(Item item) {
    return switch (item) {
      case ANSWERS -> channel.aiAgent() ? "the AI agent answers first" : answers();
      case TRIGGERS -> triggers(channel.triggers());
      case TARGET -> target(channel.handoff().target());
      case INTRODUCTION ->
          channel
              .messages()
              .content(Occasion.TEAM_AVAILABLE, channel.language(), account.language())
              .map(LocalContent::text)
              .map(text -> "\"" + text.replaceAll("\\s+", " ") + "\"")
              .orElse("");
      case MESSAGES -> messages();
      case HOURS -> hours(channel.handoff().target());
      case CLOSING -> closing(channel.autoClose());
      case INTEGRATION -> account.lookups().byId().isEmpty() ? "rules ask no outside system" : "";
      case SKILLS, REST -> "";
    };
  }

  private String answers() {
    return channel.handoff().process() == HandoffConfig.Process.NONE ? "" : "people answer";
  }

  private static String triggers(TriggerConfig triggers) {
    List<String> on = new ArrayList<>();
    if (triggers.personRequested()) {
      on.add("asks for a person");
    }
    if (triggers.aiAgentCouldNotAnswer()) {
      on.add("AI agent could not answer");
    }
    if (triggers.aiAgentPaused()) {
      on.add("writes while the AI agent is paused");
    }
    if (triggers.noAiAgent()) {
      on.add("writes where no AI agent is");
    }
    List<CustomTrigger> own = triggers.custom();
    if (!own.isEmpty()) {
      on.add(
          own.stream()
              .limit(5)
              .map(trigger -> "\"" + trigger.phrase() + "\"")
              .collect(
                  Collectors.joining(
                      ", ", "", own.size() > 5 ? " and " + (own.size() - 5) + " more" : "")));
    }
    return String.join("; ", on);
  }

  private String target(TargetConfig target) {
    String kind = target.kind() == TargetKind.HELP_DESK ? "help desk" : "inbox";
    String process = channel.handoff().process().name().toLowerCase(Locale.ROOT);
    if (channel.handoff().process() == HandoffConfig.Process.NONE) {
      return "no handoff";
    }
    String who =
        target.agentId() != null
            ? "agent " + target.agentId()
            : target.teamId() == null ? agents(account.agents().size()) : team(target.teamId());
    String nobody =
        channel.handoff().whenNobodyAvailable() == WhenNobodyAvailable.CLOSE
            ? "closed when nobody is there"
            : "kept open when nobody is there";
    return process.equals("live")
        ? "live, %s, %s; %s".formatted(kind, who, nobody)
        : "%s, %s, %s".formatted(process, kind, who);
  }

  private String team(String teamId) {
    TeamConfig team = account.teams().get(teamId);
    return team == null
        ? "team " + teamId
        : "team %s (%s)".formatted(teamId, agents(team.members().size()));
  }

  private static String agents(int count) {
    return count == 1 ? "1 agent" : count + " agents";
  }

  private String messages() {
    TreeMap<Occasion, TreeSet<String>> languages = new TreeMap<>();
    channel
        .messages()
        .contents()
        .forEach(
            (occasion, byLanguage) -> languages.put(occasion, new TreeSet<>(byLanguage.keySet())));
    return languages.entrySet().stream()
        .map(
            one ->
                one.getKey().key()
                    + " ("
                    + one.getValue().stream()
                        .map(tag -> tag.isEmpty() ? "any language" : tag)
                        .collect(Collectors.joining(", "))
                    + ")")
        .collect(Collectors.joining(", "));
  }

  private String hours(TargetConfig target) {
    TeamConfig team = target.teamId() == null ? null : account.teams().get(target.teamId());
    String calendar = team == null ? null : team.routing().calendarId();
    return calendar == null ? "always open" : "calendar " + calendar;
  }

  private static String closing(AutoCloseConfig config) {
    List<String> clocks = new ArrayList<>();
    add(clocks, "customer silent for", config.customerSilentFor());
    add(clocks, "agent silent for", config.agentSilentFor());
    add(clocks, "warning before it", config.warning());
    if (config.rating()) {
      clocks.add("asks for a rating");
    }
    return clocks.isEmpty() ? "never closes by itself" : String.join(", ", clocks);
  }

  private static void add(List<String> clocks, String what, @Nullable Duration time) {
    if (time != null) {
      clocks.add(what + " " + Durations.format(time));
    }
  }
}
