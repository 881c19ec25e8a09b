package io.handoff.settings;

import java.util.List;

/**
 * A team.
 *
 * @param teamId unique within the account
 * @param name for people
 * @param members ids of agents, in the order of the file
 */
public record TeamConfig(String teamId, String name, List<String> members) {
  public TeamConfig {
    members = List.copyOf(members);
  }
}
