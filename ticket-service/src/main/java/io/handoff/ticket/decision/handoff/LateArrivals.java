package io.handoff.ticket.decision.handoff;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a ticket what happened before its first decision was read: in a backlog, what the agent
 * wrote may be read before the decision that made him responsible, and even the end before the
 * beginning. Each looks from the handoff's request until before another moment; null: until now.
 */
public final class LateArrivals {
  private LateArrivals() {}

  /** The end of a handoff; null: it has not ended. */
  public static @Nullable LoggedEvent end(
      DecisionContext context, Handoff handoff, @Nullable Instant until) {
    return firstEnd(
        context.conversation().between(handoff.requestedAt(), until).stream()
            .filter(o -> !isCloseOfTheTicketBefore(context.conversation(), handoff, o))
            .toList());
  }

  /**
   * A follow-up begins where another ticket was closed: that the platform carries that close out
   * does not end the follow-up.
   */
  public static boolean isCloseOfTheTicketBefore(
      Conversation conversation, Handoff handoff, LoggedEvent end) {
    return handoff.isFollowUp()
        && end.kind() == LoggedEvent.Kind.CLOSED
        && end.by() == ActorType.SYSTEM
        && end.actionId() != null
        && conversation.closeAction(end.actionId()) == null;
  }

  private static @Nullable LoggedEvent firstEnd(List<LoggedEvent> occurrences) {
    return occurrences.stream().filter(o -> o.kind().ends()).findFirst().orElse(null);
  }

  /** What agents had written before the handoff's end. */
  public static Ticket answers(DecisionContext context, Ticket ticket, @Nullable Instant until) {
    List<LoggedEvent> since = context.conversation().between(ticket.handoff().requestedAt(), until);
    LoggedEvent end = firstEnd(since);
    List<Instant> answers =
        since.subList(0, end == null ? since.size() : since.indexOf(end)).stream()
            .filter(o -> o.kind() == LoggedEvent.Kind.ANSWERED)
            .map(LoggedEvent::at)
            .toList();
    if (answers.isEmpty()) {
      return ticket;
    }
    boolean askedAgain = context.conversation().messages().askedAfter(answers.getLast());
    Lifecycle now = Lifecycle.of(ticket);
    return context.change(
        ticket,
        Actor.agent(null),
        "an agent had written already",
        draft -> {
          draft.answered(answers.getFirst());
          draft.enter(askedAgain ? now : Lifecycle.onAgentMessage(now));
        });
  }

  /** How the customer had rated it; the ticket before gives the rating up. */
  public static void rating(DecisionContext context, Ticket made, @Nullable Instant until) {
    Conversation conversation = context.conversation();
    Instant requestedAt = made.handoff().requestedAt();
    Integer score = lastRating(conversation.between(requestedAt, until));
    Ticket ticket = context.ticket(made.ticketId());
    if (score == null || ticket == null) {
      return;
    }
    Actor customer = Actor.customer(null);
    context.change(
        ticket, customer, "the customer had rated already", draft -> draft.rating = score);
    TicketRef before = conversation.ticketAt(requestedAt.minusNanos(1));
    Ticket older = before == null ? null : context.ticket(before.ticketId());
    if (before != null && older != null) {
      Integer own = lastRating(conversation.between(before.requestedAt(), requestedAt));
      context.change(
          older, customer, "the rating was for a later ticket", draft -> draft.rating = own);
    }
  }

  private static @Nullable Integer lastRating(List<LoggedEvent> occurrences) {
    return occurrences.stream()
        .filter(o -> o.kind() == LoggedEvent.Kind.RATED)
        .reduce((first, second) -> second)
        .map(LoggedEvent::score)
        .orElse(null);
  }
}
