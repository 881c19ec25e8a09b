package io.handoff.autoclose.decision.conversation;

import io.handoff.autoclose.decision.event.Event.TicketMoved;
import io.handoff.autoclose.decision.time.Origin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that is to come back at a time. Only ticket.events change it, in their order.
 *
 * @param ticketId the ticket
 * @param until when it comes back (event time)
 * @param origin the change that put it to sleep
 * @param over whether its end has been told; the ticket is still snoozed until its service has
 *     heard
 */
public record Snooze(String ticketId, Instant until, Origin origin, boolean over) {

  /** The snooze after a change of the ticket; null: it is not snoozed until a time. */
  public static @Nullable Snooze after(@Nullable Snooze before, TicketMoved moved) {
    Instant until = moved.snoozedUntil();
    if (until == null) {
      return before == null || before.ticketId().equals(moved.ticketId()) ? null : before;
    }
    boolean same =
        before != null
            && before.ticketId().equals(moved.ticketId())
            && before.until().equals(until);
    return same ? before : new Snooze(moved.ticketId(), until, moved.about().origin(), false);
  }

  /** When there is something to tell; empty: it has been told. */
  public Optional<Instant> due() {
    return over ? Optional.empty() : Optional.of(until);
  }

  /** The same once its end has been told. */
  public Snooze told() {
    return new Snooze(ticketId, until, origin, true);
  }
}
