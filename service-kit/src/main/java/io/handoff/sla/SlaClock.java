package io.handoff.sla;

import io.handoff.calendar.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A clock that counts business time, and can be stopped and set going again. Immutable.
 *
 * @param startedAt when it was first set going
 * @param used business time counted before it was last set going
 * @param since when it was last set going; null: it stands still
 */
public record SlaClock(Instant startedAt, Duration used, @Nullable Instant since) {

  /** A clock that has counted nothing. */
  static SlaClock starting(Instant at, boolean running) {
    return new SlaClock(at, Duration.ZERO, running ? at : null);
  }

  SlaClock going(Instant at) {
    return since == null ? new SlaClock(startedAt, used, at) : this;
  }

  SlaClock stopped(Instant at, BusinessCalendar calendar) {
    return since == null ? this : new SlaClock(startedAt, counted(at, calendar), null);
  }

  /** What it has counted until the moment. */
  public Duration counted(Instant at, BusinessCalendar calendar) {
    return since == null || at.isBefore(since)
        ? used
        : used.plus(calendar.businessTimeBetween(since, at));
  }

  /** When it will have counted so much, or did; empty: it stands still, or it never will. */
  public Optional<Instant> due(Duration target, BusinessCalendar calendar) {
    return since == null ? Optional.empty() : calendar.addBusinessTime(since, target.minus(used));
  }
}
