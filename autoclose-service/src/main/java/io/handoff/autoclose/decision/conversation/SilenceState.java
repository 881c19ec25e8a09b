package io.handoff.autoclose.decision.conversation;

import io.handoff.autoclose.decision.conversation.Handover.Handoff;
import io.handoff.autoclose.decision.conversation.Handover.Start;
import io.handoff.autoclose.decision.conversation.Handover.TicketStanding;
import io.handoff.autoclose.decision.conversation.Messages.Counted;
import io.handoff.autoclose.decision.conversation.Messages.Refusal;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.Event.TicketStage;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.settings.model.AutoCloseConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a deadline follows from: who is to act, and since when.
 *
 * <ul>
 *   <li>The agent, where the customer wrote last; the customer, where an agent wrote last, or the
 *       ticket was set to wait for the customer since.
 *   <li>Nobody while no handoff is open (the AI agent answers), while nobody has the conversation
 *       (except where the account counts the queue), and while the ticket is snoozed or resolved.
 *   <li>Since the last message, or since the last moment before which nobody was to act: an
 *       assignment, a place in the queue after nobody was there, the end of a snooze, a reopening;
 *       for the agent also since the ticket does not wait for the customer any more. A refused
 *       close counts anew, and so does a time that had run out already when settings promised it.
 * </ul>
 *
 * @param promised since when settings promise a time that had run out by then; null: it never had
 */
public record SilenceState(Messages messages, Handover handover, @Nullable Instant promised) {

  /** Nothing has happened. */
  public static final SilenceState NONE = new SilenceState(Messages.NONE, Handover.NONE, null);

  /**
   * The deadline by these settings. Empty where nobody is to act, the clock is switched off, or the
   * platform has a message that was not read yet.
   */
  public Optional<Deadline> deadline(AutoCloseConfig config) {
    Counted last = messages.last();
    Handoff handoff = openHandoff();
    if (!messages.open() || last == null || handoff == null || messages.behindPlatform()) {
      return Optional.empty();
    }
    TicketStanding ticket = ticketOf(handoff);
    if (ticket != null && ticket.stage() == TicketStage.AT_REST) {
      return Optional.empty();
    }
    boolean waitsForCustomer = ticket != null && ticket.waitsForCustomerSince(last.at()) != null;
    boolean agentIsToAnswer = last.author() == Party.CUSTOMER && !waitsForCustomer;
    Duration allowed = agentIsToAnswer ? config.agentSilentFor() : config.customerSilentFor();
    if (allowed == null || !runsIn(handoff.stage(), config.whileQueued() && agentIsToAnswer)) {
      return Optional.empty();
    }
    Start start =
        new Start(last.at(), last.origin())
            .or(new Start(handoff.requestedAt(), last.origin()))
            .or(handoff.taken())
            .or(agentIsToAnswer ? handoff.assigned() : handoff.held());
    if (ticket != null) {
      start = start.or(ticket.active());
      start =
          start.or(
              agentIsToAnswer ? ticket.waitedUntil() : ticket.waitsForCustomerSince(last.at()));
    }
    Refusal refused = messages.refused();
    if (refused != null) {
      start = start.or(new Start(refused.at(), refused.origin()));
    }
    if (promised != null) {
      start = start.or(new Start(promised, last.origin()));
    }
    return Optional.of(
        new Deadline(
            agentIsToAnswer ? Party.AGENT : Party.CUSTOMER,
            last.at(),
            last.sequence(),
            messages.lastSequence(),
            start.at(),
            start.at().plus(allowed).plus(config.tolerance().grace()),
            start.origin()));
  }

  /** Whether an agent wrote since the AI agent was last in charge. */
  public boolean agentWrote() {
    return messages.agentWroteAt() != null;
  }

  /** The handoff that is open; null: none is. */
  public @Nullable Handoff openHandoff() {
    Handoff handoff = handover.handoff();
    return handoff != null && holds(handoff, handoff.trackedAt()) ? handoff : null;
  }

  public SilenceState with(Messages said) {
    return new SilenceState(said, handover, promised);
  }

  public SilenceState with(Handover handled) {
    return new SilenceState(messages, handled, promised);
  }

  /** The same where silence counts at the earliest from when settings promised its time. */
  public SilenceState promisedSince(Instant at) {
    return new SilenceState(messages, handover, at);
  }

  private static boolean runsIn(Stage stage, boolean queued) {
    return switch (stage) {
      case ASSIGNED -> true;
      case WAITING, OFFERED -> queued;
      case UNASSIGNED, ENDED, UNKNOWN -> false;
    };
  }

  private @Nullable TicketStanding ticketOf(Handoff handoff) {
    TicketStanding ticket = handover.ticket();
    return ticket != null
            && ticket.handoffId().equals(handoff.handoffId())
            && holds(handoff, ticket.trackedAt())
        ? ticket
        : null;
  }

  /** Whether news of a handoff still counts: not if the conversation has been closed since. */
  private boolean holds(Handoff handoff, Instant trackedAt) {
    Instant closed = messages.closedAt();
    Instant resumed = messages.resumedAt();
    // A call of the moment of a close was asked for after it.
    return (closed == null || trackedAt.isAfter(closed) || handoff.requestedAt().isAfter(closed))
        && (resumed == null || !trackedAt.isBefore(resumed));
  }
}
