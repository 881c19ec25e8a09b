package io.handoff.kit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stretches in which a task kept no time, as far as it remembers. Plain values: what a decision
 * makes of them depends on nothing else.
 *
 * <p>An owner of deadlines has three ways to go on after an outage: <b>fire</b> what was missed
 * (asks nothing here), <b>shift</b> deadlines by the time that was lost ({@link #shifted}), or
 * <b>skip</b> those that fell due meanwhile ({@link #at}).
 *
 * @param all in the order of time; they do not overlap
 */
public record Outages(List<Outage> all) {

  /** There were none. */
  public static final Outages NONE = new Outages(List.of());

  public Outages {
    all = List.copyOf(all);
  }

  /** The outage that a moment lies in; empty: time was kept. */
  public Optional<Outage> at(Instant moment) {
    return all.stream().filter(outage -> outage.holds(moment)).findFirst();
  }

  /** How much of a stretch was lost. Zero where it is reversed. */
  public Duration lost(Instant from, Instant until) {
    Duration lost = Duration.ZERO;
    for (Outage outage : all) {
      Instant start = outage.from().isAfter(from) ? outage.from() : from;
      Instant end = outage.until().isBefore(until) ? outage.until() : until;
      if (start.isBefore(end)) {
        lost = lost.plus(Duration.between(start, end));
      }
    }
    return lost;
  }

  /**
   * The deadline of a clock that stood still during outages.
   *
   * @param from when the clock was started
   * @param due where its deadline stands without outages; before {@code from}: stays as it is
   * @return never before {@code due}; in no outage. Between {@code from} and it, as much time was
   *     kept as lies between {@code from} and {@code due}
   */
  public Instant shifted(Instant from, Instant due) {
    Instant moved = due;
    for (Outage outage : all) {
      if (outage.until().isAfter(from) && outage.from().isBefore(moved)) {
        Instant start = outage.from().isAfter(from) ? outage.from() : from;
        moved = moved.plus(Duration.between(start, outage.until()));
      }
    }
    return moved;
  }
}
