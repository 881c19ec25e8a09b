package io.handoff.routing.decision.selection;

/**
 * The agent with the smallest load relative to capacity; of several, the one whose last assignment
 * is longest ago; then the one who stands first in the settings file.
 */
public final class LeastLoaded implements AssignmentStrategy {

  static final LeastLoaded INSTANCE = new LeastLoaded();

  @Override
  public int compare(AgentCandidate first, AgentCandidate second, StrategyContext context) {
    int byLoad =
        Long.compare(
            (long) first.load() * second.capacity(), (long) second.load() * first.capacity());
    if (byLoad != 0) {
      return byLoad;
    }
    int byRest =
        Long.compare(first.desk().agent().lastAssignment(), second.desk().agent().lastAssignment());
    return byRest != 0 ? byRest : AssignmentStrategy.byPosition(first, second);
  }

  @Override
  public String reason(AgentCandidate chosen, int contenders, StrategyContext context) {
    String load = "(%d of %d taken)".formatted(chosen.load(), chosen.capacity());
    return contenders == 1
        ? "is the only one with room " + load
        : "has the least load for the capacity " + load + " of " + contenders + " with room";
  }
}
