package io.handoff.settings.model;

import io.handoff.rules.RuleSet;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an account has set. Immutable.
 *
 * @param accountId the account
 * @param name the account's name, for people
 * @param language BCP 47 tag used where neither customer nor channel has a language
 * @param timeZone zone of times of day
 * @param channels channels by id, with the account's settings and the channel's overrides merged
 * @param teams teams by id
 * @param agents agents by id
 * @param routing how the right person is found
 * @param tickets what holds for tickets
 * @param templates message templates by id
 * @param time business hours and what is counted in them
 * @param rules rule sets in order
 * @param sla what is promised to customers
 * @param lookups outside systems that rules can ask
 */
public record AccountConfig(
    String accountId,
    String name,
    String language,
    ZoneId timeZone,
    Map<String, ChannelConfig> channels,
    Map<String, TeamConfig> teams,
    Map<String, AgentConfig> agents,
    RoutingConfig routing,
    TicketsConfig tickets,
    Map<String, MessageTemplate> templates,
    TimeConfig time,
    List<RuleSet> rules,
    SlaConfig sla,
    LookupsConfig lookups) {

  public AccountConfig {
    rules = List.copyOf(rules);
    channels = Map.copyOf(channels);
    teams = Map.copyOf(teams);
    agents = Map.copyOf(agents);
    templates = Map.copyOf(templates);
  }

  /** An account with the defaults in every section of its own that is not named here. */
  public AccountConfig(
      String accountId,
      String name,
      String language,
      ZoneId timeZone,
      Map<String, ChannelConfig> channels,
      Map<String, TeamConfig> teams,
      Map<String, AgentConfig> agents) {
    this(accountId, name, language, timeZone, channels, teams, agents, SettingsDefaults.ROUTING);
  }

  /** An account with the defaults in every section of its own that is not named here. */
  public AccountConfig(
      String accountId,
      String name,
      String language,
      ZoneId timeZone,
      Map<String, ChannelConfig> channels,
      Map<String, TeamConfig> teams,
      Map<String, AgentConfig> agents,
      RoutingConfig routing) {
    this(
        accountId,
        name,
        language,
        timeZone,
        channels,
        teams,
        agents,
        routing,
        SettingsDefaults.TICKETS,
        Map.of(),
        SettingsDefaults.TIME,
        List.of());
  }

  /** An account that promises nothing and asks no outside systems. */
  public AccountConfig(
      String accountId,
      String name,
      String language,
      ZoneId timeZone,
      Map<String, ChannelConfig> channels,
      Map<String, TeamConfig> teams,
      Map<String, AgentConfig> agents,
      RoutingConfig routing,
      TicketsConfig tickets,
      Map<String, MessageTemplate> templates,
      TimeConfig time,
      List<RuleSet> rules) {
    this(
        accountId,
        name,
        language,
        timeZone,
        channels,
        teams,
        agents,
        routing,
        tickets,
        templates,
        time,
        rules,
        SettingsDefaults.SLA,
        LookupsConfig.NONE);
  }

  /** With other promises. */
  public AccountConfig with(SlaConfig promises) {
    return new AccountConfig(
        accountId, name, language, timeZone, channels, teams, agents, routing, tickets, templates,
        time, rules, promises, lookups);
  }

  /** The channel, if the account has it. */
  public Optional<ChannelConfig> channel(String channelId) {
    return Optional.ofNullable(channels.get(channelId));
  }

  /** The calendar, if the account has one of that id. */
  public Optional<CalendarConfig> calendar(String calendarId) {
    return Optional.ofNullable(time.calendars().get(calendarId));
  }

  /**
   * The team that customers are told an agent is of: the one that a conversation went to, or, where
   * the agent is not in it, the first by its id that the agent is in.
   *
   * @param agentId null: nobody has the conversation, the team itself is meant
   */
  public Optional<TeamConfig> teamOf(@Nullable String agentId, String teamId) {
    TeamConfig team = teams.get(teamId);
    return agentId == null || (team != null && team.members().contains(agentId))
        ? Optional.ofNullable(team)
        : teams.values().stream()
            .filter(other -> other.members().contains(agentId))
            .min(Comparator.comparing(TeamConfig::teamId))
            .or(() -> Optional.ofNullable(team));
  }

  /** The agent, if the account has one of that id. */
  public Optional<AgentConfig> agent(String agentId) {
    return Optional.ofNullable(agents.get(agentId));
  }

  /**
   * Ids of the agents that a handoff to this team can go to, in the order of the file; all agents
   * where teamId is null.
   */
  public List<String> members(@Nullable String teamId) {
    if (teamId == null) {
      return agents.values().stream()
          .sorted(Comparator.comparingInt(AgentConfig::position))
          .map(AgentConfig::agentId)
          .toList();
    }
    TeamConfig team = teams.get(teamId);
    return team == null ? List.of() : team.members();
  }
}
