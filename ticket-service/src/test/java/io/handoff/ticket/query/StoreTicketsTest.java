package io.handoff.ticket.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class StoreTicketsTest {

  private static final TicketFilter ALL = new TicketFilter("acme", null, null, null);
  private static final TicketFilter OF_NOBODY = new TicketFilter("acme", null, null, "nobody");

  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;

  @Test
  void shouldReadPartitionsInOrderOfIds() {
    TicketPage page = StoreTickets.read(List.of(odd(9), even(9)), ALL, 5, true, clock);
    assertThat(page.tickets())
        .extracting(TicketView::ticketId)
        .containsExactly("t-0000", "t-0001", "t-0002", "t-0003", "t-0004");
    assertThat(Cursor.decode(page.next())).isEqualTo("t-0004");
    assertThat(StoreTickets.read(List.of(odd(9)), ALL, 500, true, clock).next()).isNull();
  }

  @Test
  void shouldEndAPageAfterASecondAndSayWhere() {
    // Each look at the clock is 400 ms after the one before.
    InstantSource slow =
        () -> {
          now = now.plusMillis(400);
          return now;
        };
    TicketPage first = StoreTickets.read(List.of(even(2000)), OF_NOBODY, 5, true, slow);
    assertThat(first.tickets()).isEmpty();
    assertThat(first.complete()).isTrue();
    assertThat(Cursor.decode(first.next())).isEqualTo("t-0598");
  }

  /** However slow the machine is, asking on and on comes to an end. */
  @Test
  void shouldGetOnWhenTheTimeIsOverAtOnce() {
    InstantSource stopped =
        () -> {
          now = now.plusSeconds(60);
          return now;
        };
    TicketPage page = StoreTickets.read(List.of(even(300)), OF_NOBODY, 5, true, stopped);
    assertThat(Cursor.decode(page.next())).isEqualTo("t-0198");
  }

  private static KeyValueIterator<String, Ticket> odd(int below) {
    return partition(1, below);
  }

  private static KeyValueIterator<String, Ticket> even(int below) {
    return partition(0, below);
  }

  private static KeyValueIterator<String, Ticket> partition(int from, int below) {
    List<KeyValue<String, Ticket>> entries = new ArrayList<>();
    IntStream.iterate(from, i -> i < below, i -> i + 2)
        .mapToObj(i -> ATicket.numbered(i, "anna"))
        .forEach(ticket -> entries.add(KeyValue.pair("acme/" + ticket.ticketId(), ticket)));
    return new Entries(entries);
  }

  /** Entries in order. */
  private static final class Entries implements KeyValueIterator<String, Ticket> {
    private final List<KeyValue<String, Ticket>> entries;
    private int next;

    Entries(List<KeyValue<String, Ticket>> entries) {
      this.entries = entries;
    }

    @Override
    public String peekNextKey() {
      return entries.get(next).key;
    }

    @Override
    public boolean hasNext() {
      return next < entries.size();
    }

    @Override
    public KeyValue<String, Ticket> next() {
      return entries.get(next++);
    }

    @Override
    public void close() {}
  }
}
