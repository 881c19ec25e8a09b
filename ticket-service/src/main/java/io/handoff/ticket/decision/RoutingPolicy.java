package io.handoff.ticket.decision;

import io.handoff.rules.CustomerContext;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tickets learn from routing. The first decision on a handoff to the help desk makes one. */
final class RoutingPolicy {
  private RoutingPolicy() {}

  /** The kind under which decisions are remembered. */
  private static final String DECISION = "decision";

  static String decide(Turn turn, RoutingFact fact) {
    TicketDecider.beginIfNew(turn, fact.handoff().channelId());
    if (turn.conversation().remembers(DECISION, fact.decisionId())) {
      return "duplicate";
    }
    turn.remember(DECISION);
    return switch (fact.outcome()) {
      case RoutingFact.Standing standing -> stands(turn, fact, standing);
      case RoutingFact.Refused refused -> refused(turn, fact, refused);
      case RoutingFact.Declined _ -> "declined";
      case RoutingFact.Ended _ -> "ended";
    };
  }

  private static String stands(Turn turn, RoutingFact fact, RoutingFact.Standing standing) {
    CommandLog.Pending command = awaited(turn, fact, standing);
    Actor actor = command == null ? Actor.ROUTING : command.issuedBy();
    TrackedHandoff last = turn.conversation().handoff();
    String outcome;
    if (last != null && last.handoff().handoffId().equals(fact.handoff().handoffId())) {
      outcome =
          last.active() ? moveOn(turn, fact, standing, last, actor) : late(turn, fact, standing);
    } else if (last != null
        && (fact.handoff().requestedAt().isBefore(last.handoff().requestedAt())
            || turn.ticketOf(fact.handoff()) != null)) {
      outcome = outrun(turn, fact, standing, last);
    } else {
      supersede(turn, last, fact.handoff());
      outcome = begin(turn, fact, standing);
    }
    answer(turn, command);
    return outcome;
  }

  /** A newer handoff shows that the one before is over, though its end has not been read yet. */
  private static void supersede(Turn turn, @Nullable TrackedHandoff last, Handoff newer) {
    if (last == null || !last.active()) {
      return;
    }
    if (last.closing()) {
      rememberClosing(turn, turn.ticketIdOf(last.handoff()));
    }
    Handoffs.end(turn, HandoffEnd.CONVERSATION_CLOSED, Closing.superseded(newer.requestedAt()));
  }

  private static void rememberClosing(Turn turn, String ticketId) {
    for (TicketRef ticket : turn.conversation().tickets()) {
      if (ticket.ticketId().equals(ticketId)) {
        turn.conversation(turn.conversation().with(ticket.nowClosing()));
        return;
      }
    }
  }

  /** The first decision on the conversation's newest handoff. */
  private static String begin(Turn turn, RoutingFact fact, RoutingFact.Standing standing) {
    TrackedHandoff now = tracked(fact, standing, false);
    turn.conversation(turn.conversation().withCommandedClose(null));
    Ticket ticket = now.target().makesTicket() ? make(turn, fact, standing) : null;
    turn.conversation(turn.conversation().with(now));
    Notices.placed(turn, null, now, Actor.ROUTING);
    if (ticket != null) {
      CatchingUp.answers(turn, ticket, null);
    }
    Occurrence end = CatchingUp.end(turn, now.handoff(), null);
    if (end == null) {
      turn.publish(Actor.ROUTING, now);
      ClosePolicy.refusedBefore(turn, now);
      return ticket == null ? "tracked" : "ticket-created";
    }
    Handoffs.end(
        turn,
        end.kind() == Occurrence.Kind.RESUMED
            ? HandoffEnd.HANDED_BACK
            : HandoffEnd.CONVERSATION_CLOSED,
        Closing.of(turn.conversation(), end, now.closing()));
    if (ticket != null) {
      CatchingUp.rating(turn, ticket, null);
    }
    return "came-too-late";
  }

  private static Ticket make(Turn turn, RoutingFact fact, RoutingFact.Standing standing) {
    Conversation conversation = turn.conversation();
    Run run = conversation.run();
    boolean sameRun = run.open() != run.closedSince(fact.handoff().requestedAt());
    Messages messages = sameRun ? conversation.messages() : Messages.NONE;
    TicketRef previous = conversation.ticketAt(fact.handoff().requestedAt().minusNanos(1));
    CustomerContext customer = turn.customer(fact.handoff());
    turn.tellTags(fact.handoff(), AssignedFields.customerTags(fact.assigned()));
    Ticket ticket =
        turn.create(
            Ticket.made(
                turn.ticketIdOf(fact.handoff()),
                turn.origin(),
                fact.handoff(),
                fact.process(),
                fact.target(),
                fact.priority()),
            Actor.ROUTING,
            draft -> {
              place(draft, standing, turn.origin().at());
              draft.customerTags.addAll(customer.tags());
              AssignedFields.onto(draft, fact.assigned());
              draft.customerMessageCount = messages.customer();
              draft.agentMessageCount = messages.agent();
              draft.followUpOf = previous == null ? null : previous.ticketId();
            });
    turn.conversation(
        turn.conversation()
            .with(
                new TicketRef(
                    ticket.ticketId(), fact.handoff().requestedAt(), false, customer.tickets())));
    followedBy(turn, ticket);
    return ticket;
  }

  /** The ticket after one that came to be known late follows up that one. */
  private static void followedBy(Turn turn, Ticket made) {
    for (TicketRef known : turn.conversation().tickets()) {
      if (known.requestedAt().isAfter(made.handoff().requestedAt())) {
        Ticket next = turn.ticket(known.ticketId());
        if (next != null && Objects.equals(next.followUpOf(), made.followUpOf())) {
          turn.change(
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
      Turn turn,
      RoutingFact fact,
      RoutingFact.Standing standing,
      TrackedHandoff last,
      Actor actor) {
    Ticket ticket = turn.ticketOf(fact.handoff());
    if (ticket == null && fact.target().makesTicket()) {
      make(turn, fact, standing);
    } else if (ticket != null) {
      turn.change(ticket, actor, fact.why(), draft -> place(draft, standing, turn.origin().at()));
    }
    TrackedHandoff decided = tracked(fact, standing, last.released());
    // Where it goes says the ticket; where routing looks elsewhere, it is asked again at the end.
    TrackedHandoff now = decided.told(decided.target(), decided.priority(), last.asleep());
    turn.move(actor, now);
    Notices.placed(turn, last, now, actor);
    ClosePolicy.refusedBefore(turn, now);
    return "moved";
  }

  /** A decision on a handoff that has ended: what it says of the time before is recorded. */
  private static String late(Turn turn, RoutingFact fact, RoutingFact.Standing standing) {
    Ticket ticket = turn.ticketOf(fact.handoff());
    if (ticket == null || !(Lifecycle.of(ticket) instanceof Lifecycle.Closed state)) {
      return "handoff-over";
    }
    if (closes(standing)) {
      rememberClosing(turn, ticket.ticketId());
      ClosePolicy.explain(turn, ticket.ticketId(), Closing.SERVICE, Closing.unassigned(state.at()));
    } else if (!turn.origin().at().isAfter(state.at())) {
      turn.change(
          ticket, Actor.ROUTING, fact.why(), draft -> place(draft, standing, turn.origin().at()));
    }
    return "handoff-over";
  }

  /** A decision on a handoff that a newer one has overtaken: its ticket is made, and closed. */
  private static String outrun(
      Turn turn, RoutingFact fact, RoutingFact.Standing standing, TrackedHandoff newest) {
    if (turn.ticketOf(fact.handoff()) != null) {
      return late(turn, fact, standing);
    }
    turn.ask(fact.handoff(), new RoutingAsk.Ended(HandoffEnd.CONVERSATION_CLOSED));
    if (!fact.target().makesTicket()) {
      return "handoff-over";
    }
    Ticket made = make(turn, fact, standing);
    Instant next = turn.conversation().nextTicketAfter(fact.handoff().requestedAt());
    Instant until = next == null ? newest.handoff().requestedAt() : next;
    Ticket ticket = CatchingUp.answers(turn, made, until);
    Occurrence end = CatchingUp.end(turn, fact.handoff(), until);
    Closing closing =
        end == null
            ? Closing.superseded(until)
            : Closing.of(turn.conversation(), end, closes(standing));
    turn.change(
        ticket, closing.actor(), closing.why(), draft -> closing.on(draft, Lifecycle.of(ticket)));
    if (closes(standing)) {
      rememberClosing(turn, ticket.ticketId());
    }
    CatchingUp.rating(turn, ticket, until);
    return "came-too-late";
  }

  private static boolean closes(RoutingFact.Standing standing) {
    return standing instanceof RoutingFact.Unassigned(boolean closing) && closing;
  }

  private static void place(TicketDraft draft, RoutingFact.Standing standing, Instant at) {
    switch (standing) {
      case RoutingFact.Assigned(var agentId, var _) -> {
        draft.assign(agentId, at);
        draft.enter(Lifecycle.onAssigned(Lifecycle.of(draft.ticket(0, at))));
      }
      case RoutingFact.Offered _, RoutingFact.Queued _, RoutingFact.Unassigned _ ->
          draft.assigneeId = null;
    }
  }

  private static TrackedHandoff tracked(
      RoutingFact fact, RoutingFact.Standing standing, boolean released) {
    HandoffState state =
        switch (standing) {
          case RoutingFact.Offered _ -> HandoffState.OFFERED;
          case RoutingFact.Assigned _ -> HandoffState.ASSIGNED;
          case RoutingFact.Queued _ -> HandoffState.WAITING;
          case RoutingFact.Unassigned _ -> HandoffState.UNASSIGNED;
        };
    String agentId =
        switch (standing) {
          case RoutingFact.Offered(var agent, var _) -> agent;
          case RoutingFact.Assigned(var agent, var _) -> agent;
          case RoutingFact.Queued _, RoutingFact.Unassigned _ -> null;
        };
    return new TrackedHandoff(
        fact.handoff(),
        fact.process(),
        fact.target(),
        fact.priority(),
        state,
        agentId,
        standing instanceof RoutingFact.Offered ? fact.decisionId() : null,
        closes(standing),
        released,
        false);
  }

  // commands that wait

  private static CommandLog.@Nullable Pending awaited(
      Turn turn, RoutingFact fact, RoutingFact.Standing standing) {
    CommandLog.Pending named =
        standing instanceof RoutingFact.Assigned(var _, var commandId)
            ? turn.commands().pending(commandId)
            : null;
    return named != null ? named : turn.commands().pendingRequest(fact.causeId());
  }

  private static void answer(Turn turn, CommandLog.@Nullable Pending command) {
    if (command == null || turn.commands().pending(command.commandId()) == null) {
      return; // nobody waits, or the end of the handoff was the answer
    }
    Ticket ticket = turn.ticket(command.ticketId());
    if (ticket != null) {
      turn.answer(CommandLog.Answer.accepted(command.commandId(), ticket));
    }
  }

  private static String refused(Turn turn, RoutingFact fact, RoutingFact.Refused refused) {
    CommandLog.Pending command = turn.commands().pending(refused.commandId());
    if (command == null) {
      command = turn.commands().pendingRequest(fact.causeId());
    }
    if (command == null) {
      return "request-refused";
    }
    turn.answer(
        CommandLog.Answer.rejected(
            command.commandId(),
            turn.ticket(command.ticketId()),
            refused.code(),
            refused.message()));
    return "command-rejected";
  }
}
