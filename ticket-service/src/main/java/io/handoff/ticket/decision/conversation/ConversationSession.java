package io.handoff.ticket.decision.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the conversation goes on. Each close ends a run; a later message begins the next.
 *
 * @param open whether it goes on
 * @param closedAt when it was closed last; null: never. Stays when the next run begins
 */
public record ConversationSession(boolean open, @Nullable Instant closedAt) {

  static final ConversationSession FIRST = new ConversationSession(true, null);

  /** After a message that begins a run. */
  public ConversationSession begun() {
    return new ConversationSession(true, closedAt);
  }

  /** After a close. */
  public ConversationSession closed(Instant at) {
    return new ConversationSession(false, at);
  }

  /**
   * Whether something that happened then, and was published after the close, is older than it. Of
   * the same moment, the order in which they were published counts.
   */
  public boolean closedAfter(Instant moment) {
    return closedAt != null && closedAt.isAfter(moment);
  }

  /** Whether something that happened then had been closed before it came to be known. */
  public boolean closedSince(Instant moment) {
    return closedAt != null && !closedAt.isBefore(moment);
  }
}
