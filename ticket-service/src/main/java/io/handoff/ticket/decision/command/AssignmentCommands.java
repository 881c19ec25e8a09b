package io.handoff.ticket.decision.command;

import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Wishes about who has a ticket: routing decides, for it knows who has room. */
final class AssignmentCommands {
  private AssignmentCommands() {}

  static CommandResult assign(
      DecisionContext context, Command command, String agentId, AccountConfig settings) {
    if (settings.agent(agentId).isEmpty()) {
      return new CommandResult.Denied("unknown-agent", "no agent " + agentId);
    }
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null || active.released()) {
      return resolved();
    }
    Ticket ticket = context.ticketOf(active.handoff());
    if (ticket != null && holds(active, agentId)) {
      return new CommandResult.Granted(ticket);
    }
    return new CommandResult.Awaited(
        context.ask(
            active.handoff(),
            new AssignmentRequest.Assign(
                agentId,
                command.commandId(),
                command.basedOnVersion(),
                command.issuedBy().words(),
                null)));
  }

  static CommandResult take(DecisionContext context, Command command, AccountConfig settings) {
    String agentId = command.issuedBy().id();
    if (command.issuedBy().type() != ActorType.AGENT || agentId == null) {
      return new CommandResult.Denied("not-an-agent", "only an agent can take a ticket");
    }
    return assign(context, command, agentId, settings);
  }

  static CommandResult release(DecisionContext context, Command command) {
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null || active.released()) {
      return resolved();
    }
    String agentId = active.state() == HandoffState.ASSIGNED ? active.agentId() : null;
    if (agentId == null) {
      return new CommandResult.Denied("not-assigned", "nobody has the ticket");
    }
    if (command.issuedBy().type() == ActorType.AGENT && !agentId.equals(command.issuedBy().id())) {
      return new CommandResult.Denied("not-the-assignee", agentId + " has the ticket");
    }
    boolean byPerson = command.issuedBy().type() == ActorType.AGENT;
    return new CommandResult.Awaited(
        context.ask(
            active.handoff(),
            byPerson
                ? new AssignmentRequest.Release(agentId, command.commandId())
                : new AssignmentRequest.Reassign(
                    null, command.commandId(), command.issuedBy().words())));
  }

  /** What an agent makes of an offer that is open to him. */
  static CommandResult answerOffer(
      DecisionContext context,
      Command command,
      @Nullable String offerId,
      Function<OpenOffer, AssignmentRequest> ask) {
    TrackedHandoff active = context.conversation().activeHandoff();
    String agentId = active == null ? null : active.agentId();
    if (active == null
        || agentId == null
        || active.state() != HandoffState.OFFERED
        || (offerId != null && !offerId.equals(active.offerId()))) {
      return new CommandResult.Denied("no-offer", "there is no such offer, or it has lapsed");
    }
    if (command.issuedBy().type() != ActorType.AGENT || !agentId.equals(command.issuedBy().id())) {
      return new CommandResult.Denied("foreign-offer", "the offer is open to " + agentId);
    }
    return new CommandResult.Awaited(
        context.ask(active.handoff(), ask.apply(new OpenOffer(agentId, active.offerId()))));
  }

  /** An offer that waits for its agent's answer. */
  record OpenOffer(String agentId, @Nullable String offerId) {}

  private static boolean holds(TrackedHandoff handoff, @Nullable String agentId) {
    return handoff.state() == HandoffState.ASSIGNED
        && handoff.agentId() != null
        && handoff.agentId().equals(agentId);
  }

  private static CommandResult resolved() {
    return new CommandResult.Denied("ticket-resolved", "the ticket is resolved; reopen it first");
  }
}
