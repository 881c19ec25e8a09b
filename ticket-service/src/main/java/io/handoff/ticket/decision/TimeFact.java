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

  /** Something that tickets do not react to yet. */
  record NotYet() implements TimeFact {}
}
