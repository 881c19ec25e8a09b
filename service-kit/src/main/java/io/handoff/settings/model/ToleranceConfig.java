package io.handoff.settings.model;

import java.time.Duration;

/**
 * What auto-close makes of time that cannot be held against anybody.
 *
 * @param afterOutage what becomes of a deadline when time was not kept: the service or its brokers
 *     were away
 * @param grace added to every deadline, 0 to an hour: for a platform whose clock is behind, or that
 *     publishes late, by as much
 */
public record ToleranceConfig(AfterOutage afterOutage, Duration grace) {

  /** What was missed closes, by the second. */
  public static final ToleranceConfig DEFAULT =
      new ToleranceConfig(AfterOutage.FIRE, Duration.ZERO);

  /** What becomes of a deadline when time was not kept for a while. */
  public enum AfterOutage {
    /** Nothing: who was silent for so long was silent, whoever was watching. */
    FIRE,
    /** It moves by the time that was lost between its start and itself. */
    SHIFT,
    /** It is dropped if it fell due while time was not kept; others stay as they are. */
    SKIP
  }
}
