package io.handoff.settings;

/**
 * A person who takes over conversations.
 *
 * @param agentId id as the platform names it
 * @param name how customers get to know the agent
 * @param capacity conversations at a time, 0 to 1000; 0: takes none
 * @param position place in the file, from 0; breaks ties
 */
public record AgentConfig(String agentId, String name, int capacity, int position) {}
