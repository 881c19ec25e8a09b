package io.handoff.routing.decision.handoff;

/** How much a conversation matters, from least to most. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
