package io.handoff.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of real time in which it is open.
 *
 * @param start first instant
 * @param end first instant that is no longer in it; after start
 */
public record Slot(Instant start, Instant end) {

  /** Real time that passes in it, whatever clocks on the wall do meanwhile. */
  public Duration length() {
    return Duration.between(start, end);
  }

  boolean holds(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
