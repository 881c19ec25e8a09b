package io.handoff.ticket.decision;

/** Where a handoff goes. Only {@code INBOX} makes no ticket. */
public enum TargetKind {
  HELP_DESK,
  INBOX,
  UNKNOWN
}
