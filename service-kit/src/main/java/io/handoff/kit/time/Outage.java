package io.handoff.kit.time;

import java.time.Instant;

/**
 * A stretch in which a task kept no time.
 *
 * @param from the last tick before
 * @param until the first tick after; later than {@code from}
 */
public record Outage(Instant from, Instant until) {
  public Outage {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("an outage ends after it began: " + from + ", " + until);
    }
  }

  /** Whether a moment lies in it; its end does not. */
  public boolean holds(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
