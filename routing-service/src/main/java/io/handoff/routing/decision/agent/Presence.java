package io.handoff.routing.decision.agent;

/** What an agent is ready for. Agents who were never heard of are offline. */
public enum Presence {
  /** Takes new live work. */
  AVAILABLE,
  /** At work, but takes no new live work. */
  BUSY,
  /** Away for a while. */
  AWAY,
  /** Gone. */
  OFFLINE
}
