package io.handoff.ticket.decision.ticket;

import org.jspecify.annotations.Nullable;

/** Finds an account's tickets as they were before the decision. */
@FunctionalInterface
public interface TicketReader {

  /** The ticket; null: there is none of that id in the account. */
  @Nullable Ticket find(String accountId, String ticketId);
}
