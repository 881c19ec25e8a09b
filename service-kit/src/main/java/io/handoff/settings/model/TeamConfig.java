package io.handoff.settings.model;

import java.util.List;

/**
 * A team.
 *
 * @param teamId unique within the account
 * @param name for people
 * @param members ids of agents, in the order of the file
 * @param routing how the team takes conversations
 */
public record TeamConfig(String teamId, String name, List<String> members, TeamRouting routing) {

  /** A team that works as teams do by default. */
  public TeamConfig(String teamId, String name, List<String> members) {
    this(teamId, name, members, SettingsDefaults.TEAM_ROUTING);
  }

  public TeamConfig {
    members = List.copyOf(members);
  }
}
