package io.handoff.settings.model;

import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds where neither the account nor the channel says anything. The one place where defaults
 * are written down.
 *
 * <p>Besides these: names default to ids, a channel's language to the account's, a trigger's
 * language to that of the channel or account under which it stands. A channel is off until it is
 * turned on.
 */
public final class SettingsDefaults {
  private SettingsDefaults() {}

  /** Language of the account. */
  public static final String LANGUAGE = "en";

  /** Time zone of the account. */
  public static final ZoneId TIME_ZONE = ZoneId.of("UTC");

  /** An AI agent answers first. */
  public static final boolean AI_AGENT = true;

  /** All built-in triggers on, no custom ones. */
  public static final TriggerConfig TRIGGERS = new TriggerConfig(true, true, true, true, List.of());

  /** Live, to everybody of the help desk; kept open where nobody is there. */
  public static final HandoffConfig HANDOFF =
      new HandoffConfig(
          Process.LIVE,
          new TargetConfig(TargetKind.HELP_DESK, null, null),
          WhenNobodyAvailable.KEEP_OPEN,
          NeedsConfig.NONE);

  /** Rules wait five seconds for an outside system. */
  public static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

  /** An offer stands for 30 seconds; who misses 3 in a row is set away; a minute between rounds. */
  public static final Acceptance ACCEPTANCE =
      new Acceptance(Duration.ofSeconds(30), 3, Duration.ofMinutes(1));

  /** Least loaded, without acceptance, always open, no widening. */
  public static final TeamRouting TEAM_ROUTING =
      new TeamRouting(Strategy.LEAST_LOADED, Duration.ofMinutes(2), null, null, List.of());

  /**
   * Two minutes without a heartbeat: offline; five minutes offline: live conversations go back,
   * asynchronous ones stay. Half an hour of waiting weighs as much as a step of priority.
   */
  public static final RoutingConfig ROUTING =
      new RoutingConfig(
          TEAM_ROUTING,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          WhenOffline.STAY,
          Duration.ofMinutes(30));

  /** Customers are told nothing. */
  public static final MessagesConfig MESSAGES = new MessagesConfig(Map.of());

  /** Silence ends nothing, no rating is asked for. */
  public static final AutoCloseConfig AUTO_CLOSE = new AutoCloseConfig(null, null, false);

  /** Reopened within a week, kept at hand for 90 days; names and custom fields as anybody likes. */
  public static final TicketsConfig TICKETS =
      new TicketsConfig(Duration.ofDays(7), Duration.ofDays(90), Map.of(), Map.of(), Map.of());

  /** No calendars. */
  public static final TimeConfig TIME = new TimeConfig(Map.of());

  /**
   * Nothing is promised; clocks stand still while the customer is to move or a ticket is snoozed.
   */
  public static final SlaConfig SLA =
      new SlaConfig(
          Set.of(SlaConfig.PausingStatus.WAITING_ON_CUSTOMER, SlaConfig.PausingStatus.SNOOZED),
          ToleranceConfig.AfterOutage.FIRE,
          List.of());

  /** Conversations at a time of an agent. */
  public static final int CAPACITY = 3;
}
