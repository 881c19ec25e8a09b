package io.handoff.ticket.decision;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What follows from the end of a conversation, and from an end that did not come about. */
final class ClosePolicy {
  private ClosePolicy() {}

  static String closed(Turn turn, ConversationFact.Closed closed) {
    Conversation conversation = turn.conversation();
    Occurrence end = Occurrence.closed(closedAt(turn, closed), closed);
    turn.conversation(
        conversation.with(conversation.run().closed(end.at())).with(end).withCommandedClose(null));
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active == null
        || active.handoff().requestedAt().isAfter(end.at())
        || CatchingUp.isCloseOfTheTicketBefore(conversation, active.handoff(), end)) {
      return explainSuperseded(turn, end) ? "explained" : "closed";
    }
    Handoffs.end(
        turn,
        HandoffEnd.CONVERSATION_CLOSED,
        Closing.of(turn.conversation(), end, active.closing()));
    return "ticket-closed";
  }

  /**
   * When it was closed. A call that is as old as a hand-back counts as a millisecond younger; where
   * nobody is there for it, the close that this leads to may be as old as both, and comes after it.
   */
  private static Instant closedAt(Turn turn, ConversationFact.Closed closed) {
    Instant at = turn.origin().at();
    TrackedHandoff active = turn.conversation().activeHandoff();
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
  static boolean explainSuperseded(Turn turn, Occurrence end) {
    TicketRef ended = turn.conversation().ticketAt(end.at());
    return ended != null
        && explain(
            turn,
            ended.ticketId(),
            Closing.SUPERSEDED,
            Closing.of(turn.conversation(), end, ended.closing()));
  }

  /** What closed a ticket came to be known after the close. */
  static boolean explain(Turn turn, @Nullable String ticketId, String soFar, Closing closing) {
    Ticket ticket = turn.ticket(ticketId);
    if (ticket == null
        || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)
        || !state.by().equals(soFar)) {
      return false;
    }
    turn.change(
        ticket,
        closing.actor(),
        closing.why(),
        draft -> {
          draft.enter(state.knownToBe(closing.at(), closing.by()));
          draft.billable = closing.billable();
        });
    return true;
  }

  static String refused(Turn turn, ConversationFact.CloseRefused refused) {
    Conversation conversation = turn.conversation();
    if (refused.actionId().equals(conversation.commandedCloseId())) {
      return commandedCloseRefused(turn);
    }
    CloseAction silence = conversation.closeAction(refused.actionId());
    if (silence != null) {
      boolean unbilled = !silence.billable();
      noteOnOpenTicket(
          turn, "auto-close refused: newer message", draft -> draft.billable |= unbilled);
      return "close-refused";
    }
    TrackedHandoff active = conversation.activeHandoff();
    if (active != null && active.closing()) {
      goOnUnassigned(turn, active);
      return "close-refused";
    }
    turn.conversation(
        conversation.with(Occurrence.refused(turn.origin().at(), refused.actionId())));
    return "no-action";
  }

  /**
   * Routing asked for a close because nobody was there; that the platform refuses it may have been
   * read before.
   */
  static void refusedBefore(Turn turn, TrackedHandoff now) {
    Instant decidedAt = turn.origin().at();
    if (now.closing()
        && turn.conversation().between(decidedAt, null).stream()
            .anyMatch(o -> o.kind() == Occurrence.Kind.REFUSED)) {
      goOnUnassigned(turn, now);
    }
  }

  /**
   * The conversation goes on: routing, which keeps nothing of it, has to take it up again, unless
   * the ticket was resolved meanwhile.
   */
  private static void goOnUnassigned(Turn turn, TrackedHandoff closing) {
    turn.conversation(turn.conversation().with(closing.withClosing(false)));
    noteOnOpenTicket(turn, "close refused: newer message", draft -> {});
    Ticket ticket = turn.openTicket();
    if (ticket != null && ticket.status() == TicketStatus.RESOLVED) {
      return;
    }
    turn.ask(
        closing.handoff(),
        new RoutingAsk.Reopened(
            closing.handoff(),
            ticket == null ? closing.target() : closing.target().of(ticket),
            null,
            ticket == null ? closing.priority() : ticket.priority()));
  }

  private static void noteOnOpenTicket(Turn turn, String why, Consumer<TicketDraft> edit) {
    Ticket ticket = turn.openTicket();
    if (ticket != null) {
      turn.note(ticket, Actor.PLATFORM, why, edit);
    }
  }

  /** The customer wrote before the platform could close: the agent's close did not happen. */
  private static String commandedCloseRefused(Turn turn) {
    Conversation conversation = turn.conversation();
    turn.conversation(conversation.withCommandedClose(null));
    TrackedHandoff last = conversation.handoff();
    Ticket ticket = last == null ? null : turn.ticketOf(last.handoff());
    if (ticket == null
        || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)
        || conversation.activeHandoff() != null) {
      return "no-action";
    }
    Ticket after =
        turn.change(
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
    LinkPolicy.undo(turn, ticket);
    Handoffs.reopen(turn, after, Actor.PLATFORM);
    return "reopened";
  }
}
