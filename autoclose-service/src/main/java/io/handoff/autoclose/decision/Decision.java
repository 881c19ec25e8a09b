package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.kit.Kebab;
import org.jspecify.annotations.Nullable;

/**
 * What an event comes to.
 *
 * @param outcome what to count it under
 * @param conversation what to keep; null: nothing changes
 */
public record Decision(Outcome outcome, @Nullable Conversation conversation) {

  /** What can become of an event. */
  public enum Outcome {
    /** Taken in. */
    APPLIED,
    /** Taken in; it began a conversation that nobody had announced. */
    IMPLICIT_START,
    /** Seen before: nothing changes. */
    DUPLICATE,
    /** A message without a sequence: nothing changes. */
    INVALID_SEQUENCE,
    /** A message whose sequence is too high to be true: nothing changes. */
    SEQUENCE_LEAP,
    /** Happened before the conversation was closed: nothing changes. */
    OLDER_THAN_CLOSE,
    /**
     * The conversation is closed, or forgotten since, and this does not begin it anew: an automatic
     * message, a rating. Only its id or sequence is remembered.
     */
    AFTER_CLOSE,
    /**
     * Refuses a close that is not the last one, or that the conversation has left behind: nothing
     * changes.
     */
    STALE_REFUSAL,
    /** No settings for the account: nothing changes. */
    UNKNOWN_ACCOUNT,
    /** The account has no such channel: nothing changes. */
    UNKNOWN_CHANNEL;

    /** Word to count it under. */
    public String word() {
      return Kebab.of(this);
    }
  }

  static Decision unchanged(Outcome outcome) {
    return new Decision(outcome, null);
  }
}
