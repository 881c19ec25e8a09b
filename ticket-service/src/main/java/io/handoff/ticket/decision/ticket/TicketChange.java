package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.List;

/** One entry of a ticket's history. */
public sealed interface TicketChange {

  /** Version of the ticket after it. */
  long version();

  /**
   * The ticket was made.
   *
   * @param ticket version 1
   */
  record Created(Ticket ticket) implements TicketChange {
    @Override
    public long version() {
      return ticket.version();
    }
  }

  /**
   * The ticket changed.
   *
   * @param version version after the change: one more than before
   * @param at event time of what led to it
   * @param changes what changed; empty where only something was noted
   * @param why in words
   */
  record Changed(long version, Instant at, List<FieldChange> changes, String why)
      implements TicketChange {
    public Changed {
      changes = List.copyOf(changes);
    }
  }
}
