package io.handoff.ticket.decision.ticket;

/** How much a ticket matters. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT,
  /** A value of a later version of the contract. */
  UNKNOWN
}
