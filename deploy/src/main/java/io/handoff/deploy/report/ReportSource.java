package io.handoff.deploy.report;

import io.handoff.avro.CloseConversation;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.Customer;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketSnapshot;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.TopicScan;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the topics hold of one account, up to what was committed when each topic's reading
 * began:
 *
 * <ol>
 *   <li>{@code tickets}, kept for ever: help desk conversations
 *   <li>{@code routing.decisions}: handoffs to an inbox, and those that were declined
 *   <li>{@code conversation.actions}: why a conversation was closed, and whether it is billed
 *   <li>{@code conversation.events}: conversations that nobody was needed in; messages, closes,
 *       ratings
 * </ol>
 *
 * <p>Before them {@code customer.tags}, kept for ever, for the conversations without a ticket;
 * these stay in memory, some hundred bytes a customer who has any.
 *
 * <p>The last three are kept as long as the topics' retention says. What was deleted is not in the
 * report; {@link #completeSince()} tells from when on nothing is missing.
 */
final class ReportSource implements AutoCloseable {

  private final TopicScan scan;
  private final String accountId;
  private final Map<String, List<String>> customerTags = new HashMap<>();
  private final Map<List<String>, List<String>> sameTags = new HashMap<>();

  /**
   * @param timeout how long a topic may stay silent while there is more of it
   */
  ReportSource(SettingsClients clients, Duration timeout, String accountId, Progress progress) {
    this.scan = new TopicScan(clients, timeout, progress);
    this.accountId = accountId;
  }

  /**
   * Reads everything into the spool.
   *
   * @throws SettingsException if broker or registry do not answer, or lack topics or schemas
   */
  void readInto(Spool spool) {
    read(
        Topics.CUSTOMER_TAGS,
        t -> {
          if (t.getTags().isEmpty()) {
            customerTags.remove(t.getCustomerId());
          } else {
            customerTags.put(
                t.getCustomerId(), sameTags.computeIfAbsent(t.getTags(), List::copyOf));
          }
        });
    read(Topics.TICKETS, t -> spool.add(slim(t)));
    read(Topics.ROUTING_DECISIONS, d -> spool.add(slim(d)));
    read(
        Topics.CONVERSATION_ACTIONS,
        a -> {
          if (a.getPayload() instanceof CloseConversation) {
            spool.add(a);
          }
        });
    read(
        Topics.CONVERSATION_EVENTS,
        e -> {
          if (!(e.getPayload() instanceof Tick)) {
            spool.add(slim(e));
          }
        });
  }

  /** Tags of a customer as they are now; none for null. Known after {@link #readInto}. */
  List<String> tagsOf(@Nullable String customerId) {
    return customerId == null ? List.of() : customerTags.getOrDefault(customerId, List.of());
  }

  /** Records of the account that could not be decoded and are missing. */
  long unreadable() {
    return scan.unreadable();
  }

  /** Since when nothing was deleted; null: nothing ever was. */
  @Nullable Instant completeSince() {
    return scan.completeSince();
  }

  @Override
  public void close() {
    scan.close();
  }

  private <V extends SpecificRecord> void read(Topic<V> topic, Consumer<V> sink) {
    String prefix = accountId + "/";
    scan.all(topic, key -> key.startsWith(prefix), found -> sink.accept(found.value()));
  }

  private static ConversationEvent slim(ConversationEvent event) {
    if (event.getPayload() instanceof MessagePosted message) {
      set(message, "text", "");
      set(message, "references", List.of());
    }
    return event;
  }

  private static RoutingDecision slim(RoutingDecision decision) {
    set(decision, "candidates", List.of());
    set(decision, "assignedFields", Map.of());
    set(decision, "why", "");
    slim(decision.getHandoff());
    return decision;
  }

  private static TicketSnapshot slim(TicketSnapshot snapshot) {
    set(snapshot.getTicket(), "customFields", Map.of());
    slim(snapshot.getTicket().getHandoff());
    return snapshot;
  }

  private static void slim(HandoffContext handoff) {
    set(handoff, "lastMessage", null);
    set(handoff, "subject", null);
    Customer customer = handoff.getCustomer();
    if (customer != null) {
      set(customer, "attributes", Map.of());
    }
  }

  private static void set(SpecificRecord record, String field, @Nullable Object value) {
    record.put(record.getSchema().getField(field).pos(), value);
  }
}
