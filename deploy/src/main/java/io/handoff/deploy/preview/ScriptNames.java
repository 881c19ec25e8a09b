package io.handoff.deploy.preview;

import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.Script.What;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.AccountConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds names in conversations that the settings do not have. */
record ScriptNames(AccountConfig account) {

  /** The first of them, with its place and what there is. Empty: all are known. */
  Optional<String> unknown(List<Script> scripts) {
    return scripts.stream().flatMap(script -> unknown(script).stream()).findFirst();
  }

  private Optional<String> unknown(Script script) {
    if (!script.accountId().equals(account.accountId())) {
      return Optional.of(
          "%s error the conversation is of account '%s', and the settings are those of '%s'"
              .formatted(script.placeOf("account"), script.accountId(), account.accountId()));
    }
    if (account.channel(script.channelId()).isEmpty()) {
      return Optional.of(
          unknown(
              script.placeOf("channel"),
              "channel",
              script.channelId(),
              account.channels().keySet()));
    }
    for (Script.Step step : script.steps()) {
      if (step.what() instanceof Script.Settings) {
        break; // other names may hold from here on
      }
      String agent = agent(step.what());
      if (agent != null && account.agent(agent).isEmpty()) {
        return Optional.of(
            unknown(script.placeOf(step), "agent", agent, account.agents().keySet()));
      }
    }
    return Optional.empty();
  }

  private static String unknown(String place, String kind, String name, Set<String> known) {
    String meant = Words.didYouMean(name, known);
    return "%s error the settings have no %s '%s'; %s"
        .formatted(place, kind, name, meant == null ? "they have " + names(known) : meant);
  }

  private static @Nullable String agent(What what) {
    return switch (what) {
      case Script.Presence presence -> presence.agentId();
      case Script.AgentWrites wrote -> wrote.agentId();
      case Script.Command command -> command.by();
      case Script.SnoozeFor snooze -> snooze.by();
      case Script.MergeOf merge -> merge.by();
      default -> null;
    };
  }

  private static String names(java.util.Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }
}
