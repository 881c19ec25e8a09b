package io.handoff.ticket.query;

import io.handoff.schemas.Keys;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.topology.TicketTopology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Tickets out of the partitions of the store that are active here. A page reads at most {@value
 * #EXAMINED_AT_MOST} tickets, and for about a second, so that neither a rare match nor a slow
 * machine can hold a request for long; the page is then short and says where to go on.
 */
public final class StoreTickets implements LocalTickets {

  static final int EXAMINED_AT_MOST = 20_000;

  /** A third of what an instance waits for another. */
  private static final Duration READ_FOR = Duration.ofSeconds(1);

  /** Tickets between two looks at the clock. */
  private static final int BATCH = 100;

  private final Supplier<@Nullable KafkaStreams> streams;
  private final Instances instances;
  private final InstantSource clock;

  /**
   * Tickets of the client that the supplier has; null while there is none.
   *
   * @param instances says which partitions belong here
   * @param clock says how long a page has been read
   */
  public StoreTickets(
      Supplier<@Nullable KafkaStreams> streams, Instances instances, InstantSource clock) {
    this.streams = streams;
    this.instances = instances;
    this.clock = clock;
  }

  @Override
  public Optional<TicketView> get(String account, String ticketId) {
    StateQueryResult<Ticket> result =
        ask(KeyQuery.<String, Ticket>withKey(Keys.entity(account, ticketId)));
    for (QueryResult<Ticket> partition : result.getPartitionResults().values()) {
      if (partition.isSuccess() && partition.getResult() != null) {
        return Optional.of(TicketView.of(partition.getResult()));
      }
    }
    if (!whole(result)) {
      throw QueryException.unavailable("tickets are moving between instances");
    }
    return Optional.empty();
  }

  @Override
  public TicketPage page(TicketFilter filter, @Nullable String after, int limit) {
    String prefix = Keys.entity(filter.account(), "");
    String from = after == null ? prefix : prefix + after + '\0';
    String to = filter.account() + (char) ('/' + 1);
    StateQueryResult<KeyValueIterator<String, Ticket>> result =
        ask(RangeQuery.<String, Ticket>withRange(from, to).withAscendingKeys());
    List<KeyValueIterator<String, Ticket>> open = new ArrayList<>();
    try {
      for (QueryResult<KeyValueIterator<String, Ticket>> partition :
          result.getPartitionResults().values()) {
        if (partition.isSuccess()) {
          open.add(partition.getResult());
        }
      }
      return read(open, filter, limit, whole(result), clock).orOf(List.copyOf(answered(result)));
    } finally {
      open.forEach(KeyValueIterator::close);
    }
  }

  static TicketPage read(
      List<KeyValueIterator<String, Ticket>> partitions,
      TicketFilter filter,
      int limit,
      boolean complete,
      InstantSource clock) {
    PriorityQueue<KeyValueIterator<String, Ticket>> heads =
        new PriorityQueue<>(
            Math.max(1, partitions.size()), Comparator.comparing(KeyValueIterator::peekNextKey));
    partitions.stream().filter(KeyValueIterator::hasNext).forEach(heads::add);
    List<TicketView> found = new ArrayList<>();
    String last = null;
    int examined = 0;
    Instant end = clock.instant().plus(READ_FOR);
    KeyValueIterator<String, Ticket> next;
    while (found.size() < limit
        && examined < EXAMINED_AT_MOST
        && (examined == 0 || examined % BATCH != 0 || clock.instant().isBefore(end))
        && (next = heads.poll()) != null) {
      KeyValue<String, Ticket> entry = next.next();
      examined++;
      last = entry.value.ticketId();
      if (filter.accepts(entry.value)) {
        found.add(TicketView.of(entry.value));
      }
      if (next.hasNext()) {
        heads.add(next);
      }
    }
    return new TicketPage(
        found,
        heads.isEmpty() || last == null ? null : Cursor.encode(last),
        complete,
        List.of(),
        null);
  }

  /**
   * Whether all tasks run that belong here, so that what was not found is not here. A partition
   * that is given up by another instance first is not here yet, and nothing else shows it. Copies
   * of what belongs elsewhere do not count.
   */
  private boolean whole(StateQueryResult<?> result) {
    KafkaStreams client = streams.get();
    return client != null
        && client.state() == KafkaStreams.State.RUNNING
        && result.getPartitionResults().values().stream().allMatch(StoreTickets::isNoFailure)
        && answered(result).containsAll(instances.all().getFirst().partitions());
  }

  private static boolean isNoFailure(QueryResult<?> partition) {
    return partition.isSuccess() || partition.getFailureReason() == FailureReason.NOT_ACTIVE;
  }

  private static Set<Integer> answered(StateQueryResult<?> result) {
    Set<Integer> partitions = new TreeSet<>();
    result
        .getPartitionResults()
        .forEach(
            (partition, answer) -> {
              if (answer.isSuccess()) {
                partitions.add(partition);
              }
            });
    return partitions;
  }

  private <R> StateQueryResult<R> ask(Query<R> query) {
    KafkaStreams client = streams.get();
    if (client == null) {
      throw QueryException.unavailable("the service is starting");
    }
    try {
      return client.query(
          StateQueryRequest.inStore(TicketTopology.TICKETS).withQuery(query).requireActive());
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw QueryException.unavailable("the stores cannot be asked: " + e.getMessage());
    }
  }
}
