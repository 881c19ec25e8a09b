package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.Event.Stage;
import io.handoff.autoclose.decision.Event.TicketStage;
import io.handoff.autoclose.decision.Handover.Handoff;
import io.handoff.autoclose.decision.Handover.TicketStanding;
import io.handoff.autoclose.decision.Messages.Counted;
import io.handoff.autoclose.decision.Messages.Refusal;
import io.handoff.settings.AutoCloseConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a deadline follows from.
 *
 * <p>People are in charge while a handoff is open, or since an agent wrote; no longer once the AI
 * agent is back, the conversation is closed or the handoff has ended. Only then does silence count.
 */
public record Standing(Messages messages, Handover handover) {

  /** Nothing has happened. */
  public static final Standing NONE = new Standing(Messages.NONE, Handover.NONE);

  /**
   * The deadline by these settings. Empty where nobody is in charge, nothing was said, an agent is
   * still being looked for, the ticket is at rest, the clock is switched off, or the platform has a
   * message that was not read yet.
   */
  public Optional<Deadline> deadline(AutoCloseConfig config) {
    Counted last = messages.last();
    if (!messages.open() || last == null || messages.behindPlatform() || atRest()) {
      return Optional.empty();
    }
    Handoff handoff = openHandoff();
    boolean queued = config.whileQueued() && last.author() == Side.CUSTOMER;
    if (handoff == null ? !agentInCharge() : !runsIn(handoff.stage(), queued)) {
      return Optional.empty();
    }
    boolean agentIsToAnswer = last.author() == Side.CUSTOMER;
    Duration allowed = agentIsToAnswer ? config.agentSilentFor() : config.customerSilentFor();
    if (allowed == null) {
      return Optional.empty();
    }
    Instant from = last.at();
    Origin origin = last.origin();
    if (agentIsToAnswer
        && handoff != null
        && handoff.assignedAt() != null
        && handoff.assignment() != null
        && handoff.assignedAt().isAfter(from)) {
      from = handoff.assignedAt();
      origin = handoff.assignment();
    }
    Refusal refused = messages.refused();
    if (refused != null && refused.at().isAfter(from)) {
      from = refused.at();
      origin = refused.origin();
    }
    return Optional.of(
        new Deadline(
            agentIsToAnswer ? Side.AGENT : Side.CUSTOMER,
            last.at(),
            last.sequence(),
            messages.lastSequence(),
            from,
            from.plus(allowed).plus(config.tolerance().grace()),
            origin));
  }

  /** Whether an agent has written since the conversation began, or since the AI agent resumed. */
  boolean agentWrote() {
    return messages.agentWroteAt() != null;
  }

  /** The handoff that is open; null: none is. */
  @Nullable Handoff openHandoff() {
    Handoff handoff = handover.handoff();
    return handoff != null && holds(handoff.trackedAt()) ? handoff : null;
  }

  Standing with(Messages said) {
    return new Standing(said, handover);
  }

  Standing with(Handover handled) {
    return new Standing(messages, handled);
  }

  private static boolean runsIn(Stage stage, boolean queued) {
    return switch (stage) {
      case ASSIGNED, UNASSIGNED -> true;
      case WAITING, OFFERED -> queued;
      case ENDED, UNKNOWN -> false;
    };
  }

  private boolean agentInCharge() {
    Instant wrote = messages.agentWroteAt();
    Instant ended = handover.endedAt();
    return wrote != null && (ended == null || wrote.isAfter(ended));
  }

  private boolean atRest() {
    TicketStanding ticket = handover.ticket();
    if (ticket == null || ticket.stage() != TicketStage.AT_REST || !holds(ticket.trackedAt())) {
      return false;
    }
    Handoff handoff = openHandoff();
    return handoff == null || handoff.handoffId().equals(ticket.handoffId());
  }

  /** Whether news of that moment is newer than the last close and the AI agent's last return. */
  private boolean holds(Instant trackedAt) {
    Instant closed = messages.closedAt();
    Instant resumed = messages.resumedAt();
    return (closed == null || trackedAt.isAfter(closed))
        && (resumed == null || !trackedAt.isBefore(resumed));
  }
}
