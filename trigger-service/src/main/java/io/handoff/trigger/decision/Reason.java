package io.handoff.trigger.decision;

/** Why a person is needed. */
public enum Reason {
  AI_AGENT_COULD_NOT_ANSWER("ai-agent-could-not-answer"),
  PERSON_REQUESTED("person-requested"),
  AI_AGENT_PAUSED("ai-agent-paused"),
  NO_AI_AGENT("no-ai-agent"),
  CUSTOM_TRIGGER("custom-trigger");

  private final String triggerId;

  Reason(String triggerId) {
    this.triggerId = triggerId;
  }

  /** Name of the built-in trigger; stands in evidence. Never changes. */
  public String triggerId() {
    return triggerId;
  }
}
