package io.handoff.autoclose.testing;

import io.handoff.calendar.Hours;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.LookupsConfig;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TimeConfig;
import io.handoff.settings.model.ToleranceConfig;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts for tests: {@code anAccount().closingWhenCustomerSilentFor(hours(1)).build()}. */
public final class Accounts {

  public static final String ACCOUNT = "acme";
  public static final String CHANNEL = "web";

  private @Nullable Duration customerSilentFor;
  private @Nullable Duration agentSilentFor;
  private boolean rating;
  private ToleranceConfig tolerance = ToleranceConfig.DEFAULT;
  private ChannelType type = ChannelType.WEB_CHAT;
  private boolean aiAgent = true;
  private @Nullable Duration warning;
  private boolean whileQueued;
  private SlaConfig promises = SettingsDefaults.SLA;
  private final Map<String, CalendarConfig> calendars = new HashMap<>();
  private final Map<Occasion, Map<String, String>> texts = new EnumMap<>(Occasion.class);
  private final Map<Occasion, Map<String, List<Part>>> shown = new HashMap<>();

  private Accounts() {}

  /** An account with one channel, whose clocks are off. */
  public static Accounts anAccount() {
    return new Accounts();
  }

  /** An hour for customers, thirty minutes for agents, no texts. */
  public static AccountConfig usual() {
    return anAccount()
        .closingWhenCustomerSilentFor(Duration.ofHours(1))
        .closingWhenAgentSilentFor(Duration.ofMinutes(30))
        .build();
  }

  public Accounts closingWhenCustomerSilentFor(Duration duration) {
    customerSilentFor = duration;
    return this;
  }

  public Accounts closingWhenAgentSilentFor(Duration duration) {
    agentSilentFor = duration;
    return this;
  }

  public Accounts after(AfterOutage outage) {
    tolerance = new ToleranceConfig(outage, tolerance.grace());
    return this;
  }

  public Accounts withGrace(Duration grace) {
    tolerance = new ToleranceConfig(tolerance.afterOutage(), grace);
    return this;
  }

  public Accounts askingForRating() {
    rating = true;
    return this;
  }

  private MessagesConfig messages() {
    Map<Occasion, Map<String, List<Part>>> all =
        new HashMap<>(MessagesConfig.ofTexts(texts).contents());
    all.putAll(shown);
    return new MessagesConfig(all);
  }

  public Accounts saying(Occasion occasion, String language, String text) {
    texts.computeIfAbsent(occasion, o -> new HashMap<>()).put(language, text);
    return this;
  }

  public Accounts showing(Occasion occasion, Part... parts) {
    shown.put(occasion, Map.of("", List.of(parts)));
    return this;
  }

  public Accounts onAMessenger(boolean withAiAgent) {
    type = ChannelType.MESSENGER;
    aiAgent = withAiAgent;
    return this;
  }

  public Accounts warning(Duration before) {
    warning = before;
    return this;
  }

  public Accounts whileQueued() {
    whileQueued = true;
    return this;
  }

  public Accounts promising(SlaConfig.Policy... policies) {
    promises = new SlaConfig(promises.pausedWhile(), promises.afterOutage(), List.of(policies));
    return this;
  }

  public Accounts afterOutageOfPromises(AfterOutage outage) {
    promises = new SlaConfig(promises.pausedWhile(), outage, promises.policies());
    return this;
  }

  public Accounts open(String calendarId, ZoneId zone, Map<DayOfWeek, List<Hours>> week) {
    calendars.put(
        calendarId, new CalendarConfig(calendarId, zone, week, null, Set.of(), Map.of(), Map.of()));
    return this;
  }

  public AccountConfig build() {
    ChannelConfig channel =
        new ChannelConfig(
            CHANNEL,
            type,
            Instant.EPOCH,
            aiAgent,
            "en",
            SettingsDefaults.TRIGGERS,
            SettingsDefaults.HANDOFF,
            messages(),
            new AutoCloseConfig(
                customerSilentFor, agentSilentFor, rating, tolerance, warning, whileQueued));
    return new AccountConfig(
        ACCOUNT,
        "Acme",
        "en",
        SettingsDefaults.TIME_ZONE,
        Map.of(CHANNEL, channel),
        Map.of("support", new TeamConfig("support", "Support", List.of("anna"))),
        Map.of("anna", new AgentConfig("anna", "Anna", 3, 0)),
        SettingsDefaults.ROUTING,
        SettingsDefaults.TICKETS,
        Map.of(),
        new TimeConfig(calendars),
        List.of(),
        promises,
        LookupsConfig.NONE);
  }
}
