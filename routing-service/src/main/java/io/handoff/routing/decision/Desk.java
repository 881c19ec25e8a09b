package io.handoff.routing.decision;

/**
 * An agent at work.
 *
 * @param agent what is remembered of the agent
 * @param load conversations that the agent holds
 */
public record Desk(AgentState agent, int load) {
  Desk with(AgentState other) {
    return new Desk(other, load);
  }

  Desk plus(int conversations) {
    return new Desk(agent, load + conversations);
  }
}
