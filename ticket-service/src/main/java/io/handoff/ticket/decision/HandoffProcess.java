package io.handoff.ticket.decision;

/** The processes of a handoff. */
public enum HandoffProcess {
  LIVE,
  ASYNCHRONOUS,
  NONE,
  UNKNOWN
}
