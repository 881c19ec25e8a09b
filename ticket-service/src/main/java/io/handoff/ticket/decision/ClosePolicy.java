package io.handoff.ticket.decision;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.customer.LinkPolicy;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.Handoffs;
import io.handoff.ticket.decision.handoff.LateArrivals;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketDraft;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What follows from the end of a conversation, and from an end that did not come about. */
final class ClosePolicy {
  private ClosePolicy() {}

  static String closed(DecisionContext context, ConversationFact.Closed closed) {
    Conversation conversation = context.conversation();
    LoggedEvent end = LoggedEvent.closed(closedAt(context, closed), closed);
    context.conversation(
        conversation.with(conversation.run().closed(end.at())).with(end).withCommandedClose(null));
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null
        || active.handoff().requestedAt().isAfter(end.at())
        || LateArrivals.isCloseOfTheTicketBefore(conversation, active.handoff(), end)) {
      return explainSuperseded(context, end) ? "explained" : "closed";
    }
    Handoffs.end(
        context,
        HandoffEnd.CONVERSATION_CLOSED,
        CloseCause.of(context.conversation(), end, active.closing()));
    return "ticket-closed";
  }

  /**
   * When it was closed. A call that is as old as a hand-back counts as a millisecond younger; where
   * nobody is there for it, the close that this leads to may be as old as both, and comes after it.
   */
  private static Instant closedAt(DecisionContext context, ConversationFact.Closed closed) {
    Instant at = context.origin().at();
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null || !active.closing() || closed.actionId() == null) {
      return at;
    }
    Instant called = active.handoff().requestedAt();
    return called.minusMillis(1).equals(at) ? called : at;
  }

  /**
   * A ticket was closed because a newer handoff showed that it was over; now its end has been read.
   *
   * @return whether there was such a ticket
   */
  static boolean explainSuperseded(DecisionContext context, LoggedEvent end) {
    TicketRef ended = context.conversation().ticketAt(end.at());
    return ended != null
        && explain(
            context,
            ended.ticketId(),
            CloseCause.SUPERSEDED,
            CloseCause.of(context.conversation(), end, ended.closing()));
  }

  /** What closed a ticket came to be known after the close. */
  static boolean explain(
      DecisionContext context, @Nullable String ticketId, String soFar, CloseCause closing) {
    Ticket ticket = context.ticket(ticketId);
    if (ticket == null
        || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)
        || !state.by().equals(soFar)) {
      return false;
    }
    context.change(
        ticket,
        closing.actor(),
        closing.why(),
        draft -> {
          draft.enter(state.knownToBe(closing.at(), closing.by()));
          draft.billable = closing.billable();
        });
    return true;
  }

  static String refused(DecisionContext context, ConversationFact.CloseRefused refused) {
    Conversation conversation = context.conversation();
    if (refused.actionId().equals(conversation.commandedCloseId())) {
      return commandedCloseRefused(context);
    }
    CloseAction silence = conversation.closeAction(refused.actionId());
    if (silence != null) {
      boolean unbilled = !silence.billable();
      noteOnOpenTicket(
          context, "auto-close refused: newer message", draft -> draft.billable |= unbilled);
      return "close-refused";
    }
    TrackedHandoff active = conversation.activeHandoff();
    if (active != null && active.closing()) {
      goOnUnassigned(context, active);
      return "close-refused";
    }
    context.conversation(
        conversation.with(LoggedEvent.refused(context.origin().at(), refused.actionId())));
    return "no-action";
  }

  /**
   * Routing asked for a close because nobody was there; that the platform refuses it may have been
   * read before.
   */
  static void refusedBefore(DecisionContext context, TrackedHandoff now) {
    Instant decidedAt = context.origin().at();
    if (now.closing()
        && context.conversation().between(decidedAt, null).stream()
            .anyMatch(o -> o.kind() == LoggedEvent.Kind.REFUSED)) {
      goOnUnassigned(context, now);
    }
  }

  /**
   * The conversation goes on: routing, which keeps nothing of it, has to take it up again, unless
   * the ticket was resolved meanwhile.
   */
  private static void goOnUnassigned(DecisionContext context, TrackedHandoff closing) {
    context.conversation(context.conversation().with(closing.withClosing(false)));
    noteOnOpenTicket(context, "close refused: newer message", draft -> {});
    Ticket ticket = context.openTicket();
    if (ticket != null && ticket.status() == TicketStatus.RESOLVED) {
      return;
    }
    context.ask(
        closing.handoff(),
        new AssignmentRequest.Reopened(
            closing.handoff(),
            ticket == null ? closing.target() : closing.target().of(ticket),
            null,
            ticket == null ? closing.priority() : ticket.priority()));
  }

  private static void noteOnOpenTicket(
      DecisionContext context, String why, Consumer<TicketDraft> edit) {
    Ticket ticket = context.openTicket();
    if (ticket != null) {
      context.note(ticket, Actor.PLATFORM, why, edit);
    }
  }

  /** The customer wrote before the platform could close: the agent's close did not happen. */
  private static String commandedCloseRefused(DecisionContext context) {
    Conversation conversation = context.conversation();
    context.conversation(conversation.withCommandedClose(null));
    TrackedHandoff last = conversation.handoff();
    Ticket ticket = last == null ? null : context.ticketOf(last.handoff());
    if (ticket == null
        || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)
        || conversation.activeHandoff() != null) {
      return "no-action";
    }
    Ticket after =
        context.change(
            ticket,
            Actor.PLATFORM,
            "close refused: the customer had written",
            draft -> {
              draft.enter(state.didNotHappen());
              draft.reopenCount++;
              draft.mergedInto = null;
              draft.customerMessageCount = conversation.messages().customer();
              draft.agentMessageCount = conversation.messages().agent();
            });
    LinkPolicy.undo(context, ticket);
    Handoffs.reopen(context, after, Actor.PLATFORM);
    return "reopened";
  }
}
