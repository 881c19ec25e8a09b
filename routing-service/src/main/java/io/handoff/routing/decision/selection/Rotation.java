package io.handoff.routing.decision.selection;

/**
 * In turn, in the order of the settings file: the first who can take it after whoever had the last
 * turn. Who cannot take it misses the turn.
 */
public final class Rotation implements AssignmentStrategy {

  static final Rotation INSTANCE = new Rotation();

  @Override
  public int compare(AgentCandidate first, AgentCandidate second, StrategyContext context) {
    int last = context.turn().lastPosition();
    boolean firstIsAfter = first.config().position() > last;
    boolean secondIsAfter = second.config().position() > last;
    if (firstIsAfter != secondIsAfter) {
      return firstIsAfter ? -1 : 1;
    }
    return AssignmentStrategy.byPosition(first, second);
  }

  @Override
  public String reason(AgentCandidate chosen, int contenders, StrategyContext context) {
    String last = context.turn().lastAgentId();
    if (chosen.config().agentId().equals(last)) {
      return "is the only one with room in turn";
    }
    return contenders == 1
        ? "is the only one with room"
        : "is next in turn" + (last == null ? "" : " after " + last);
  }
}
