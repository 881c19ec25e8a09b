package io.handoff.ticket.decision.ticket;

/** Why a person is needed. */
public enum HandoffReason {
  AI_AGENT_COULD_NOT_ANSWER,
  PERSON_REQUESTED,
  AI_AGENT_PAUSED,
  NO_AI_AGENT,
  CUSTOM_TRIGGER,
  RULE,
  INTAKE,
  UNKNOWN
}
