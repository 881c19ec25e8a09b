package io.handoff.ticket.decision.ticket;

/** The kinds of those who change tickets. */
public enum ActorType {
  PLATFORM,
  CUSTOMER,
  AGENT,
  AI_AGENT,
  RULE,
  TIMER,
  ROUTING,
  SYSTEM,
  UNKNOWN
}
