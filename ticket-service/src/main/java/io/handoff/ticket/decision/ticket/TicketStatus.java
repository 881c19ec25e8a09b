package io.handoff.ticket.decision.ticket;

/** Where a ticket stands; what each allows is in {@link Lifecycle}. */
public enum TicketStatus {
  NEW,
  OPEN,
  WAITING_ON_CUSTOMER,
  SNOOZED,
  RESOLVED,
  CLOSED,
  /** A value of a later version of the contract; never that of a ticket. */
  UNKNOWN
}
