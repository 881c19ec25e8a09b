package io.handoff.deploy.preview;

import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.Script.What;
import io.handoff.settings.AccountConfig;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds names in conversations that the settings do not have. */
record ScriptNames(AccountConfig account) {

  /** The first of them, with its place and what there is. Empty: all are known. */
  Optional<String> unknown(List<Script> scripts) {
    return scripts.stream().flatMap(script -> unknown(script).stream()).findFirst();
  }

  private Optional<String> unknown(Script script) {
    if (account.channel(script.channelId()).isEmpty()) {
      return Optional.of(
          "%s: the settings have no channel '%s'; they have %s"
              .formatted(script.name(), script.channelId(), names(account.channels().keySet())));
    }
    for (int i = 0; i < script.steps().size(); i++) {
      What what = script.steps().get(i).what();
      if (what instanceof Script.Settings) {
        break; // other names may hold from here on
      }
      String agent = agent(what);
      if (agent != null && account.agent(agent).isEmpty()) {
        return Optional.of(
            "%s, step %d: the settings have no agent '%s'; they have %s"
                .formatted(script.name(), i + 1, agent, names(account.agents().keySet())));
      }
    }
    return Optional.empty();
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
