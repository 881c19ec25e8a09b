package io.handoff.autoclose.decision.time;

import io.handoff.kit.time.Outages;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.Instant;
import java.util.Optional;

/**
 * When a conversation is to be closed if nothing happens.
 *
 * @param silent whose silence it counts
 * @param silentSince event time of the last message that counted
 * @param countedSequence its sequence
 * @param lastSequence sequence of the last message of anybody
 * @param countedFrom event time from which the silence is counted: the message, or the assignment
 *     or refusal that came later
 * @param due the moment, by event time
 * @param origin what it was counted from: the message, the assignment or a refusal
 */
public record Deadline(
    Party silent,
    Instant silentSince,
    long countedSequence,
    long lastSequence,
    Instant countedFrom,
    Instant due,
    Origin origin) {

  /**
   * For a deadline that was missed before messages that were read since: names the message that it
   * was counted from as the last one, so that the platform refuses a close that somebody's newer
   * message has overtaken. An automatic message that happened earlier can stand behind it in the
   * conversation, and must not hide that.
   */
  public Deadline overtaken() {
    return new Deadline(
        silent, silentSince, countedSequence, countedSequence, countedFrom, due, origin);
  }

  /** What outages make of it; empty: it fell due in one and is dropped. */
  public Optional<Deadline> after(Outages outages, AfterOutage what) {
    return switch (what) {
      case FIRE -> Optional.of(this);
      case SHIFT -> {
        Instant moved = outages.shifted(countedFrom, due);
        yield Optional.of(
            new Deadline(
                silent, silentSince, countedSequence, lastSequence, countedFrom, moved, origin));
      }
      case SKIP -> outages.at(due).isPresent() ? Optional.empty() : Optional.of(this);
    };
  }

  /** Whether an event leaves it as it is: same silence, same moment. */
  public boolean sameAs(Deadline other) {
    return silent == other.silent
        && countedSequence == other.countedSequence
        && due.equals(other.due);
  }
}
