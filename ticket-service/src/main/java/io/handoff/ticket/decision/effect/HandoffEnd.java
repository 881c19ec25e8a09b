package io.handoff.ticket.decision.effect;

/** How a handoff ended. */
public enum HandoffEnd {
  CONVERSATION_CLOSED,
  HANDED_BACK,
  TICKET_CLOSED,
  TICKET_RESOLVED
}
