package io.handoff.ticket.topology;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.schemas.Topics;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.customer.CustomerState;
import io.handoff.ticket.decision.ticket.Ticket;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The flow of ticket-service, top to bottom. */
public final class TicketTopology {
  private TicketTopology() {}

  /** Conversations by account/conversation. */
  public static final String CONVERSATIONS = "conversations";

  /** Tickets by account/ticket. In the partition of their conversation. */
  public static final String TICKETS = "tickets";

  /** Waiting commands and given answers by account/conversation. */
  public static final String COMMAND_RESULTS = "command-results";

  /** Customers by account/customer. In the partition of that key, not of their conversations. */
  public static final String CUSTOMERS = "customers";

  /** Waits for outside systems by lookup; in memory, for there are never many. */
  public static final String LOOKUP_WAITS = "lookup-waits";

  /** Adds the service's nodes to an empty topology. */
  public static void build(ServiceContext service, Topology topology) {
    new ServiceTopology(service, "decide-tickets", topology)
        .settings()
        .customers()
        .ingest(Topics.CONVERSATION_EVENTS)
        .ingest(Topics.ROUTING_DECISIONS)
        .ingest(Topics.TICKET_COMMANDS)
        .ingest(Topics.TIME_EVENTS)
        .ingest(Topics.CUSTOMER_CHANGES)
        .ingest(Topics.TICKET_LINKS)
        .ingest(Topics.LOOKUP_RESULTS)
        .decide(
            () -> new TicketProcessor(service),
            store(service, CONVERSATIONS, Conversation.class),
            store(service, TICKETS, Ticket.class),
            store(service, COMMAND_RESULTS, CommandLog.class),
            store(service, CUSTOMERS, CustomerState.class),
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(LOOKUP_WAITS),
                Serdes.String(),
                JsonSerde.of(LookupWait.class)))
        .egress(Topics.TICKET_EVENTS)
        .egress(Topics.TICKETS)
        .egress(Topics.TICKET_COMMAND_RESULTS)
        .egress(Topics.ROUTING_REQUESTS)
        .egress(Topics.CONVERSATION_ACTIONS)
        .egress(Topics.NOTIFICATIONS)
        .egress(Topics.CUSTOMER_CHANGES)
        .egress(Topics.TICKET_LINKS)
        .egress(Topics.CUSTOMER_TAGS)
        .egress(Topics.LOOKUP_REQUESTS)
        .egress(Topics.LOOKUP_RESULTS)
        .egress(Topics.DECISIONS)
        .deadLetters();
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(
      ServiceContext service, String name, Class<T> type) {
    return service.store(name, Serdes.String(), JsonSerde.of(type));
  }
}
