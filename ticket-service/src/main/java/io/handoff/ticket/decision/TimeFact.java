package io.handoff.ticket.decision;

import io.handoff.ticket.decision.conversation.CloseAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What fell due. */
public sealed interface TimeFact {

  /**
   * Silence lasted as long as the account allows; the platform was asked to close the conversation.
   *
   * @param action the close
   * @param silentSince since when
   */
  record CloseDue(CloseAction action, Instant silentSince) implements TimeFact {}

  /** A snooze is over; until: the time that was set. */
  record SnoozeOver(Instant until) implements TimeFact {}

  /**
   * An SLA target is near, or was missed.
   *
   * @param metric the target as a word: "first-response"
   * @param policyId policy that it comes from
   * @param missed whether it was missed
   * @param ticketId the ticket; null: the open one
   * @param metAt when it was met, too late; null: not yet
   */
  record SlaDue(
      String metric,
      String policyId,
      boolean missed,
      @Nullable String ticketId,
      @Nullable Instant metAt)
      implements TimeFact {}

  /**
   * A step of an escalation is due.
   *
   * @param escalationId the SLA policy that it belongs to
   * @param step from 1
   * @param ticketId the ticket; null: the open one
   */
  record EscalationDue(String escalationId, int step, @Nullable String ticketId)
      implements TimeFact {}

  /** Something that concerns no ticket, or that is news only to others. */
  record NoNews() implements TimeFact {}
}
