package io.handoff.ticket.decision;

import java.time.Instant;

/** How handoffs end and begin again. */
final class Handoffs {
  private Handoffs() {}

  /**
   * The conversation's active handoff is over: its ticket closes, routing has the agent back,
   * commands that wait for routing are rejected.
   */
  static void end(Turn turn, HandoffEnd how, Closing closing) {
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active == null) {
      return;
    }
    Ticket before = turn.ticketOf(active.handoff());
    Ticket ticket =
        before == null || before.ended()
            ? before
            : turn.change(
                before,
                closing.actor(),
                closing.why(),
                draft -> closing.on(draft, Lifecycle.of(before)));
    turn.move(closing.actor(), active.over());
    if (!active.released()) {
      turn.ask(active.handoff(), new RoutingAsk.Ended(how));
    }
    for (CommandLog.Pending waiting : turn.commands().pending()) {
      turn.answer(
          CommandLog.Answer.rejected(
              waiting.commandId(),
              ticket,
              "ticket-closed",
              "the ticket was closed before routing had decided"));
    }
  }

  /** Routing need not keep anybody busy with the handoff, though its ticket is still there. */
  static void release(Turn turn, HandoffEnd how) {
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active != null && !active.released()) {
      turn.conversation(turn.conversation().with(active.withReleased(true)));
      turn.ask(active.handoff(), new RoutingAsk.Ended(how));
    }
  }

  /**
   * The customer came back to a resolved ticket after the time within which it can be reopened: it
   * is closed, and routing is asked to find somebody for a handoff that follows it. Its first
   * decision makes the follow-up ticket.
   */
  static void followUp(Turn turn, Ticket ticket, ConversationFact.Wrote wrote) {
    TrackedHandoff last = turn.conversation().handoff();
    if (last == null) {
      return;
    }
    Origin message = turn.origin();
    end(turn, HandoffEnd.TICKET_CLOSED, Closing.notReopened(message.at(), ticket.billable()));
    askFor(
        turn,
        last.handoff().followUp(message, message.at(), wrote.sequence(), wrote.text()),
        last.target().of(ticket),
        ticket);
  }

  /** Work that came to a ticket which is over meanwhile goes on in a ticket that follows it. */
  static void goOn(Turn turn, Ticket ended) {
    TrackedHandoff last = turn.conversation().handoff();
    if (last != null && !last.active()) {
      // later than the end, or that end, read again, would be its own
      Instant at = turn.origin().at();
      for (Instant end : new Instant[] {ended.closedAt(), turn.conversation().run().closedAt()}) {
        at = end == null || at.isAfter(end) ? at : end.plusMillis(1);
      }
      askFor(
          turn,
          ended.handoff().followUp(turn.origin(), at, null, null),
          last.target().of(ended),
          ended);
    }
  }

  private static void askFor(Turn turn, Handoff next, Target target, Ticket before) {
    turn.ask(next, new RoutingAsk.Reopened(next, target, before.assigneeId(), before.priority()));
  }

  /** Work on the handoff's ticket goes on: routing has to find somebody again. */
  static void reopen(Turn turn, Ticket ticket, Actor actor) {
    TrackedHandoff last = turn.conversation().handoff();
    if (last == null || !last.released()) {
      return;
    }
    Target target = last.target().of(ticket);
    TrackedHandoff again = last.withReleased(false).told(target, ticket.priority(), false);
    if (!last.active()) {
      again = again.withState(HandoffState.WAITING, null).withClosing(false);
    }
    turn.move(actor, again);
    turn.ask(
        last.handoff(),
        new RoutingAsk.Reopened(last.handoff(), target, ticket.assigneeId(), ticket.priority()));
  }
}
