package io.handoff.routing.decision.queue;

import io.handoff.routing.decision.handoff.Needs;
import io.handoff.rules.engine.RuleBook;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One version of an account's settings, indexed for routing. Made once per version, so that no
 * decision has to sort or search the account's people. Remembers what it worked out; not safe for
 * use by several threads.
 */
public final class Roster {

  private final AccountConfig config;
  private final long version;
  private final List<AgentConfig> everybody;
  private final Map<String, List<AgentConfig>> teams = new HashMap<>();
  private final Map<Shape, Members> members = new HashMap<>();
  private final Map<@Nullable String, OpeningHours> hours = new HashMap<>();

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
    config
        .time()
        .calendars()
        .forEach((id, calendar) -> hours.put(id, new OpeningHours(calendar.calendar())));
  }

  private void index(TeamConfig team) {
    Set<String> ids = new HashSet<>(team.members());
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

  /** How the team of a pool works; without a team, or where it is gone, as the account says. */
  public TeamRouting routing(@Nullable String teamId) {
    TeamConfig team = teamId == null ? null : config.teams().get(teamId);
    return team == null ? config.routing().team() : team.routing();
  }

  /** What a channel asks of an agent; nothing but a slot where the settings do not have it. */
  public NeedsConfig needs(String channelId) {
    ChannelConfig channel = config.channels().get(channelId);
    return channel == null ? NeedsConfig.NONE : channel.handoff().needs();
  }

  /** What work in a pool asks of an agent: what its channel asks, lowered by the time it waited. */
  public Needs needs(Pool pool) {
    NeedsConfig asked = needs(pool.channelId());
    Map<String, Integer> skills = asked.skills();
    int lower = 0;
    for (WideningStep step : steps(pool)) {
      lower += step.lowerSkillsBy();
    }
    if (lower > 0 && !skills.isEmpty()) {
      Map<String, Integer> lowered = new HashMap<>();
      for (Map.Entry<String, Integer> skill : skills.entrySet()) {
        if (skill.getValue() > lower) {
          lowered.put(skill.getKey(), skill.getValue() - lower);
        }
      }
      skills = lowered;
    }
    return new Needs(skills, pool.language(), pool.channelId(), asked.weight());
  }

  private List<WideningStep> steps(Pool pool) {
    List<WideningStep> all = routing(pool.teamId()).widening();
    return pool.stage() == 0 ? List.of() : all.subList(0, Math.min(pool.stage(), all.size()));
  }

  /**
   * Whom work of a pool is for at a moment.
   *
   * @param open those whose team is open, in the order of the settings file, those of teams that
   *     were added later after them
   * @param closed those whose team is closed
   * @param openIds ids of the first
   */
  public record Members(List<AgentConfig> open, List<AgentConfig> closed, Set<String> openIds) {
    static final Members NONE = new Members(List.of(), List.of(), Set.of());
  }

  private record Shape(@Nullable String teamId, @Nullable String agentId, int stage, int open) {}

  /**
   * Those whom work in a pool is for, present or not. Members that are no agents of the account are
   * left out; a team or agent that is gone has none.
   *
   * @param isOpen whether a team is open; null: there is no team
   */
  public Members members(Pool pool, Predicate<@Nullable String> isOpen) {
    if (pool.heldFor() != null) {
      return only(agent(pool.heldFor()), openFor(pool, isOpen, pool.teamId()));
    }
    List<@Nullable String> teamIds = new ArrayList<>();
    teamIds.add(pool.teamId());
    for (WideningStep step : steps(pool)) {
      if (step.addTeam() != null) {
        teamIds.add(step.addTeam());
      }
    }
    int open = 0;
    for (int i = 0; i < teamIds.size(); i++) {
      open |= openFor(pool, isOpen, teamIds.get(i)) ? 1 << i : 0;
    }
    Shape shape = new Shape(pool.teamId(), pool.agentId(), pool.stage(), open);
    Members known = members.get(shape);
    if (known == null) {
      known = members(pool, teamIds, open);
      members.put(shape, known);
    }
    return known;
  }

  private static boolean openFor(
      Pool pool, Predicate<@Nullable String> isOpen, @Nullable String teamId) {
    return pool.process() == Process.ASYNCHRONOUS || isOpen.test(teamId);
  }

  private static Members only(@Nullable AgentConfig agent, boolean open) {
    if (agent == null) {
      return Members.NONE;
    }
    return open
        ? new Members(List.of(agent), List.of(), Set.of(agent.agentId()))
        : new Members(List.of(), List.of(agent), Set.of());
  }

  private Members members(Pool pool, List<@Nullable String> teamIds, int open) {
    Map<String, AgentConfig> inside = new LinkedHashMap<>();
    Map<String, AgentConfig> outside = new LinkedHashMap<>();
    for (int i = 0; i < teamIds.size(); i++) {
      Map<String, AgentConfig> into = (open & 1 << i) == 0 ? outside : inside;
      List<AgentConfig> people =
          i == 0 ? base(pool) : teams.getOrDefault(String.valueOf(teamIds.get(i)), List.of());
      people.forEach(agent -> into.putIfAbsent(agent.agentId(), agent));
    }
    outside.keySet().removeAll(inside.keySet());
    return new Members(
        List.copyOf(inside.values()), List.copyOf(outside.values()), Set.copyOf(inside.keySet()));
  }

  private List<AgentConfig> base(Pool pool) {
    if (pool.agentId() != null) {
      AgentConfig agent = agent(pool.agentId());
      return agent == null ? List.of() : List.of(agent);
    }
    return pool.teamId() == null ? everybody : teams.getOrDefault(pool.teamId(), List.of());
  }

  /** Whether a team is open at a moment; true where it has no business hours. */
  public boolean isOpen(@Nullable String teamId, Instant at) {
    OpeningHours of = hours.get(routing(teamId).calendarId());
    return of == null || of.isOpen(at);
  }

  /** When any business hours begin or end next; null: never. */
  public @Nullable Instant nextHours(Instant at) {
    Instant next = null;
    for (OpeningHours each : hours.values()) {
      Instant changes = each.changesAfter(at);
      if (changes != null && (next == null || changes.isBefore(next))) {
        next = changes;
      }
    }
    return next;
  }

  /** When a team opens that is closed at a moment; null: it is open, or never opens. */
  public @Nullable Instant nextOpening(@Nullable String teamId, Instant at) {
    OpeningHours of = hours.get(routing(teamId).calendarId());
    return of == null ? null : of.opensAfter(at);
  }

  /** The account's rules. */
  public RuleBook rules() {
    return rules;
  }

  /** Whom work in a pool is for, in words. */
  public String nameOf(Pool pool) {
    if (pool.agentId() != null) {
      return nameOf(pool.agentId());
    }
    return teamName(pool.teamId());
  }

  /** The name of the team that an agent works for; without an agent, as {@link #teamName}. */
  public String teamName(@Nullable String teamId, @Nullable String agentId) {
    return teamId == null || agentId == null
        ? teamName(teamId)
        : config.teamOf(agentId, teamId).map(TeamConfig::name).orElse(teamId);
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
