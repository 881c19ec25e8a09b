package io.handoff.ticket.decision.conversation;

/** Where a handoff stands. */
public enum HandoffState {
  /** It is queued. */
  WAITING,
  /** An agent has to accept it. */
  OFFERED,
  /** An agent has it. */
  ASSIGNED,
  /** Nobody was there. */
  UNASSIGNED,
  /** It is over. */
  ENDED
}
