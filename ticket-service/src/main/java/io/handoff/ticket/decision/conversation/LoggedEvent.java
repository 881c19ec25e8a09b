package io.handoff.ticket.decision.conversation;

import io.handoff.ticket.decision.ticket.ActorType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a conversation and that a ticket made later still has to know, for
 * routing's decision may be read after what followed from it.
 *
 * @param kind what
 * @param at when
 * @param by who closed it; null: it was no close
 * @param actionId action that a close carried out; null: none
 * @param actorId agent or customer who closed it; null: not named
 * @param score the rating; 0: it was none
 */
public record LoggedEvent(
    Kind kind,
    Instant at,
    @Nullable ActorType by,
    @Nullable String actionId,
    @Nullable String actorId,
    int score) {

  /** What happened. */
  public enum Kind {
    /** An agent wrote. */
    ANSWERED,
    /** The AI agent took over again. */
    RESUMED,
    /** The conversation was closed. */
    CLOSED,
    /** The platform refused a close of which nothing else was known. */
    REFUSED,
    /** The customer rated it. */
    RATED;

    /** Whether a handoff ends by it. */
    public boolean ends() {
      return this == RESUMED || this == CLOSED;
    }
  }

  public static LoggedEvent answered(Instant at) {
    return new LoggedEvent(Kind.ANSWERED, at, null, null, null, 0);
  }

  public static LoggedEvent resumed(Instant at) {
    return new LoggedEvent(Kind.RESUMED, at, null, null, null, 0);
  }

  public static LoggedEvent closed(Instant at, ConversationFact.Closed closed) {
    return new LoggedEvent(Kind.CLOSED, at, closed.by(), closed.actionId(), closed.actorId(), 0);
  }

  public static LoggedEvent refused(Instant at, String actionId) {
    return new LoggedEvent(Kind.REFUSED, at, null, actionId, null, 0);
  }

  public static LoggedEvent rated(Instant at, int score) {
    return new LoggedEvent(Kind.RATED, at, null, null, null, score);
  }
}
