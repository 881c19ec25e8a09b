package io.handoff.ticket.decision.conversation;

import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.HandoffProcess;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where the conversation's newest handoff stands.
 *
 * @param handoff the handoff
 * @param process process in force
 * @param target target in force
 * @param priority priority as routing was last told
 * @param state where it stands
 * @param agentId who has it, or has to accept it; null: nobody
 * @param offerId decision that made the open offer; null: none is open
 * @param closing routing asked the platform to close the conversation because nobody was there
 * @param released routing was told that nobody needs to be busy with it any more
 * @param asleep routing was told that the ticket is snoozed
 */
public record TrackedHandoff(
    Handoff handoff,
    HandoffProcess process,
    Target target,
    Priority priority,
    HandoffState state,
    @Nullable String agentId,
    @Nullable String offerId,
    boolean closing,
    boolean released,
    boolean asleep) {

  /** Whether somebody may still be in charge of it. */
  public boolean active() {
    return state != HandoffState.ENDED;
  }

  /** The same at its end. */
  public TrackedHandoff over() {
    return new TrackedHandoff(
        handoff, process, target, priority, HandoffState.ENDED, null, null, closing, true, false);
  }

  public TrackedHandoff withReleased(boolean nowReleased) {
    return new TrackedHandoff(
        handoff, process, target, priority, state, agentId, offerId, closing, nowReleased, false);
  }

  public TrackedHandoff withState(HandoffState nowState, @Nullable String nowAgent) {
    return new TrackedHandoff(
        handoff, process, target, priority, nowState, nowAgent, null, closing, released, asleep);
  }

  public TrackedHandoff withClosing(boolean nowClosing) {
    return new TrackedHandoff(
        handoff, process, target, priority, state, agentId, offerId, nowClosing, released, asleep);
  }

  /** The same as routing knows it now. */
  public TrackedHandoff told(Target nowTarget, Priority nowPriority, boolean nowAsleep) {
    return new TrackedHandoff(
        handoff,
        process,
        nowTarget,
        nowPriority,
        state,
        agentId,
        offerId,
        closing,
        released,
        nowAsleep);
  }
}
