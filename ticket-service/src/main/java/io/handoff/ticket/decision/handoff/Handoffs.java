package io.handoff.ticket.decision.handoff;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Instant;

/** How handoffs end and begin again. */
public final class Handoffs {
  private Handoffs() {}

  /**
   * The conversation's active handoff is over: its ticket closes, routing has the agent back,
   * commands that wait for routing are rejected.
   */
  public static void end(DecisionContext context, HandoffEnd how, CloseCause closing) {
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null) {
      return;
    }
    Ticket before = context.ticketOf(active.handoff());
    Ticket ticket =
        before == null || before.ended()
            ? before
            : context.change(
                before,
                closing.actor(),
                closing.why(),
                draft -> closing.on(draft, Lifecycle.of(before)));
    context.move(closing.actor(), active.over());
    if (!active.released()) {
      context.ask(active.handoff(), new AssignmentRequest.Ended(how));
    }
    for (CommandLog.Pending waiting : context.commands().pending()) {
      context.answer(
          CommandLog.Answer.rejected(
              waiting.commandId(),
              ticket,
              "ticket-closed",
              "the ticket was closed before routing had decided"));
    }
  }

  /** Routing need not keep anybody busy with the handoff, though its ticket is still there. */
  public static void release(DecisionContext context, HandoffEnd how) {
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active != null && !active.released()) {
      context.conversation(context.conversation().with(active.withReleased(true)));
      context.ask(active.handoff(), new AssignmentRequest.Ended(how));
    }
  }

  /**
   * The customer came back to a resolved ticket after the time within which it can be reopened: it
   * is closed, and routing is asked to find somebody for a handoff that follows it. Its first
   * decision makes the follow-up ticket.
   */
  public static void followUp(
      DecisionContext context, Ticket ticket, ConversationFact.Wrote wrote) {
    TrackedHandoff last = context.conversation().handoff();
    if (last == null) {
      return;
    }
    Origin message = context.origin();
    end(context, HandoffEnd.TICKET_CLOSED, CloseCause.notReopened(message.at(), ticket.billable()));
    askFor(
        context,
        last.handoff().followUp(message, message.at(), wrote.sequence(), wrote.text()),
        last.target().of(ticket),
        ticket);
  }

  /** Work that came to a ticket which is over meanwhile goes on in a ticket that follows it. */
  public static void goOn(DecisionContext context, Ticket ended) {
    TrackedHandoff last = context.conversation().handoff();
    if (last != null && !last.active()) {
      // later than the end, or that end, read again, would be its own
      Instant at = context.origin().at();
      for (Instant end :
          new Instant[] {ended.closedAt(), context.conversation().run().closedAt()}) {
        at = end == null || at.isAfter(end) ? at : end.plusMillis(1);
      }
      askFor(
          context,
          ended.handoff().followUp(context.origin(), at, null, null),
          last.target().of(ended),
          ended);
    }
  }

  private static void askFor(DecisionContext context, Handoff next, Target target, Ticket before) {
    context.ask(
        next, new AssignmentRequest.Reopened(next, target, before.assigneeId(), before.priority()));
  }

  /** Work on the handoff's ticket goes on: routing has to find somebody again. */
  public static void reopen(DecisionContext context, Ticket ticket, Actor actor) {
    TrackedHandoff last = context.conversation().handoff();
    if (last == null || !last.released()) {
      return;
    }
    Target target = last.target().of(ticket);
    TrackedHandoff again = last.withReleased(false).told(target, ticket.priority(), false);
    if (!last.active()) {
      again = again.withState(HandoffState.WAITING, null).withClosing(false);
    }
    context.move(actor, again);
    context.ask(
        last.handoff(),
        new AssignmentRequest.Reopened(
            last.handoff(), target, ticket.assigneeId(), ticket.priority()));
  }
}
