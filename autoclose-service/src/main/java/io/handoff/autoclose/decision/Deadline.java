package io.handoff.autoclose.decision;

import java.time.Instant;

/**
 * When a conversation is to be closed if nothing happens.
 *
 * @param silent whose silence it counts
 * @param silentSince event time of the last message that counted
 * @param countedSequence its sequence
 * @param lastSequence sequence of the last message of anybody
 * @param due the moment, by event time
 * @param origin what it was counted from: the message, the assignment or a refusal
 */
public record Deadline(
    Side silent,
    Instant silentSince,
    long countedSequence,
    long lastSequence,
    Instant due,
    Origin origin) {

  /**
   * For a deadline that was missed before messages that were read since: names the message that it
   * was counted from as the last one, so that the platform refuses a close that somebody's newer
   * message has overtaken. An automatic message that happened earlier can stand behind it in the
   * conversation, and must not hide that.
   */
  Deadline overtaken() {
    return new Deadline(silent, silentSince, countedSequence, countedSequence, due, origin);
  }

  /** Whether an event leaves it as it is: same silence, same moment. */
  boolean sameAs(Deadline other) {
    return silent == other.silent
        && countedSequence == other.countedSequence
        && due.equals(other.due);
  }
}
