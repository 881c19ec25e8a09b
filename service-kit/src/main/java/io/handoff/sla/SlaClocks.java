package io.handoff.sla;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.sla.SlaFact.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a ticket, side by side: none hides another.
 *
 * <p><b>Pauses.</b> All clocks stand still while the ticket is paused or ended, and a pause counts
 * in business time, so one outside business hours changes nothing. What was counted is kept; the
 * due time moves on. While a clock stands still there is no due time.
 *
 * <p><b>New plans.</b> A new policy, priority or calendar keeps what was counted, by the calendar
 * that held then, and asks how much of the new target is left. A target that is smaller than what
 * was counted fell due in the past.
 *
 * <p><b>Late.</b> An answer at the due time is in time, a later one is late. A clock that runs is
 * late from the due time on. What was late once stays late.
 *
 * <p><b>Ends.</b> What was unanswered when the ticket was resolved or closed needs no answer any
 * more: the clock of the next response begins anew with the customer's next message.
 *
 * <p><b>Resolution.</b> Time in which the ticket was resolved or closed is not counted if it is
 * opened again; the clock goes on from where it stood.
 */
public final class SlaClocks {

  private static final BusinessCalendar NO_HOURS = BusinessCalendar.in(ZoneOffset.UTC).build();

  private final @Nullable SlaPlan plan;
  private final Phase phase;
  private final Map<SlaMetric, SlaClock> clocks;
  private final Map<SlaMetric, Met> met;

  /**
   * How a metric was met.
   *
   * @param taken the longest time that it took
   * @param target what was promised then; null: nothing
   * @param late whether it was late at least once
   * @param times how often it was met
   */
  public record Met(Duration taken, @Nullable Duration target, boolean late, int times) {

    Met and(Met other) {
      Met longer = other.taken.compareTo(taken) > 0 ? other : this;
      return new Met(longer.taken, longer.target, late || other.late, times + other.times);
    }
  }

  /**
   * Everything that clocks know but for the plan: to be kept, and gone on from.
   *
   * @param phase whether they run
   * @param clocks those that run or stand still
   * @param met what has been met
   */
  public record Snapshot(Phase phase, Map<SlaMetric, SlaClock> clocks, Map<SlaMetric, Met> met) {

    /** No ticket yet. */
    public static final Snapshot NONE = new Snapshot(Phase.RUNNING, Map.of(), Map.of());

    public Snapshot {
      clocks = Map.copyOf(clocks);
      met = Map.copyOf(met);
    }
  }

  private SlaClocks(
      @Nullable SlaPlan plan,
      Phase phase,
      Map<SlaMetric, SlaClock> clocks,
      Map<SlaMetric, Met> met) {
    this.plan = plan;
    this.phase = phase;
    this.clocks = clocks;
    this.met = met;
  }

  /** No ticket yet. */
  public static SlaClocks none() {
    return new SlaClocks(null, Phase.RUNNING, Map.of(), Map.of());
  }

  /** Clocks as they were left. */
  public static SlaClocks of(Snapshot left, @Nullable SlaPlan plan) {
    return new SlaClocks(plan, left.phase(), left.clocks(), left.met());
  }

  /** What to keep, so that {@link #of(Snapshot, SlaPlan)} with the same plan goes on from here. */
  public Snapshot snapshot() {
    return new Snapshot(phase, clocks, met);
  }

  /** The clocks after all these facts, whatever their order; of one moment, in theirs. */
  public static SlaClocks of(List<? extends SlaFact> facts) {
    SlaClocks clocks = none();
    for (SlaFact fact : facts.stream().sorted(Comparator.comparing(SlaFact::at)).toList()) {
      clocks = clocks.after(fact);
    }
    return clocks;
  }

  /** The clocks after a fact that is not older than those before. */
  public SlaClocks after(SlaFact fact) {
    return switch (fact) {
      case SlaFact.Planned planned -> planned(planned);
      case SlaFact.Began began -> began(began.at());
      case SlaFact.CustomerWrote wrote -> waiting(wrote.at());
      case SlaFact.AgentAnswered answered ->
          met(SlaMetric.FIRST_RESPONSE, answered.at()).met(SlaMetric.NEXT_RESPONSE, answered.at());
      case SlaFact.Moved moved -> moved(moved);
    };
  }

  /** How a target stands at a moment that is not before the last fact. */
  public SlaTarget target(SlaMetric metric, Instant at) {
    Duration target = plan == null ? null : plan.target(metric);
    SlaClock clock = clocks.get(metric);
    Met before = met.get(metric);
    Duration counted = clock == null ? null : clock.counted(at, calendar());
    Instant due =
        clock == null || target == null ? null : clock.due(target, calendar()).orElse(null);
    boolean late =
        (before != null && before.late)
            || (due != null && !at.isBefore(due))
            || (target != null && counted != null && counted.compareTo(target) > 0);
    Duration taken = before == null ? counted : before.taken;
    Duration promised = before == null ? target : before.target;
    return new SlaTarget(
        metric,
        target,
        clock == null ? null : clock.startedAt(),
        due,
        late,
        before != null,
        taken,
        taken == null || promised == null ? null : promised.minus(taken));
  }

  /** The clock of a metric, running or not; empty: it was never started, or has been met. */
  public Optional<SlaClock> clock(SlaMetric metric) {
    return Optional.ofNullable(clocks.get(metric));
  }

  /** How often a metric has been met. */
  public int timesMet(SlaMetric metric) {
    Met before = met.get(metric);
    return before == null ? 0 : before.times();
  }

  /** The next due time of all clocks that run; empty: none does. */
  public Optional<Instant> earliest(Instant at) {
    return Arrays.stream(SlaMetric.values())
        .map(metric -> target(metric, at).dueAt())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  /**
   * When a clock that runs will have counted so much, or did.
   *
   * @return empty: it does not run, or never will
   */
  public Optional<Instant> counts(SlaMetric metric, Duration time) {
    SlaClock clock = clocks.get(metric);
    return clock == null ? Optional.empty() : clock.due(time, calendar());
  }

  private SlaClocks began(Instant at) {
    Map<SlaMetric, SlaClock> started = copy(clocks);
    for (SlaMetric metric : SlaMetric.values()) {
      started.put(metric, SlaClock.starting(at, phase == Phase.RUNNING));
    }
    return new SlaClocks(plan, phase, started, met);
  }

  private SlaClocks waiting(Instant at) {
    if (clocks.containsKey(SlaMetric.NEXT_RESPONSE)) {
      return this;
    }
    Map<SlaMetric, SlaClock> started = copy(clocks);
    started.put(SlaMetric.NEXT_RESPONSE, SlaClock.starting(at, phase == Phase.RUNNING));
    return new SlaClocks(plan, phase, started, met);
  }

  private SlaClocks met(SlaMetric metric, Instant at) {
    SlaClock clock = clocks.get(metric);
    if (clock == null) {
      return this;
    }
    Map<SlaMetric, SlaClock> left = copy(clocks);
    left.remove(metric);
    return new SlaClocks(plan, phase, left, merged(metric, clock.counted(at, calendar())));
  }

  private SlaClocks moved(SlaFact.Moved moved) {
    Instant at = moved.at();
    boolean running = moved.phase() == Phase.RUNNING;
    Map<SlaMetric, SlaClock> next = copy(clocks);
    next.replaceAll((metric, clock) -> running ? clock.going(at) : clock.stopped(at, calendar()));
    if (moved.phase() == Phase.ENDED && phase != Phase.ENDED) {
      next.remove(SlaMetric.NEXT_RESPONSE);
    }
    Map<SlaMetric, Met> results = met;
    SlaClock resolution = next.get(SlaMetric.RESOLUTION);
    if (moved.phase() == Phase.ENDED && phase != Phase.ENDED && resolution != null) {
      results = merged(SlaMetric.RESOLUTION, resolution.used());
    }
    return new SlaClocks(plan, moved.phase(), next, results);
  }

  /**
   * What was counted under the old calendar is kept as a figure, the rest follows the new one. Time
   * before the first plan counts by that plan.
   */
  private SlaClocks planned(SlaFact.Planned planned) {
    SlaPlan next = planned.plan();
    if (plan == null || (next != null && plan.calendar() == next.calendar())) {
      return new SlaClocks(next, phase, clocks, met);
    }
    Map<SlaMetric, SlaClock> kept = copy(clocks);
    kept.replaceAll(
        (metric, clock) ->
            clock.since() == null
                ? clock
                : clock.stopped(planned.at(), calendar()).going(planned.at()));
    return new SlaClocks(next, phase, kept, met);
  }

  private Map<SlaMetric, Met> merged(SlaMetric metric, Duration taken) {
    Duration target = plan == null ? null : plan.target(metric);
    Met now = new Met(taken, target, target != null && taken.compareTo(target) > 0, 1);
    Map<SlaMetric, Met> all = new EnumMap<>(SlaMetric.class);
    all.putAll(met);
    all.merge(metric, now, Met::and);
    return all;
  }

  private BusinessCalendar calendar() {
    return plan == null ? NO_HOURS : plan.calendar();
  }

  private static Map<SlaMetric, SlaClock> copy(Map<SlaMetric, SlaClock> clocks) {
    Map<SlaMetric, SlaClock> copy = new EnumMap<>(SlaMetric.class);
    copy.putAll(clocks);
    return copy;
  }
}
