package io.handoff.ticket.decision.command;

import io.handoff.ticket.decision.ticket.Ticket;

/** What becomes of a wish. */
public sealed interface CommandResult {

  /** It was carried out; the ticket after it. */
  record Granted(Ticket ticket) implements CommandResult {}

  /** Routing has to decide first; requestId: what it was asked. */
  record Awaited(String requestId) implements CommandResult {}

  /** It is not carried out, and nothing changed. */
  record Denied(String code, String message) implements CommandResult {}
}
