package io.handoff.routing.decision;

/**
 * The agent with the smallest load relative to capacity; of several, the one whose last assignment
 * is longest ago; then the one who stands first in the settings file.
 */
public final class LeastLoaded implements AssignmentStrategy {

  @Override
  public int compare(Contender first, Contender second) {
    int byLoad =
        Long.compare(
            (long) first.load() * second.capacity(), (long) second.load() * first.capacity());
    if (byLoad != 0) {
      return byLoad;
    }
    int byRest =
        Long.compare(first.desk().agent().lastAssignment(), second.desk().agent().lastAssignment());
    if (byRest != 0) {
      return byRest;
    }
    int byPosition = Integer.compare(first.config().position(), second.config().position());
    return byPosition != 0
        ? byPosition
        : first.config().agentId().compareTo(second.config().agentId());
  }

  @Override
  public String reason(Contender chosen, int contenders) {
    String load = "(%d of %d taken)".formatted(chosen.load(), chosen.capacity());
    return contenders == 1
        ? "is the only one with room " + load
        : "has the least load for the capacity " + load + " of " + contenders + " with room";
  }
}
