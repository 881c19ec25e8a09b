package io.handoff.routing.decision;

import io.handoff.settings.AgentConfig;

/**
 * An agent who can take a conversation now.
 *
 * @param config the agent's settings
 * @param desk presence and load
 */
public record Contender(AgentConfig config, Desk desk) {

  /** Conversations that the agent holds. */
  public int load() {
    return desk.load();
  }

  /** Conversations that the agent may hold; at least 1. */
  public int capacity() {
    return config.capacity();
  }
}
