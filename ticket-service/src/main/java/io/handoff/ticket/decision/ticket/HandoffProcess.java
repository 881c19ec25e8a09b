package io.handoff.ticket.decision.ticket;

/** The processes of a handoff. */
public enum HandoffProcess {
  LIVE,
  ASYNCHRONOUS,
  NONE,
  UNKNOWN
}
