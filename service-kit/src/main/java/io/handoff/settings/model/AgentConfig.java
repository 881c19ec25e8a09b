package io.handoff.settings.model;

/**
 * A person who takes over conversations.
 *
 * @param agentId id as the platform names it
 * @param name how customers get to know the agent
 * @param capacity weight of the conversations at a time, 0 to 1000; 0: takes none. A conversation
 *     weighs 1 unless its channel says otherwise
 * @param position place in the file, from 0; breaks ties
 * @param abilities skills, languages, bounds by channel
 */
public record AgentConfig(
    String agentId, String name, int capacity, int position, AgentAbilities abilities) {

  /** An agent without skills, who counts as speaking every language. */
  public AgentConfig(String agentId, String name, int capacity, int position) {
    this(agentId, name, capacity, position, AgentAbilities.NONE);
  }
}
