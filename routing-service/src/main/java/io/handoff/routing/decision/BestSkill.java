package io.handoff.routing.decision;

/**
 * The agent with the highest levels, summed up, of the skills that are asked for; of several, the
 * least loaded one.
 */
public final class BestSkill implements AssignmentStrategy {

  static final BestSkill INSTANCE = new BestSkill();

  @Override
  public int compare(Contender first, Contender second, Situation situation) {
    int byLevel =
        Integer.compare(
            situation.needs().levels(second.config()), situation.needs().levels(first.config()));
    return byLevel != 0 ? byLevel : LeastLoaded.INSTANCE.compare(first, second, situation);
  }

  @Override
  public String reason(Contender chosen, int contenders, Situation situation) {
    if (contenders == 1) {
      return "is the only one with room";
    }
    return situation.needs().skills().isEmpty()
        ? LeastLoaded.INSTANCE.reason(chosen, contenders, situation)
        : "has the best skills (%d) of %d with room"
            .formatted(situation.needs().levels(chosen.config()), contenders);
  }
}
