package io.handoff.ticket.decision;

import java.time.Instant;

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
   */
  record SlaDue(String metric, String policyId, boolean missed) implements TimeFact {}

  /** A step of an escalation is due. */
  record EscalationDue(String escalationId, int step) implements TimeFact {}

  /** Something that concerns no ticket, or that is news only to others. */
  record NoNews() implements TimeFact {}
}
