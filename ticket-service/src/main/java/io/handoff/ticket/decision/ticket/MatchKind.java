package io.handoff.ticket.decision.ticket;

/** How a trigger came to match. */
public enum MatchKind {
  EVENT,
  EXACT,
  FORM,
  LEMMA,
  ALIGNMENT,
  PATTERN,
  UNKNOWN
}
