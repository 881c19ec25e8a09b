package io.handoff.routing;

import io.handoff.calendar.Hours;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.WideningStep;
import io.handoff.settings.model.TimeConfig;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as tests write them: {@code anAccount().withAgent("mina", 2).withTeam("billing",
 * "mina").withChannel(live("web").forTeam("billing"))}.
 */
public final class Accounts {

  private final String accountId;
  private final Map<String, AgentConfig> agents = new LinkedHashMap<>();
  private final Map<String, TeamConfig> teams = new LinkedHashMap<>();
  private final Map<String, ChannelConfig> channels = new LinkedHashMap<>();

  private final Map<String, CalendarConfig> calendars = new LinkedHashMap<>();
  private RoutingConfig routing = SettingsDefaults.ROUTING;

  private Accounts(String accountId) {
    this.accountId = accountId;
  }

  /** The account "shop". */
  public static Accounts anAccount() {
    return new Accounts("shop");
  }

  public static Accounts anAccount(String accountId) {
    return new Accounts(accountId);
  }

  /** The next agent of the file; the name is the id with a capital letter. */
  public Accounts withAgent(String id, int capacity) {
    String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
    AgentConfig known = agents.get(id);
    int position = known == null ? agents.size() : known.position();
    agents.put(
        id,
        new AgentConfig(
            id, name, capacity, position, known == null ? AgentAbilities.NONE : known.abilities()));
    return this;
  }

  /** The next agent of the file, with abilities. */
  public Accounts withAgent(String id, int capacity, AgentAbilities abilities) {
    withAgent(id, capacity);
    AgentConfig agent = agents.get(id);
    agents.put(id, new AgentConfig(id, agent.name(), capacity, agent.position(), abilities));
    return this;
  }

  public static AgentAbilities skilled(String skill, int level) {
    return new AgentAbilities(Map.of(skill, level), List.of(), Map.of());
  }

  public static AgentAbilities speaking(String... languages) {
    return new AgentAbilities(Map.of(), List.of(languages), Map.of());
  }

  public static AgentAbilities atMost(int conversations, String channel) {
    return new AgentAbilities(Map.of(), List.of(), Map.of(channel, conversations));
  }

  public Accounts withTeam(String id, TeamRouting how, String... members) {
    teams.put(id, new TeamConfig(id, id + " team", List.of(members), how));
    return this;
  }

  public Accounts routed(RoutingConfig how) {
    routing = how;
    return this;
  }

  /** The account itself and every team without words of its own takes conversations like this. */
  public Accounts taking(TeamRouting how) {
    return routed(
        new RoutingConfig(
            how,
            routing.heartbeatTimeout(),
            routing.offlineGrace(),
            routing.asynchronousWhenOffline(),
            routing.ageing()));
  }

  /** Business hours, in UTC: on these days from hour to hour. */
  public Accounts withHours(String id, int from, int to, DayOfWeek... days) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : days) {
      week.put(day, List.of(new Hours(from * 3600, to * 3600)));
    }
    calendars.put(
        id, new CalendarConfig(id, ZoneOffset.UTC, week, null, Set.of(), Map.of(), Map.of()));
    return this;
  }

  public static TeamRouting openAt(String calendarId) {
    return new TeamRouting(
        Strategy.LEAST_LOADED, Duration.ofMinutes(2), null, calendarId, List.of());
  }

  public static TeamRouting by(Strategy strategy) {
    return new TeamRouting(strategy, Duration.ofMinutes(2), null, null, List.of());
  }

  /** Agents have 30 s to accept, are away after so many missed, a minute between rounds. */
  public static TeamRouting offering(Strategy strategy, int awayAfterMissed) {
    return new TeamRouting(
        strategy,
        Duration.ofMinutes(2),
        new Acceptance(Duration.ofSeconds(30), awayAfterMissed, Duration.ofMinutes(1)),
        null,
        List.of());
  }

  public static TeamRouting widening(WideningStep... steps) {
    return new TeamRouting(
        Strategy.LEAST_LOADED, Duration.ofMinutes(2), null, null, List.of(steps));
  }

  public Accounts withTeam(String id, String... members) {
    teams.put(id, new TeamConfig(id, id + " team", List.of(members)));
    return this;
  }

  public Accounts withChannel(Channel channel) {
    channels.put(channel.id, channel.config());
    return this;
  }

  public AccountConfig config() {
    return new AccountConfig(
        accountId,
        "The Shop",
        "en",
        ZoneOffset.UTC,
        channels,
        teams,
        agents,
        routing,
        SettingsDefaults.TICKETS,
        Map.of(),
        new TimeConfig(calendars),
        List.of());
  }

  public static Channel live(String id) {
    return new Channel(id, Process.LIVE);
  }

  public static Channel asynchronous(String id) {
    return new Channel(id, Process.ASYNCHRONOUS);
  }

  public static Channel withoutPeople(String id) {
    return new Channel(id, Process.NONE);
  }

  /**
   * A channel whose every occasion has the text "<occasion> {customer} {team}", those of waiting
   * excepted.
   */
  public static final class Channel {
    private static final Set<Occasion> WAITING =
        Set.of(Occasion.QUEUED, Occasion.OVERFLOW, Occasion.CALL_BACK);

    private final String id;
    private final Process process;
    private final Map<Occasion, Map<String, String>> texts = new EnumMap<>(Occasion.class);
    private final Map<Occasion, Map<String, List<Part>>> contents = new EnumMap<>(Occasion.class);
    private TargetKind kind = TargetKind.HELP_DESK;
    private @Nullable String teamId;
    private @Nullable String agentId;
    private NeedsConfig needs = NeedsConfig.NONE;
    private WhenNobodyAvailable whenNobody = WhenNobodyAvailable.KEEP_OPEN;

    private Channel(String id, Process process) {
      this.id = id;
      this.process = process;
      for (Occasion occasion : Occasion.values()) {
        if (!WAITING.contains(occasion)) {
          texts.put(occasion, Map.of("", occasion.purpose() + ": {customer}, {team}"));
        }
      }
    }

    public Channel forTeam(String team) {
      teamId = team;
      return this;
    }

    public Channel forAgent(String agent) {
      agentId = agent;
      return this;
    }

    public Channel asking(NeedsConfig what) {
      needs = what;
      return this;
    }

    public Channel inInbox() {
      kind = TargetKind.INBOX;
      return this;
    }

    public Channel closedWhenNobodyIsThere() {
      whenNobody = WhenNobodyAvailable.CLOSE;
      return this;
    }

    public Channel saying(Occasion occasion, String language, String text) {
      Map<String, String> more = new LinkedHashMap<>(texts.getOrDefault(occasion, Map.of()));
      more.put(language, text);
      texts.put(occasion, more);
      return this;
    }

    public Channel showing(Occasion occasion, Part... parts) {
      contents.put(occasion, Map.of("", List.of(parts)));
      return this;
    }

    public Channel silent() {
      texts.clear();
      return this;
    }

    private ChannelConfig config() {
      Map<Occasion, Map<String, List<Part>>> said =
          new HashMap<>(MessagesConfig.ofTexts(texts).contents());
      said.putAll(contents);
      return new ChannelConfig(
          id,
          ChannelType.WEB_CHAT,
          Instant.EPOCH,
          true,
          "en",
          new TriggerConfig(true, true, true, true, List.of()),
          new HandoffConfig(process, new TargetConfig(kind, teamId, agentId), whenNobody, needs),
          new MessagesConfig(said),
          new AutoCloseConfig(null, null, false));
    }
  }
}
