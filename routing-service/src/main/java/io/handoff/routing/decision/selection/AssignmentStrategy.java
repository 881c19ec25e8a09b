package io.handoff.routing.decision.selection;

import io.handoff.settings.model.TeamRouting.Strategy;

/**
 * Who of several agents that can take a conversation gets it. An order over agents, total and
 * without chance: the least one is chosen, and the same state gives the same agent.
 */
public interface AssignmentStrategy {

  /**
   * Negative where the first agent suits better, positive where the second does; never 0 for two
   * different agents.
   */
  int compare(AgentCandidate first, AgentCandidate second, StrategyContext context);

  /**
   * Why the chosen one, as a part of a sentence after the agent's name.
   *
   * @param chosen the agent with figures from before the assignment
   * @param contenders how many could have taken it, at least 1
   */
  String reason(AgentCandidate chosen, int contenders, StrategyContext context);

  /** The strategy that settings name. */
  static AssignmentStrategy of(Strategy strategy) {
    return switch (strategy) {
      // The last agent has been tried when one is chosen from all.
      case LEAST_LOADED, LAST_AGENT -> LeastLoaded.INSTANCE;
      case ROTATION, ROTATION_BY_CHANNEL -> Rotation.INSTANCE;
      case LONGEST_IDLE -> LongestIdle.INSTANCE;
      case BEST_SKILL -> BestSkill.INSTANCE;
    };
  }

  /** The last word in every strategy: the place in the settings file. */
  static int byPosition(AgentCandidate first, AgentCandidate second) {
    int byPosition = Integer.compare(first.config().position(), second.config().position());
    return byPosition != 0
        ? byPosition
        : first.config().agentId().compareTo(second.config().agentId());
  }
}
