package io.handoff.routing.decision.selection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The agent who has got nothing and lost nothing for the longest time, since coming at the latest;
 * of several, the one whose last assignment is longest ago; then the first in the settings file.
 */
public final class LongestIdle implements AssignmentStrategy {

  static final LongestIdle INSTANCE = new LongestIdle();

  @Override
  public int compare(AgentCandidate first, AgentCandidate second, StrategyContext context) {
    int byIdle = since(first).compareTo(since(second));
    if (byIdle != 0) {
      return byIdle;
    }
    int byRest =
        Long.compare(first.desk().agent().lastAssignment(), second.desk().agent().lastAssignment());
    return byRest != 0 ? byRest : AssignmentStrategy.byPosition(first, second);
  }

  @Override
  public String reason(AgentCandidate chosen, int contenders, StrategyContext context) {
    Instant since = chosen.desk().agent().idleSince();
    return contenders == 1
        ? "is the only one with room"
        : "is idle for the longest time of "
            + contenders
            + " with room"
            + (since == null ? "" : ", since " + since);
  }

  private static Instant since(AgentCandidate candidate) {
    @Nullable Instant since = candidate.desk().agent().idleSince();
    return since == null ? Instant.MIN : since;
  }
}
