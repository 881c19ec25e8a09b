package io.handoff.routing.decision;

import io.handoff.rules.RuleBook;
import io.handoff.settings.AccountConfig;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.TeamConfig;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of an account's settings, indexed for routing. Immutable; made once per version, so
 * that no decision has to sort or search the account's people.
 */
public final class Roster {

  private final AccountConfig config;
  private final long version;
  private final List<AgentConfig> everybody;
  private final Map<String, List<AgentConfig>> teams = new HashMap<>();
  private final Map<String, Set<String>> memberIds = new HashMap<>();

  private final RuleBook rules;

  private Roster(AccountConfig config, long version) {
    this.rules = RuleBook.compile(config.rules());
    this.config = config;
    this.version = version;
    this.everybody =
        config.agents().values().stream()
            .sorted(
                Comparator.comparingInt(AgentConfig::position).thenComparing(AgentConfig::agentId))
            .toList();
    config.teams().values().forEach(this::index);
  }

  private void index(TeamConfig team) {
    Set<String> ids = new HashSet<>(team.members());
    memberIds.put(team.teamId(), ids);
    teams.put(
        team.teamId(), everybody.stream().filter(agent -> ids.contains(agent.agentId())).toList());
  }

  /** Indexes a version of an account's settings. */
  public static Roster of(AccountConfig config, long version) {
    return new Roster(config, version);
  }

  /** Nobody and nothing: an account whose settings are gone. */
  public static Roster gone(String accountId, long version) {
    return new Roster(
        new AccountConfig(accountId, accountId, "", ZoneOffset.UTC, Map.of(), Map.of(), Map.of()),
        version);
  }

  /** The settings. */
  public AccountConfig config() {
    return config;
  }

  /** Their version. */
  public long version() {
    return version;
  }

  /** The agent; null: the settings know none of that id. */
  public @Nullable AgentConfig agent(String agentId) {
    return config.agents().get(agentId);
  }

  /** The agent's name; the id where the settings do not know the agent. */
  public String nameOf(String agentId) {
    AgentConfig agent = agent(agentId);
    return agent == null ? agentId : agent.name();
  }

  /**
   * Those whom work in a pool is for, in the order of the settings file, present or not. Members
   * that are no agents of the account are left out; a team or agent that is gone has none.
   */
  public List<AgentConfig> members(Pool pool) {
    if (pool.agentId() != null) {
      AgentConfig agent = agent(pool.agentId());
      return agent == null ? List.of() : List.of(agent);
    }
    return pool.teamId() == null ? everybody : teams.getOrDefault(pool.teamId(), List.of());
  }

  /** Whether work in a pool is for this agent. */
  public boolean isFor(Pool pool, String agentId) {
    if (pool.agentId() != null) {
      return pool.agentId().equals(agentId);
    }
    return pool.teamId() == null
        || memberIds.getOrDefault(pool.teamId(), Set.of()).contains(agentId);
  }

  /** The account's rules. */
  RuleBook rules() {
    return rules;
  }

  /** Whom work in a pool is for, in words. */
  public String nameOf(Pool pool) {
    if (pool.agentId() != null) {
      return nameOf(pool.agentId());
    }
    return teamName(pool.teamId());
  }

  /** The team's name; the account's where there is no team. */
  public String teamName(@Nullable String teamId) {
    if (teamId == null) {
      return config.name();
    }
    TeamConfig team = config.teams().get(teamId);
    return team == null ? teamId : team.name();
  }
}
