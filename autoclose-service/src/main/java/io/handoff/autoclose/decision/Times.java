package io.handoff.autoclose.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of moments that may not be there. */
final class Times {
  private Times() {}

  /** The later of two; the second where there is no first. */
  static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }

  /** The earlier of two; the second where there is no first. */
  static Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }
}
