package io.handoff.ticket.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a ticket what happened before its first decision was read: in a backlog, what the agent
 * wrote may be read before the decision that made him responsible, and even the end before the
 * beginning. Each looks from the handoff's request until before another moment; null: until now.
 */
final class CatchingUp {
  private CatchingUp() {}

  /** The end of a handoff; null: it has not ended. */
  static @Nullable Occurrence end(Turn turn, Handoff handoff, @Nullable Instant until) {
    return firstEnd(
        turn.conversation().between(handoff.requestedAt(), until).stream()
            .filter(o -> !isCloseOfTheTicketBefore(turn.conversation(), handoff, o))
            .toList());
  }

  /**
   * A follow-up begins where another ticket was closed: that the platform carries that close out
   * does not end the follow-up.
   */
  static boolean isCloseOfTheTicketBefore(
      Conversation conversation, Handoff handoff, Occurrence end) {
    return handoff.isFollowUp()
        && end.kind() == Occurrence.Kind.CLOSED
        && end.by() == ActorType.SYSTEM
        && end.actionId() != null
        && conversation.closeAction(end.actionId()) == null;
  }

  private static @Nullable Occurrence firstEnd(List<Occurrence> occurrences) {
    return occurrences.stream().filter(o -> o.kind().ends()).findFirst().orElse(null);
  }

  /** What agents had written before the handoff's end. */
  static Ticket answers(Turn turn, Ticket ticket, @Nullable Instant until) {
    List<Occurrence> since = turn.conversation().between(ticket.handoff().requestedAt(), until);
    Occurrence end = firstEnd(since);
    List<Instant> answers =
        since.subList(0, end == null ? since.size() : since.indexOf(end)).stream()
            .filter(o -> o.kind() == Occurrence.Kind.ANSWERED)
            .map(Occurrence::at)
            .toList();
    if (answers.isEmpty()) {
      return ticket;
    }
    boolean askedAgain = turn.conversation().messages().askedAfter(answers.getLast());
    Lifecycle now = Lifecycle.of(ticket);
    return turn.change(
        ticket,
        Actor.agent(null),
        "an agent had written already",
        draft -> {
          draft.answered(answers.getFirst());
          draft.enter(askedAgain ? now : Lifecycle.onAgentMessage(now));
        });
  }

  /** How the customer had rated it; the ticket before gives the rating up. */
  static void rating(Turn turn, Ticket made, @Nullable Instant until) {
    Conversation conversation = turn.conversation();
    Instant requestedAt = made.handoff().requestedAt();
    Integer score = lastRating(conversation.between(requestedAt, until));
    Ticket ticket = turn.ticket(made.ticketId());
    if (score == null || ticket == null) {
      return;
    }
    Actor customer = Actor.customer(null);
    turn.change(ticket, customer, "the customer had rated already", draft -> draft.rating = score);
    TicketRef before = conversation.ticketAt(requestedAt.minusNanos(1));
    Ticket older = before == null ? null : turn.ticket(before.ticketId());
    if (before != null && older != null) {
      Integer own = lastRating(conversation.between(before.requestedAt(), requestedAt));
      turn.change(
          older, customer, "the rating was for a later ticket", draft -> draft.rating = own);
    }
  }

  private static @Nullable Integer lastRating(List<Occurrence> occurrences) {
    return occurrences.stream()
        .filter(o -> o.kind() == Occurrence.Kind.RATED)
        .reduce((first, second) -> second)
        .map(Occurrence::score)
        .orElse(null);
  }
}
