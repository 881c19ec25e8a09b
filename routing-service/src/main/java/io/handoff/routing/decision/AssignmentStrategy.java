package io.handoff.routing.decision;

/**
 * Who of several agents that can take a conversation gets it. An order over agents, total and
 * without chance: the least one is chosen, and the same state gives the same agent.
 */
public interface AssignmentStrategy {

  /**
   * Negative where the first agent suits better, positive where the second does; never 0 for two
   * different agents.
   */
  int compare(Contender first, Contender second);

  /**
   * Why the chosen one, as a part of a sentence after the agent's name.
   *
   * @param chosen the agent with figures from before the assignment
   * @param contenders how many could have taken it, at least 1
   */
  String reason(Contender chosen, int contenders);
}
