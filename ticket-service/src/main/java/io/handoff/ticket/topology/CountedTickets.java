package io.handoff.ticket.topology;

import io.handoff.kit.Kebab;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.StoreTally;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of tickets, and how many of them have which status. Test tickets do not count, nor do
 * those that cannot be read. One per start of a task.
 */
final class CountedTickets {

  private final KeyValueStore<String, Ticket> store;
  private final Guard guard;
  private final StoreTally<Ticket> tally;
  private final Map<TicketStatus, Long> counts = new EnumMap<>(TicketStatus.class);

  CountedTickets(ServiceContext service, KeyValueStore<String, Ticket> store) {
    this.store = store;
    this.guard = Guard.of(service, store);
    this.tally =
        new StoreTally<>(
            store,
            new StoreTally.Book<>() {
              @Override
              public void enter(String key, Ticket ticket) {
                count(ticket, 1);
              }

              @Override
              public void strike(String key, Ticket ticket) {
                count(ticket, -1);
              }
            },
            guard);
  }

  private void count(Ticket ticket, long more) {
    if (!ticket.test()) {
      counts.merge(ticket.status(), more, Long::sum);
    }
  }

  /** The ticket; null: it is not kept. */
  @Nullable Ticket get(String key) {
    return store.get(key);
  }

  /** Keeps a ticket; gives back what it was before, null: it is new, or that cannot be read. */
  @Nullable Ticket put(String key, Ticket ticket) {
    Ticket before = guard.read(() -> store.get(key));
    store.put(key, ticket);
    tally.changed(key, before, ticket);
    return before;
  }

  /** Forgets a ticket. */
  void delete(String key) {
    tally.changed(key, guard.read(() -> store.delete(key)), null);
  }

  /** Reads the store a stretch further and shows what is known. */
  void show(StateGauges.Share share) {
    tally.walk();
    for (TicketStatus status : TicketStatus.values()) {
      if (status != TicketStatus.UNKNOWN) {
        share.set(
            "handoff.tickets",
            Tags.of("status", Kebab.of(status)),
            counts.getOrDefault(status, 0L));
      }
    }
  }
}
