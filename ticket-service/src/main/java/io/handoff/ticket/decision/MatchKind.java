package io.handoff.ticket.decision;

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
