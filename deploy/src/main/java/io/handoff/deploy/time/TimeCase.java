package io.handoff.deploy.time;

import java.time.Duration;

/**
 * What a case came to.
 *
 * @param name of the case
 * @param timers deadlines
 * @param answered of those, taken back by an answer
 * @param fired deadlines that fired
 * @param wrongly fired though they had been taken back, or at another moment than their own
 * @param missing not taken back, and not fired
 * @param twice fired more than once
 * @param early fired before their time
 * @param kills times that a process was killed
 * @param took the whole case
 */
public record TimeCase(
    String name,
    int timers,
    int answered,
    int fired,
    int wrongly,
    int missing,
    int twice,
    int early,
    int kills,
    Duration took) {

  /** Whether each deadline that stood fired once, at its time, and no other. */
  public boolean passed() {
    return wrongly == 0 && missing == 0 && twice == 0 && early == 0 && fired == timers - answered;
  }

  String line() {
    return "%-4s %-20s %6d timers, %5d answered: %6d fired, %d wrongly, %d missing, %d twice, %d early; %d kills, %d s"
        .formatted(
            passed() ? "ok" : "FAIL",
            name,
            timers,
            answered,
            fired,
            wrongly,
            missing,
            twice,
            early,
            kills,
            took.toSeconds());
  }
}
