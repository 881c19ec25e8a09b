package io.handoff.autoclose.decision.sla;

import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.sla.SlaThreshold.Kind;
import io.handoff.calendar.BusinessCalendar;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.CalendarConfig;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.settings.model.TeamConfig;
import io.handoff.sla.SlaMetric;
import io.handoff.sla.SlaPlan;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account promises, by one version of its settings. Keeps the calendars that it has made;
 * not safe for use by several threads.
 */
public final class SlaPolicyVersion {

  private static final String ALWAYS = "";

  private final AccountConfig account;
  private final long version;
  private final Map<String, BusinessCalendar> calendars = new HashMap<>();

  /** The promises in a version of an account's settings. */
  public SlaPolicyVersion(AccountConfig account, long version) {
    this.account = account;
    this.version = version;
  }

  /** Version of the settings. */
  public long version() {
    return version;
  }

  /** Whether nothing is promised to anybody. */
  public boolean isEmpty() {
    return account.sla().policies().isEmpty();
  }

  /** What holds for a ticket; a policy that is not there promises nothing. */
  public SlaTerms terms(Assigned assigned) {
    SlaConfig sla = account.sla();
    Optional<Policy> policy = sla.policy(assigned.policyId());
    if (policy.isEmpty()) {
      return new SlaTerms(null, List.of(), sla.pausedWhile(), sla.afterOutage());
    }
    Map<SlaMetric, Duration> targets = new EnumMap<>(SlaMetric.class);
    policy
        .get()
        .targets()
        .forEach(
            (metric, byPriority) -> {
              Duration target = byPriority.get(assigned.priority());
              if (target != null) {
                targets.put(metric, target);
              }
            });
    List<SlaThreshold> marks = new ArrayList<>();
    targets.forEach((metric, target) -> marks(policy.get(), metric, target, marks));
    String hours = hours(policy.get().hours(), assigned.teamId());
    BusinessCalendar calendar = calendars.computeIfAbsent(hours, this::calendar);
    return new SlaTerms(
        new SlaPlan(targets, calendar), marks, sla.pausedWhile(), sla.afterOutage());
  }

  /** Whether another version promises a ticket the same. */
  public boolean promisesTheSame(Assigned assigned, SlaPolicyVersion other) {
    return account.sla().pausedWhile().equals(other.account.sla().pausedWhile())
        && account.sla().afterOutage() == other.account.sla().afterOutage()
        && account
            .sla()
            .policy(assigned.policyId())
            .equals(other.account.sla().policy(assigned.policyId()))
        && Objects.equals(calendarOf(assigned), other.calendarOf(assigned));
  }

  private @Nullable CalendarConfig calendarOf(Assigned assigned) {
    return account
        .sla()
        .policy(assigned.policyId())
        .flatMap(policy -> account.calendar(hours(policy.hours(), assigned.teamId())))
        .orElse(null);
  }

  /** Marks that lie before the start of the clock are left out. */
  private static void marks(
      Policy policy, SlaMetric metric, Duration target, List<SlaThreshold> marks) {
    for (int i = 0; i < policy.atRisk().size(); i++) {
      add(
          marks,
          new SlaThreshold(
              metric, Kind.AT_RISK, i + 1, policy.atRisk().get(i).after(target), policy.id()));
    }
    add(marks, new SlaThreshold(metric, Kind.BREACH, 1, target, policy.id()));
    for (int i = 0; i < policy.escalation().size(); i++) {
      Step step = policy.escalation().get(i);
      if (step.watches(metric)) {
        add(
            marks,
            new SlaThreshold(metric, Kind.STEP, i + 1, target.plus(step.delay()), policy.id()));
      }
    }
  }

  private static void add(List<SlaThreshold> marks, SlaThreshold mark) {
    if (mark.at().isPositive()) {
      marks.add(mark);
    }
  }

  /** Id of the calendar whose hours count. */
  private String hours(Hours hours, @Nullable String teamId) {
    return switch (hours) {
      case Hours.Always _ -> ALWAYS;
      case Hours.Calendar calendar -> calendar.calendarId();
      case Hours.OfTeam _ -> {
        TeamConfig team = teamId == null ? null : account.teams().get(teamId);
        String id =
            team == null ? account.routing().team().calendarId() : team.routing().calendarId();
        yield id == null ? ALWAYS : id;
      }
    };
  }

  private BusinessCalendar calendar(String id) {
    return account
        .calendar(id)
        .map(CalendarConfig::calendar)
        .orElseGet(() -> BusinessCalendar.always(ZoneOffset.UTC));
  }
}
