package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Wishes about who has a ticket: routing decides, for it knows who has room. */
final class RoutingWishes {
  private RoutingWishes() {}

  static Verdict assign(Turn turn, Command command, String agentId, AccountConfig settings) {
    if (settings.agent(agentId).isEmpty()) {
      return new Verdict.Denied("unknown-agent", "no agent " + agentId);
    }
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active == null || active.released()) {
      return resolved();
    }
    Ticket ticket = turn.ticketOf(active.handoff());
    if (ticket != null && holds(active, agentId)) {
      return new Verdict.Granted(ticket);
    }
    return new Verdict.Awaited(
        turn.ask(
            active.handoff(),
            new RoutingAsk.Assign(
                agentId,
                command.commandId(),
                command.basedOnVersion(),
                command.issuedBy().words(),
                null)));
  }

  static Verdict take(Turn turn, Command command, AccountConfig settings) {
    String agentId = command.issuedBy().id();
    if (command.issuedBy().type() != ActorType.AGENT || agentId == null) {
      return new Verdict.Denied("not-an-agent", "only an agent can take a ticket");
    }
    return assign(turn, command, agentId, settings);
  }

  static Verdict release(Turn turn, Command command) {
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active == null || active.released()) {
      return resolved();
    }
    String agentId = active.state() == HandoffState.ASSIGNED ? active.agentId() : null;
    if (agentId == null) {
      return new Verdict.Denied("not-assigned", "nobody has the ticket");
    }
    if (command.issuedBy().type() == ActorType.AGENT && !agentId.equals(command.issuedBy().id())) {
      return new Verdict.Denied("not-the-assignee", agentId + " has the ticket");
    }
    boolean byPerson = command.issuedBy().type() == ActorType.AGENT;
    return new Verdict.Awaited(
        turn.ask(
            active.handoff(),
            byPerson
                ? new RoutingAsk.Release(agentId, command.commandId())
                : new RoutingAsk.Reassign(null, command.commandId(), command.issuedBy().words())));
  }

  /** What an agent makes of an offer that is open to him. */
  static Verdict answerOffer(
      Turn turn, Command command, @Nullable String offerId, Function<OpenOffer, RoutingAsk> ask) {
    TrackedHandoff active = turn.conversation().activeHandoff();
    String agentId = active == null ? null : active.agentId();
    if (active == null
        || agentId == null
        || active.state() != HandoffState.OFFERED
        || (offerId != null && !offerId.equals(active.offerId()))) {
      return new Verdict.Denied("no-offer", "there is no such offer, or it has lapsed");
    }
    if (command.issuedBy().type() != ActorType.AGENT || !agentId.equals(command.issuedBy().id())) {
      return new Verdict.Denied("foreign-offer", "the offer is open to " + agentId);
    }
    return new Verdict.Awaited(
        turn.ask(active.handoff(), ask.apply(new OpenOffer(agentId, active.offerId()))));
  }

  /** An offer that waits for its agent's answer. */
  record OpenOffer(String agentId, @Nullable String offerId) {}

  private static boolean holds(TrackedHandoff handoff, @Nullable String agentId) {
    return handoff.state() == HandoffState.ASSIGNED
        && handoff.agentId() != null
        && handoff.agentId().equals(agentId);
  }

  private static Verdict resolved() {
    return new Verdict.Denied("ticket-resolved", "the ticket is resolved; reopen it first");
  }
}
