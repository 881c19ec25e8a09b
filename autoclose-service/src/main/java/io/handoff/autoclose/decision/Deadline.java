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

  /** Whether an event leaves it as it is: same silence, same moment. */
  boolean sameAs(Deadline other) {
    return silent == other.silent
        && countedSequence == other.countedSequence
        && due.equals(other.due);
  }
}
