package io.handoff.deploy.time;

import java.time.Duration;

/**
 * What a case came to.
 *
 * @param name of the case
 * @param timers conversations with a deadline
 * @param answered of those, answered before the deadline
 * @param closed conversations that were closed
 * @param wrongly answered conversations that were closed
 * @param missing conversations that nobody answered and that were not closed
 * @param twice conversations that were closed more than once
 * @param early conversations that were closed before their deadline
 * @param kills times that a process was killed
 * @param took the whole case
 */
public record TimeCase(
    String name,
    int timers,
    int answered,
    int closed,
    int wrongly,
    int missing,
    int twice,
    int early,
    int kills,
    Duration took) {

  /** Whether everybody who was silent was closed once, in time, and nobody else. */
  public boolean passed() {
    return wrongly == 0 && missing == 0 && twice == 0 && early == 0 && closed == timers - answered;
  }

  String line() {
    return "%-4s %-20s %6d timers, %5d answered: %6d closed, %d wrongly, %d missing, %d twice, %d early; %d kills, %d s"
        .formatted(
            passed() ? "ok" : "FAIL",
            name,
            timers,
            answered,
            closed,
            wrongly,
            missing,
            twice,
            early,
            kills,
            took.toSeconds());
  }
}
