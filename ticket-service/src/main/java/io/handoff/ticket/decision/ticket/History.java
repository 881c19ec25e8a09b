package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import java.util.List;

/** Makes tickets from their histories. */
public final class History {
  private History() {}

  /**
   * The ticket after all its changes.
   *
   * @throws IllegalArgumentException if the first is no creation, a version is missing or a value
   *     before is not what it was
   */
  public static Ticket replay(List<TicketChange> changes) {
    if (changes.isEmpty() || !(changes.getFirst() instanceof TicketChange.Created(var ticket))) {
      throw new IllegalArgumentException("a history begins with a creation");
    }
    Ticket now = ticket;
    for (TicketChange change : changes.subList(1, changes.size())) {
      if (change.version() != now.version() + 1) {
        throw new IllegalArgumentException(
            "version " + change.version() + " does not follow " + now.version());
      }
      now =
          switch (change) {
            case TicketChange.Created _ ->
                throw new IllegalArgumentException("a ticket is made only once");
            case TicketChange.Changed changed -> apply(now, changed);
          };
    }
    return now;
  }

  private static Ticket apply(Ticket before, TicketChange.Changed change) {
    TicketDraft draft = new TicketDraft(before);
    change.changes().forEach(field -> TicketFields.apply(before, draft, field));
    return draft.ticket(change.version(), later(before.updatedAt(), change.at()));
  }

  /** A ticket's last change is the latest one, though clocks of different senders differ. */
  public static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
