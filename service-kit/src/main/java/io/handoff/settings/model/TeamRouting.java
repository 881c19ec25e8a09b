package io.handoff.settings.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a team takes conversations.
 *
 * @param strategy who of several agents gets a conversation
 * @param lastAgentWait with {@link Strategy#LAST_AGENT}: how long a conversation waits for the
 *     customer's last agent while that one is there but has no room; 0 to 1 day
 * @param acceptance agents have to accept; null: an assignment needs no answer
 * @param calendarId business hours; null: always open
 * @param widening what happens to a conversation that waits, in the order of time
 */
public record TeamRouting(
    Strategy strategy,
    Duration lastAgentWait,
    @Nullable Acceptance acceptance,
    @Nullable String calendarId,
    List<WideningStep> widening) {

  public TeamRouting {
    widening = List.copyOf(widening);
  }

  /** Ways to choose one of several agents. */
  public enum Strategy {
    /** The one with the smallest load relative to capacity. */
    LEAST_LOADED,
    /** In turn, in the order of the file. */
    ROTATION,
    /** In turn, each channel of origin with its own turn. */
    ROTATION_BY_CHANNEL,
    /** The one who has done nothing for the longest time. */
    LONGEST_IDLE,
    /** The one with the highest levels of the skills that are asked for. */
    BEST_SKILL,
    /** The one who had the customer last, otherwise the least loaded. */
    LAST_AGENT
  }

  /**
   * Agents accept before they have a conversation.
   *
   * @param within an offer that is not accepted within this time goes to the next agent; 5 seconds
   *     to 1 hour
   * @param awayAfterMissed an agent who let so many offers in a row pass is set away; 0: never
   * @param nextRoundAfter when nobody else is left, those who let a conversation pass are offered
   *     it again after so long; 5 seconds to 1 day
   */
  public record Acceptance(Duration within, int awayAfterMissed, Duration nextRoundAfter) {}

  /** What else happens at a step. */
  public enum Then {
    /** Nothing else. */
    GO_ON,
    /** The customer gets the message {@code overflow}. */
    OVERFLOW_MESSAGE,
    /** It is followed up later: the handoff becomes asynchronous, the customer is told. */
    CALL_BACK
  }

  /**
   * A step by which more people come into question for a conversation that waits.
   *
   * @param after counted from when it began to wait; 1 second to 7 days, later than the step before
   * @param lowerSkillsBy levels by which the required skills drop, 0 to 10; a skill that drops to 0
   *     is not required any more
   * @param addTeam a team whose members come into question too; null: none
   * @param then what else happens
   */
  public record WideningStep(
      Duration after, int lowerSkillsBy, @Nullable String addTeam, Then then) {}
}
