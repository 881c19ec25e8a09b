package io.handoff.kit.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells new events of a conversation from repeats and leftovers. Immutable.
 *
 * @param recent ids of the last events that were no messages
 * @param lastSequence highest sequence of a message so far; 0: none
 * @param closedAt when the conversation ended; null: it goes on
 * @param recentMessages ids of the last messages, apart from the others, so that many messages do
 *     not make an older event be forgotten
 */
public record ConversationGate(
    RecentIds recent,
    long lastSequence,
    @Nullable Instant closedAt,
    @Nullable RecentIds recentMessages) {

  public ConversationGate {
    recentMessages = recentMessages == null ? RecentIds.NONE : recentMessages;
  }

  /** Of a conversation that nothing is known of. */
  public static final ConversationGate NEW =
      new ConversationGate(RecentIds.NONE, 0, null, RecentIds.NONE);

  /** What an event is. */
  public enum Admission {
    /** New, in a conversation that goes on. */
    ADMITTED,
    /** New, and begins an ended conversation anew. */
    REOPENS,
    /** New, but comes after the end and begins nothing: an echo, a rating. */
    AFTER_CLOSE,
    /** Seen before: changes nothing. */
    DUPLICATE,
    /** A message at a position that was passed before: changes nothing. */
    STALE_SEQUENCE,
    /** Happened before the conversation ended, but came after: changes nothing. */
    OLDER_THAN_CLOSE;

    /** Whether the event counts in a conversation that goes on. */
    public boolean isLive() {
      return this == ADMITTED || this == REOPENS;
    }
  }

  /**
   * What an event is.
   *
   * @param sequence position of a message; 0 where the event is none
   * @param begins whether the event can begin an ended conversation anew: a start, a call for a
   *     person, a message of the customer or an agent
   */
  public Admission admit(String eventId, Instant occurredAt, long sequence, boolean begins) {
    if (recent.contains(eventId) || messages().contains(eventId)) {
      return Admission.DUPLICATE;
    }
    if (sequence > 0 && sequence <= lastSequence) {
      return Admission.STALE_SEQUENCE;
    }
    if (closedAt == null) {
      return Admission.ADMITTED;
    }
    // Of the same moment as the end, the order in which they were published counts.
    if (occurredAt.isBefore(closedAt)) {
      return Admission.OLDER_THAN_CLOSE;
    }
    return begins ? Admission.REOPENS : Admission.AFTER_CLOSE;
  }

  /** After an event that was neither a repeat nor a leftover. */
  public ConversationGate after(Admission admission, String eventId, long sequence) {
    boolean message = sequence > 0;
    return new ConversationGate(
        message ? recent : recent.with(eventId),
        Math.max(lastSequence, sequence),
        admission == Admission.REOPENS ? null : closedAt,
        message ? messages().with(eventId) : messages());
  }

  /** After the conversation ended. */
  public ConversationGate closed(Instant at) {
    return new ConversationGate(recent, lastSequence, at, recentMessages);
  }

  private RecentIds messages() {
    return recentMessages == null ? RecentIds.NONE : recentMessages;
  }
}
