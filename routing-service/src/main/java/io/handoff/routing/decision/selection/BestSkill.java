package io.handoff.routing.decision.selection;

/**
 * The agent with the highest levels, summed up, of the skills that are asked for; of several, the
 * least loaded one.
 */
public final class BestSkill implements AssignmentStrategy {

  static final BestSkill INSTANCE = new BestSkill();

  @Override
  public int compare(AgentCandidate first, AgentCandidate second, StrategyContext context) {
    int byLevel =
        Integer.compare(
            context.needs().levels(second.config()), context.needs().levels(first.config()));
    return byLevel != 0 ? byLevel : LeastLoaded.INSTANCE.compare(first, second, context);
  }

  @Override
  public String reason(AgentCandidate chosen, int contenders, StrategyContext context) {
    if (contenders == 1) {
      return "is the only one with room";
    }
    return context.needs().skills().isEmpty()
        ? LeastLoaded.INSTANCE.reason(chosen, contenders, context)
        : "has the best skills (%d) of %d with room"
            .formatted(context.needs().levels(chosen.config()), contenders);
  }
}
