package io.handoff.kit.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a conversation were seen. Tells messages that others have overtaken from
 * repeats. Immutable.
 *
 * <p>Repeats are recognised for ever: by their ids while these are among the last {@value
 * RecentIds#CAPACITY}, and later by a sequence that lies far back together with a time that is not
 * after the newest message's. A message that happened after all others is never a repeat, whatever
 * its sequence: so a platform that numbers from 1 again is heard.
 *
 * @param ids ids of the last messages
 * @param lastSequence highest sequence so far; 0: none
 * @param newestAt when the newest message happened; null: not known
 */
public record SeenMessages(RecentIds ids, long lastSequence, @Nullable Instant newestAt) {

  /** None yet. */
  public static final SeenMessages NONE = new SeenMessages(RecentIds.NONE, 0, null);

  /** A sequence that is higher than the last by more than this is refused. */
  public static final long LARGEST_STEP = 1_000_000;

  /**
   * An unknown message that is not further behind the last one is no repeat: not more than twice as
   * many messages can have been seen since one that is so near, and that many ids are known.
   */
  private static final int NEAR = RecentIds.CAPACITY / 2;

  /** What a message is. */
  public enum Place {
    /** New, and behind all others. */
    NEXT,
    /** New, but read after messages with higher sequences. */
    LATE,
    /** Seen before: its id is known. */
    REPEAT,
    /**
     * Far behind the last one and older than the newest: a repeat whose id is not known any more.
     */
    STALE,
    /** Has no sequence: it is below 1. */
    UNNUMBERED,
    /** Its sequence is too high to be true. */
    LEAP
  }

  /** What a message is that happened then. */
  public Place place(String eventId, long sequence, Instant at) {
    if (sequence < 1) {
      return Place.UNNUMBERED;
    }
    if (ids.contains(eventId)) {
      return Place.REPEAT;
    }
    if (sequence > lastSequence) {
      return sequence - lastSequence > LARGEST_STEP ? Place.LEAP : Place.NEXT;
    }
    if (newestAt == null) {
      return Place.STALE; // from a version that kept no ids
    }
    boolean near = sequence > lastSequence - NEAR || !ids.isFull();
    return near || at.isAfter(newestAt) ? Place.LATE : Place.STALE;
  }

  /** With a message that is {@link Place#NEXT} or {@link Place#LATE}. */
  public SeenMessages with(String eventId, long sequence, Instant at) {
    return new SeenMessages(
        ids.with(eventId),
        Math.max(lastSequence, sequence),
        newestAt == null || at.isAfter(newestAt) ? at : newestAt);
  }

  /**
   * Whether a message comes behind another one: by its sequence, or by its time, as of a platform
   * that numbers from 1 again.
   */
  public static boolean isBehind(Instant at, long sequence, Instant otherAt, long otherSequence) {
    return sequence > otherSequence || at.isAfter(otherAt);
  }
}
