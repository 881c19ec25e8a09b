package io.handoff.ticket.decision;

import io.handoff.rules.CustomerContext;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationSession;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.conversation.Messages;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.Handoffs;
import io.handoff.ticket.decision.handoff.LateArrivals;
import io.handoff.ticket.decision.handoff.NotificationPolicy;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.AssignedFields;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketDraft;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tickets learn from routing. The first decision on a handoff to the help desk makes one. */
final class RoutingPolicy {
  private RoutingPolicy() {}

  /** The kind under which decisions are remembered. */
  private static final String DECISION = "decision";

  static String decide(DecisionContext context, RoutingOutcome fact) {
    context.beginIfNew(fact.handoff().channelId());
    if (context.conversation().remembers(DECISION, fact.decisionId())) {
      return "duplicate";
    }
    context.remember(DECISION);
    return switch (fact.outcome()) {
      case RoutingOutcome.Standing standing -> stands(context, fact, standing);
      case RoutingOutcome.Refused refused -> refused(context, fact, refused);
      case RoutingOutcome.Declined _ -> "declined";
      case RoutingOutcome.Ended _ -> "ended";
    };
  }

  private static String stands(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Standing standing) {
    CommandLog.Pending command = awaited(context, fact, standing);
    Actor actor = command == null ? Actor.ROUTING : command.issuedBy();
    TrackedHandoff last = context.conversation().handoff();
    String outcome;
    if (last != null && last.handoff().handoffId().equals(fact.handoff().handoffId())) {
      outcome =
          last.active()
              ? moveOn(context, fact, standing, last, actor)
              : late(context, fact, standing);
    } else if (last != null
        && (fact.handoff().requestedAt().isBefore(last.handoff().requestedAt())
            || context.ticketOf(fact.handoff()) != null)) {
      outcome = outrun(context, fact, standing, last);
    } else {
      supersede(context, last, fact.handoff());
      outcome = begin(context, fact, standing);
    }
    answer(context, command);
    return outcome;
  }

  /** A newer handoff shows that the one before is over, though its end has not been read yet. */
  private static void supersede(
      DecisionContext context, @Nullable TrackedHandoff last, Handoff newer) {
    if (last == null || !last.active()) {
      return;
    }
    if (last.closing()) {
      rememberClosing(context, context.ticketIdOf(last.handoff()));
    }
    Handoffs.end(
        context, HandoffEnd.CONVERSATION_CLOSED, CloseCause.superseded(newer.requestedAt()));
  }

  private static void rememberClosing(DecisionContext context, String ticketId) {
    for (TicketRef ticket : context.conversation().tickets()) {
      if (ticket.ticketId().equals(ticketId)) {
        context.conversation(context.conversation().with(ticket.nowClosing()));
        return;
      }
    }
  }

  /** The first decision on the conversation's newest handoff. */
  private static String begin(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Standing standing) {
    TrackedHandoff now = tracked(fact, standing, false);
    context.conversation(context.conversation().withCommandedClose(null));
    Ticket ticket = now.target().makesTicket() ? make(context, fact, standing) : null;
    context.conversation(context.conversation().with(now));
    NotificationPolicy.placed(context, null, now, Actor.ROUTING);
    if (ticket != null) {
      LateArrivals.answers(context, ticket, null);
    }
    LoggedEvent end = LateArrivals.end(context, now.handoff(), null);
    if (end == null) {
      context.publish(Actor.ROUTING, now);
      ClosePolicy.refusedBefore(context, now);
      return ticket == null ? "tracked" : "ticket-created";
    }
    Handoffs.end(
        context,
        end.kind() == LoggedEvent.Kind.RESUMED
            ? HandoffEnd.HANDED_BACK
            : HandoffEnd.CONVERSATION_CLOSED,
        CloseCause.of(context.conversation(), end, now.closing()));
    if (ticket != null) {
      LateArrivals.rating(context, ticket, null);
    }
    return "came-too-late";
  }

  private static Ticket make(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Standing standing) {
    Conversation conversation = context.conversation();
    ConversationSession session = conversation.run();
    boolean sameRun = session.open() != session.closedSince(fact.handoff().requestedAt());
    Messages messages = sameRun ? conversation.messages() : Messages.NONE;
    TicketRef previous = conversation.ticketAt(fact.handoff().requestedAt().minusNanos(1));
    CustomerContext customer = context.customer(fact.handoff());
    context.tellTags(fact.handoff(), AssignedFields.customerTags(fact.assigned()));
    Ticket ticket =
        context.create(
            Ticket.made(
                context.ticketIdOf(fact.handoff()),
                context.origin(),
                fact.handoff(),
                fact.process(),
                fact.target(),
                fact.priority()),
            Actor.ROUTING,
            draft -> {
              place(draft, standing, context.origin().at());
              draft.customerTags.addAll(customer.tags());
              AssignedFields.onto(draft, fact.assigned());
              draft.customerMessageCount = messages.customer();
              draft.agentMessageCount = messages.agent();
              draft.followUpOf = previous == null ? null : previous.ticketId();
            });
    context.conversation(
        context
            .conversation()
            .with(
                new TicketRef(
                    ticket.ticketId(), fact.handoff().requestedAt(), false, customer.tickets())));
    followedBy(context, ticket);
    return ticket;
  }

  /** The ticket after one that came to be known late follows up that one. */
  private static void followedBy(DecisionContext context, Ticket made) {
    for (TicketRef known : context.conversation().tickets()) {
      if (known.requestedAt().isAfter(made.handoff().requestedAt())) {
        Ticket next = context.ticket(known.ticketId());
        if (next != null && Objects.equals(next.followUpOf(), made.followUpOf())) {
          context.change(
              next,
              Actor.ROUTING,
              "follows up a ticket that came to be known late",
              draft -> draft.followUpOf = made.ticketId());
        }
        return;
      }
    }
  }

  /** A further decision on the conversation's newest handoff. */
  private static String moveOn(
      DecisionContext context,
      RoutingOutcome fact,
      RoutingOutcome.Standing standing,
      TrackedHandoff last,
      Actor actor) {
    Ticket ticket = context.ticketOf(fact.handoff());
    if (ticket == null && fact.target().makesTicket()) {
      make(context, fact, standing);
    } else if (ticket != null) {
      context.change(
          ticket, actor, fact.why(), draft -> place(draft, standing, context.origin().at()));
    }
    TrackedHandoff decided = tracked(fact, standing, last.released());
    // Where it goes says the ticket; where routing looks elsewhere, it is asked again at the end.
    TrackedHandoff now = decided.told(decided.target(), decided.priority(), last.asleep());
    context.move(actor, now);
    NotificationPolicy.placed(context, last, now, actor);
    ClosePolicy.refusedBefore(context, now);
    return "moved";
  }

  /** A decision on a handoff that has ended: what it says of the time before is recorded. */
  private static String late(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Standing standing) {
    Ticket ticket = context.ticketOf(fact.handoff());
    if (ticket == null || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)) {
      return "handoff-over";
    }
    if (closes(standing)) {
      rememberClosing(context, ticket.ticketId());
      ClosePolicy.explain(
          context, ticket.ticketId(), CloseCause.SERVICE, CloseCause.unassigned(state.at()));
    } else if (!context.origin().at().isAfter(state.at())) {
      context.change(
          ticket,
          Actor.ROUTING,
          fact.why(),
          draft -> place(draft, standing, context.origin().at()));
    }
    return "handoff-over";
  }

  /** A decision on a handoff that a newer one has overtaken: its ticket is made, and closed. */
  private static String outrun(
      DecisionContext context,
      RoutingOutcome fact,
      RoutingOutcome.Standing standing,
      TrackedHandoff newest) {
    if (context.ticketOf(fact.handoff()) != null) {
      return late(context, fact, standing);
    }
    context.ask(fact.handoff(), new AssignmentRequest.Ended(HandoffEnd.CONVERSATION_CLOSED));
    if (!fact.target().makesTicket()) {
      return "handoff-over";
    }
    Ticket made = make(context, fact, standing);
    Instant next = context.conversation().nextTicketAfter(fact.handoff().requestedAt());
    Instant until = next == null ? newest.handoff().requestedAt() : next;
    Ticket ticket = LateArrivals.answers(context, made, until);
    LoggedEvent end = LateArrivals.end(context, fact.handoff(), until);
    CloseCause closing =
        end == null
            ? CloseCause.superseded(until)
            : CloseCause.of(context.conversation(), end, closes(standing));
    context.change(
        ticket, closing.actor(), closing.why(), draft -> closing.on(draft, Lifecycle.of(ticket)));
    if (closes(standing)) {
      rememberClosing(context, ticket.ticketId());
    }
    LateArrivals.rating(context, ticket, until);
    return "came-too-late";
  }

  private static boolean closes(RoutingOutcome.Standing standing) {
    return standing instanceof RoutingOutcome.Unassigned(boolean closing) && closing;
  }

  private static void place(TicketDraft draft, RoutingOutcome.Standing standing, Instant at) {
    switch (standing) {
      case RoutingOutcome.Assigned(var agentId, var _) -> {
        draft.assign(agentId, at);
        draft.enter(Lifecycle.onAssigned(Lifecycle.of(draft.ticket(0, at))));
      }
      case RoutingOutcome.Offered _, RoutingOutcome.Queued _, RoutingOutcome.Unassigned _ ->
          draft.assigneeId = null;
    }
  }

  private static TrackedHandoff tracked(
      RoutingOutcome fact, RoutingOutcome.Standing standing, boolean released) {
    HandoffState state =
        switch (standing) {
          case RoutingOutcome.Offered _ -> HandoffState.OFFERED;
          case RoutingOutcome.Assigned _ -> HandoffState.ASSIGNED;
          case RoutingOutcome.Queued _ -> HandoffState.WAITING;
          case RoutingOutcome.Unassigned _ -> HandoffState.UNASSIGNED;
        };
    String agentId =
        switch (standing) {
          case RoutingOutcome.Offered(var agent, var _) -> agent;
          case RoutingOutcome.Assigned(var agent, var _) -> agent;
          case RoutingOutcome.Queued _, RoutingOutcome.Unassigned _ -> null;
        };
    return new TrackedHandoff(
        fact.handoff(),
        fact.process(),
        fact.target(),
        fact.priority(),
        state,
        agentId,
        standing instanceof RoutingOutcome.Offered ? fact.decisionId() : null,
        closes(standing),
        released,
        false);
  }

  // commands that wait

  private static CommandLog.@Nullable Pending awaited(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Standing standing) {
    CommandLog.Pending named =
        standing instanceof RoutingOutcome.Assigned(var _, var commandId)
            ? context.commands().pending(commandId)
            : null;
    return named != null ? named : context.commands().pendingRequest(fact.causeId());
  }

  private static void answer(DecisionContext context, CommandLog.@Nullable Pending command) {
    if (command == null || context.commands().pending(command.commandId()) == null) {
      return; // nobody waits, or the end of the handoff was the answer
    }
    Ticket ticket = context.ticket(command.ticketId());
    if (ticket != null) {
      context.answer(CommandLog.Answer.accepted(command.commandId(), ticket));
    }
  }

  private static String refused(
      DecisionContext context, RoutingOutcome fact, RoutingOutcome.Refused refused) {
    CommandLog.Pending command = context.commands().pending(refused.commandId());
    if (command == null) {
      command = context.commands().pendingRequest(fact.causeId());
    }
    if (command == null) {
      return "request-refused";
    }
    context.answer(
        CommandLog.Answer.rejected(
            command.commandId(),
            context.ticket(command.ticketId()),
            refused.code(),
            refused.message()));
    return "command-rejected";
  }
}
