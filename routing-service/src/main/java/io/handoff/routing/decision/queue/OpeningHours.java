package io.handoff.routing.decision.queue;

import io.handoff.calendar.BusinessCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Business hours as routing asks for them, again and again for moments close together: remembers
 * the stretch in which it is open or closed. Not safe for use by several threads.
 */
final class OpeningHours {

  private final BusinessCalendar calendar;
  private Instant from = Instant.MAX;
  private Instant until = Instant.MIN;
  private boolean open;

  OpeningHours(BusinessCalendar calendar) {
    this.calendar = calendar;
  }

  boolean isOpen(Instant at) {
    look(at);
    return open;
  }

  /** When it opens; null: it is open, or it never does. */
  @Nullable Instant opensAfter(Instant at) {
    look(at);
    return open || until.equals(Instant.MAX) ? null : until;
  }

  /** When they begin or end next; null: never. */
  @Nullable Instant changesAfter(Instant at) {
    look(at);
    return until.equals(Instant.MAX) ? null : until;
  }

  private void look(Instant at) {
    if (!at.isBefore(from) && at.isBefore(until)) {
      return;
    }
    from = at;
    open = calendar.isOpen(at);
    until = (open ? calendar.slotEndAfter(at) : calendar.nextSlotStart(at)).orElse(Instant.MAX);
  }
}
