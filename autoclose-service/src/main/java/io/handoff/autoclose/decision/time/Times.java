package io.handoff.autoclose.decision.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of moments that may not be there. */
public final class Times {
  private Times() {}

  /** The later of two; the second where there is no first. */
  public static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }

  /** The earlier of two; the second where there is no first. */
  public static Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }

  /**
   * Whether a deadline has passed. At its very moment it has not: an answer of that moment comes
   * before it.
   *
   * @param safe the time up to which everything has been read
   */
  public static boolean passed(Instant due, Instant safe) {
    return due.isBefore(safe);
  }

  /** When a deadline can be seen to have passed: event times have milliseconds. */
  public static Instant seen(Instant due) {
    return due.plusMillis(1);
  }
}
