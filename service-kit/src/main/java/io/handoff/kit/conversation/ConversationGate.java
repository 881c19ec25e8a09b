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
 * @param newestMessageAt when the newest message happened; null: not known
 * @param endedAt when the conversation ended last, also where it has begun anew; null: never
 */
public record ConversationGate(
    RecentIds recent,
    long lastSequence,
    @Nullable Instant closedAt,
    @Nullable RecentIds recentMessages,
    @Nullable Instant newestMessageAt,
    @Nullable Instant endedAt) {

  public ConversationGate {
    recentMessages = recentMessages == null ? RecentIds.NONE : recentMessages;
    endedAt = endedAt == null ? closedAt : endedAt;
  }

  /** Of a conversation that nothing is known of. */
  public static final ConversationGate NEW =
      new ConversationGate(RecentIds.NONE, 0, null, RecentIds.NONE, null, null);

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
    /** A message far behind the last one, which was seen before: changes nothing. */
    STALE_SEQUENCE,
    /** A message without a sequence: changes nothing. */
    INVALID_SEQUENCE,
    /** A message whose sequence is too high to be true: changes nothing. */
    SEQUENCE_LEAP,
    /** Happened before the conversation ended last, but came after: changes nothing. */
    OLDER_THAN_CLOSE;

    /** Whether the event counts in a conversation that goes on. */
    public boolean isLive() {
      return this == ADMITTED || this == REOPENS;
    }
  }

  /**
   * What an event is that is no message.
   *
   * @param begins whether the event can begin an ended conversation anew: a start, a call for a
   *     person
   */
  public Admission admit(String eventId, Instant occurredAt, boolean begins) {
    return recent.contains(eventId) ? Admission.DUPLICATE : since(occurredAt, begins);
  }

  /**
   * What a message is. One that others have overtaken is new like any other.
   *
   * @param begins whether it can begin an ended conversation anew: the customer's or an agent's
   */
  public Admission admit(String eventId, Instant occurredAt, long sequence, boolean begins) {
    return switch (messages().place(eventId, sequence, occurredAt)) {
      case NEXT, LATE -> since(occurredAt, begins);
      case REPEAT -> Admission.DUPLICATE;
      case STALE -> Admission.STALE_SEQUENCE;
      case UNNUMBERED -> Admission.INVALID_SEQUENCE;
      case LEAP -> Admission.SEQUENCE_LEAP;
    };
  }

  private Admission since(Instant occurredAt, boolean begins) {
    // Of the same moment as the end, the order in which they were published counts.
    if (endedAt != null && occurredAt.isBefore(endedAt)) {
      return Admission.OLDER_THAN_CLOSE;
    }
    if (closedAt == null) {
      return Admission.ADMITTED;
    }
    return begins ? Admission.REOPENS : Admission.AFTER_CLOSE;
  }

  /** After an event, no message, that was neither a repeat nor a leftover. */
  public ConversationGate after(Admission admission, String eventId) {
    return new ConversationGate(
        recent.with(eventId),
        lastSequence,
        admission == Admission.REOPENS ? null : closedAt,
        recentMessages,
        newestMessageAt,
        endedAt);
  }

  /** After a message that was neither a repeat nor a leftover. */
  public ConversationGate after(Admission admission, String eventId, Instant at, long sequence) {
    SeenMessages seen = messages().with(eventId, sequence, at);
    return new ConversationGate(
        recent,
        seen.lastSequence(),
        admission == Admission.REOPENS ? null : closedAt,
        seen.ids(),
        seen.newestAt(),
        endedAt);
  }

  /** After the conversation ended. */
  public ConversationGate closed(Instant at) {
    Instant last = endedAt != null && endedAt.isAfter(at) ? endedAt : at;
    return new ConversationGate(recent, lastSequence, at, recentMessages, newestMessageAt, last);
  }

  /**
   * Whether a message was read after one that comes behind it, by sequence and not before it by
   * time.
   */
  public boolean hasOvertaken(Instant at, long sequence) {
    return sequence <= lastSequence && newestMessageAt != null && !at.isAfter(newestMessageAt);
  }

  private SeenMessages messages() {
    RecentIds ids = recentMessages == null ? RecentIds.NONE : recentMessages;
    return new SeenMessages(ids, lastSequence, newestMessageAt);
  }
}
