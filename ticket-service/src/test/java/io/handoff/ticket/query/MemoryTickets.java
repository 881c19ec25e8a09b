package io.handoff.ticket.query;

import io.handoff.ticket.decision.ticket.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Tickets in memory, as an instance's stores hold them. */
final class MemoryTickets implements LocalTickets {

  private final TreeMap<String, Ticket> tickets = new TreeMap<>();
  private final List<Integer> partitions;
  private volatile boolean stopped;

  MemoryTickets(Integer... partitions) {
    this.partitions = List.of(partitions);
  }

  void add(Ticket ticket) {
    tickets.put(ticket.ticketId(), ticket);
  }

  void stopped(boolean isStopped) {
    stopped = isStopped;
  }

  @Override
  public Optional<TicketView> get(String account, String ticketId) {
    return Optional.ofNullable(tickets.get(ticketId))
        .filter(ticket -> ticket.accountId().equals(account))
        .map(TicketView::of);
  }

  @Override
  public TicketPage page(TicketFilter filter, String after, int limit) {
    if (stopped) {
      throw QueryException.unavailable("stopped");
    }
    List<TicketView> found =
        (after == null ? tickets : tickets.tailMap(after, false))
            .values().stream()
                .filter(ticket -> ticket.accountId().equals(filter.account()))
                .filter(filter::accepts)
                .limit(limit)
                .map(TicketView::of)
                .toList();
    return new TicketPage(
        found,
        found.size() == limit ? Cursor.encode(found.getLast().ticketId()) : null,
        true,
        List.of(),
        partitions);
  }
}
