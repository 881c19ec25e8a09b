package io.handoff.ticket.decision.ticket;

/** Where a handoff goes. Only {@code INBOX} makes no ticket. */
public enum TargetKind {
  HELP_DESK,
  INBOX,
  UNKNOWN
}
