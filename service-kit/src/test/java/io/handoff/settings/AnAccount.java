package io.handoff.settings;

import io.handoff.calendar.Hours;
import io.handoff.rules.Action;
import io.handoff.rules.SomeRules;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.LookupConfig;
import io.handoff.settings.model.LookupsConfig;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TicketsConfig;
import io.handoff.settings.model.TicketsConfig.Category;
import io.handoff.settings.model.TicketsConfig.CustomField;
import io.handoff.settings.model.TicketsConfig.FieldType;
import io.handoff.settings.model.TicketsConfig.Named;
import io.handoff.settings.model.TimeConfig;
import io.handoff.settings.model.ToleranceConfig;
import io.handoff.sla.SlaMetric;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Settings made up at random, all of them valid. */
final class AnAccount {

  private static final List<String> LANGUAGES = List.of("en", "ko", "pl", "he", "pt", "fil");
  private static final String CHARACTERS =
      "abcXYZ019 .,:;#-'\"\\/&*!|>%@`?[]é환불字😀\u00A0\u2028\u200F\t\uFFFD";

  private final Random random;

  private AnAccount(Random random) {
    this.random = random;
  }

  static Arbitrary<AccountConfig> any() {
    return Arbitraries.longs().map(seed -> new AnAccount(new Random(seed)).account());
  }

  private AccountConfig account() {
    Map<String, AgentConfig> agents = new LinkedHashMap<>();
    int agentCount = 1 + random.nextInt(4);
    for (int i = 0; i < agentCount; i++) {
      String id = pick(List.of("anna", "4711", "a@b.org", "민수", "+48-1:2_3")) + i;
      agents.put(id, new AgentConfig(id, line(20), random.nextInt(1001), i, abilities()));
    }
    Map<String, TeamConfig> teams = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      teams.put("team" + i, new TeamConfig("team" + i, line(20), members(agents), teamRouting()));
    }
    Map<String, ChannelConfig> channels = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      channels.put("c" + i, channel("c" + i, agents, teams));
    }
    TicketsConfig tickets = tickets();
    Map<String, MessageTemplate> templates = templates();
    SomeRules rules =
        new SomeRules(random, List.copyOf(agents.keySet()), List.copyOf(teams.keySet()))
            .naming(
                tickets.departments().isEmpty()
                    ? List.of("any")
                    : List.copyOf(tickets.departments().keySet()),
                List.copyOf(templates.keySet()),
                "c1",
                "plan");
    return new AccountConfig(
        pick(List.of("acme", "0", "a.b-c_d")),
        line(100),
        pick(List.of("en", "ko", "pt-BR", "zh-Hant-TW")),
        ZoneId.of(pick(List.of("UTC", "Z", "Europe/Warsaw", "+05:30", "GMT+2"))),
        channels,
        teams,
        agents,
        new RoutingConfig(
            teamRouting(),
            maybe(Duration.ofSeconds(10 + random.nextInt(3_590))),
            maybe(Duration.ofSeconds(random.nextInt(86_400))),
            pick(List.of(RoutingConfig.WhenOffline.values())),
            maybe(Duration.ofMinutes(1 + random.nextInt(1_000))),
            random.nextBoolean()),
        tickets,
        templates,
        new TimeConfig(calendars()),
        rules.ruleSets(3),
        random.nextBoolean() ? SettingsDefaults.SLA : sla(rules),
        random.nextBoolean() ? LookupsConfig.NONE : lookups());
  }

  private LookupsConfig lookups() {
    Map<String, LookupConfig> lookups = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      lookups.put(
          "l" + i,
          new LookupConfig(
              "l" + i,
              "https://crm.example.org/{customer.id}/x?y={customer.attributes.plan}",
              random.nextBoolean() ? Map.of() : Map.of("X-Key", "a ${KEY_" + i + "}"),
              Duration.ofSeconds(1 + random.nextInt(300)),
              Duration.ofSeconds(random.nextInt(86_400)),
              List.of(
                  new LookupConfig.Given(
                      "f-" + i, pick(List.of(LookupConfig.Type.values())), "/a/" + i))));
    }
    return new LookupsConfig(lookups);
  }

  /** Policies named as rules may name them. */
  private SlaConfig sla(SomeRules rules) {
    List<SlaConfig.Policy> policies = new ArrayList<>();
    for (String id : SomeRules.POLICIES) {
      Map<SlaMetric, Map<Action.Priority, Duration>> targets = new EnumMap<>(SlaMetric.class);
      SlaMetric metric = pick(List.of(SlaMetric.values()));
      targets.put(
          metric,
          Map.of(
              pick(List.of(Action.Priority.values())),
              Duration.ofMinutes(1 + random.nextInt(10_000))));
      policies.add(
          new SlaConfig.Policy(
              id,
              line(20),
              rules.condition(),
              targets,
              pick(List.of(new SlaConfig.Hours.Always(), new SlaConfig.Hours.OfTeam())),
              List.of(
                  new SlaConfig.Point.Used(1 + random.nextInt(99)),
                  new SlaConfig.Point.Before(Duration.ofSeconds(1 + random.nextInt(1_000)))),
              List.of(
                  new SlaConfig.Step(
                      maybe(metric),
                      Duration.ofSeconds(random.nextInt(2_000) - 1_000),
                      actions()))));
    }
    return new SlaConfig(
        random.nextBoolean() ? Set.of() : Set.of(SlaConfig.PausingStatus.SNOOZED),
        pick(List.of(ToleranceConfig.AfterOutage.values())),
        policies);
  }

  private List<Action> actions() {
    return List.of(new Action.SetPriority(pick(List.of(Action.Priority.values()))));
  }

  private Map<String, CalendarConfig> calendars() {
    Map<String, CalendarConfig> calendars = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
      week.put(
          pick(List.of(DayOfWeek.values())),
          pick(
              List.of(
                  List.of(Hours.ALL_DAY),
                  List.of(Hours.parse("09:00-12:00"), Hours.parse("13:00-17:30:15")),
                  List.of(Hours.parse("18:00-04:00+1")))));
      calendars.put(
          "calendar" + i,
          new CalendarConfig(
              "calendar" + i,
              ZoneId.of(pick(List.of("UTC", "Asia/Seoul", "Australia/Lord_Howe"))),
              week,
              maybe(pick(List.of("PL", "DE-BY", "JP"))),
              random.nextBoolean() ? Set.of() : Set.of(date(), LocalDate.of(2027, 12, 24)),
              random.nextBoolean() ? Map.of() : Map.of(date(), List.of()),
              random.nextBoolean() ? Map.of() : Map.of(date(), List.of(Hours.parse("1:00-2:00")))));
    }
    return calendars;
  }

  private LocalDate date() {
    return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
  }

  private TicketsConfig tickets() {
    return new TicketsConfig(
        pick(List.of(Duration.ZERO, Duration.ofMinutes(1 + random.nextInt(10_000)))),
        Duration.ofDays(1 + random.nextInt(3_650)),
        named("d", random.nextInt(3)),
        byId(
            Category::id,
            new Category("c1", line(20), named("s", random.nextInt(3))),
            new Category("환불", line(20), Map.of())),
        byId(
            CustomField::id,
            new CustomField("plan", line(20), FieldType.CHOICE, List.of("basic", "pro")),
            new CustomField(
                "f", line(20), pick(List.of(FieldType.TEXT, FieldType.DATE)), List.of())));
  }

  private Map<String, Named> named(String prefix, int count) {
    Map<String, Named> all = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      all.put(prefix + i, new Named(prefix + i, line(20)));
    }
    return all;
  }

  @SafeVarargs
  private static <T> Map<String, T> byId(Function<T, String> id, T... values) {
    Map<String, T> all = new LinkedHashMap<>();
    for (T value : values) {
      all.put(id.apply(value), value);
    }
    return all;
  }

  private Map<String, MessageTemplate> templates() {
    Map<String, MessageTemplate> templates = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Map<String, List<Part>> contents = new LinkedHashMap<>();
      contents.put(random.nextBoolean() ? "" : pick(LANGUAGES), List.of(text()));
      contents.put(pick(LANGUAGES), List.of(image(), button(), text()));
      templates.put("t" + i, new MessageTemplate("t" + i, line(20), contents));
    }
    return templates;
  }

  private Part text() {
    return new Part.Text("{team} " + text(50) + ".");
  }

  private Part image() {
    return new Part.Image("https://acme.example/x.png", maybe(line(20)));
  }

  private Part button() {
    return random.nextBoolean()
        ? new Part.Button(line(20), "https://acme.example/", null)
        : new Part.Button(line(20), null, line(20));
  }

  private Map<String, Integer> levels() {
    Map<String, Integer> levels = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      levels.put(pick(List.of("billing", "환불", "42")) + i, 1 + random.nextInt(10));
    }
    return levels;
  }

  private AgentAbilities abilities() {
    return new AgentAbilities(
        levels(),
        random.nextBoolean() ? List.of() : List.of("pl", pick(List.of("en", "ko"))),
        Map.of());
  }

  private TeamRouting teamRouting() {
    List<TeamRouting.WideningStep> steps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Duration after = Duration.ofSeconds(1 + random.nextInt(100) + 200L * steps.size());
      steps.add(
          new TeamRouting.WideningStep(
              after, random.nextInt(3), null, pick(List.of(TeamRouting.Then.values()))));
    }
    return new TeamRouting(
        pick(List.of(TeamRouting.Strategy.values())),
        Duration.ofSeconds(random.nextInt(3_600)),
        maybe(
            new TeamRouting.Acceptance(
                Duration.ofSeconds(5 + random.nextInt(600)),
                random.nextInt(5),
                Duration.ofSeconds(5 + random.nextInt(600)))),
        null,
        steps);
  }

  private List<String> members(Map<String, AgentConfig> agents) {
    List<String> members = new ArrayList<>(agents.keySet());
    Collections.shuffle(members, random);
    return members.subList(0, 1 + random.nextInt(members.size()));
  }

  private ChannelConfig channel(
      String id, Map<String, AgentConfig> agents, Map<String, TeamConfig> teams) {
    return new ChannelConfig(
        id,
        pick(List.of(ChannelType.values())),
        maybe(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1000))),
        random.nextBoolean(),
        pick(LANGUAGES),
        new TriggerConfig(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            triggers(id)),
        new HandoffConfig(
            pick(List.of(Process.values())),
            target(agents, teams),
            pick(List.of(WhenNobodyAvailable.values())),
            new NeedsConfig(levels(), random.nextBoolean(), 1 + random.nextInt(100))),
        messages(),
        new AutoCloseConfig(
            maybe(Duration.ofSeconds(60 + random.nextInt(365 * 86_400 - 60))),
            maybe(Duration.ofMinutes(10L * (1 + random.nextInt(1007)))),
            random.nextBoolean(),
            new ToleranceConfig(
                pick(List.of(ToleranceConfig.AfterOutage.values())),
                Duration.ofSeconds(random.nextInt(3_601))),
            maybe(Duration.ofMinutes(1 + random.nextInt(1_000))),
            random.nextBoolean()));
  }

  private TargetConfig target(Map<String, AgentConfig> agents, Map<String, TeamConfig> teams) {
    TargetKind kind = pick(List.of(TargetKind.values()));
    TeamConfig team = teams.isEmpty() ? null : maybe(pick(List.copyOf(teams.values())));
    List<String> candidates = team == null ? List.copyOf(agents.keySet()) : team.members();
    return new TargetConfig(kind, team == null ? null : team.teamId(), maybe(pick(candidates)));
  }

  private List<CustomTrigger> triggers(String channel) {
    List<CustomTrigger> triggers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      triggers.add(new CustomTrigger(channel + "-" + i, "x" + line(90), pick(LANGUAGES)));
    }
    return triggers;
  }

  private MessagesConfig messages() {
    Map<Occasion, Map<String, String>> texts = new EnumMap<>(Occasion.class);
    for (Occasion occasion : Occasion.values()) {
      Map<String, String> byLanguage = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        byLanguage.put(
            random.nextInt(3) == 0 ? "" : pick(LANGUAGES),
            "{customer}" + text(50) + "\n\n" + text(20) + "{agent}");
      }
      if (!byLanguage.isEmpty()) {
        texts.put(occasion, byLanguage);
      }
    }
    return MessagesConfig.ofTexts(texts);
  }

  private String line(int maxLength) {
    String line = text(maxLength).replace('\t', ' ').strip();
    return line.isEmpty() ? "x" : line;
  }

  private String text(int maxLength) {
    int[] characters = CHARACTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
