package io.handoff.routing.decision.selection;

import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.settings.model.AgentConfig;

/**
 * An agent who comes into question for a conversation.
 *
 * @param config the agent's settings
 * @param desk presence and load
 */
public record AgentCandidate(AgentConfig config, AgentWorkload desk) {

  /** What the conversations weigh that the agent has or is offered. */
  public int load() {
    return desk.load();
  }

  /** What they may weigh; at least 1 for an agent who can take something. */
  public int capacity() {
    return config.capacity();
  }

  /** Whether a conversation of this weight has room. */
  public boolean hasRoom(int weight) {
    return desk.load() + weight <= config.capacity();
  }

  /** Whether one more conversation of this channel has room beside others of the channel. */
  public boolean hasRoomOn(String channelId) {
    if (config.abilities().channelCapacity().isEmpty()) {
      return true;
    }
    Integer most = config.abilities().channelCapacity().get(channelId);
    return most == null || desk.on(channelId) < most;
  }
}
