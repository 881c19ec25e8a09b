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
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
final class ReportSource {

  private static final Duration POLL = Duration.ofMillis(250);

  private final SettingsClients clients;
  private final Duration timeout;
  private final String accountId;
  private final Progress progress;
  private final Map<String, List<String>> customerTags = new HashMap<>();
  private final Map<List<String>, List<String>> sameTags = new HashMap<>();
  private long unreadable;
  private @Nullable Instant completeSince;

  /**
   * @param timeout how long a topic may stay silent while there is more of it
   */
  ReportSource(SettingsClients clients, Duration timeout, String accountId, Progress progress) {
    this.clients = clients;
    this.timeout = timeout;
    this.accountId = accountId;
    this.progress = progress;
  }

  /**
   * Reads everything into the spool.
   *
   * @throws SettingsException if broker or registry do not answer, or lack topics or schemas
   */
  void readInto(Spool spool) {
    read(
        Topics.CUSTOMER_TAGS,
        t ->
            customerTags.put(
                t.getCustomerId(), sameTags.computeIfAbsent(t.getTags(), List::copyOf)));
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
    return unreadable;
  }

  /** Since when nothing was deleted; null: nothing ever was. */
  @Nullable Instant completeSince() {
    return completeSince;
  }

  private <V extends SpecificRecord> void read(Topic<V> topic, Consumer<V> sink) {
    AvroDecoder<V> decoder = new AvroDecoder<>(topic.valueType(), clients.registry());
    String prefix = accountId + "/";
    try (var consumer = clients.consumer(true)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new SettingsException(
            Kind.UNREACHABLE, "the broker has no topic " + topic.name() + "; is it set up?");
      }
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      progress.begin(topic.name(), sum(ends) - sum(begins));
      long news = System.nanoTime();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          news = System.nanoTime();
        } else if (System.nanoTime() - news > timeout.toNanos()) {
          throw new SettingsException(
              Kind.UNREACHABLE,
              "topic " + topic.name() + " gave nothing for " + timeout.toSeconds() + " s");
        }
        for (ConsumerRecord<String, byte[]> record : records) {
          noteDeleted(topic, record, begins);
          if (record.key() != null && record.key().startsWith(prefix) && record.value() != null) {
            pass(decoder.decode(record.value()), sink);
          }
        }
        progress.advance(records.count());
      }
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first record of a partition that was cut tells how far back it reaches. */
  private void noteDeleted(
      Topic<?> topic, ConsumerRecord<String, byte[]> record, Map<TopicPartition, Long> begins) {
    if (topic.retention() == Topic.Retention.COMPACTED) {
      return;
    }
    Long begin = begins.get(new TopicPartition(record.topic(), record.partition()));
    if (begin != null && begin > 0 && begin == record.offset()) {
      Instant at = Instant.ofEpochMilli(record.timestamp());
      if (completeSince == null || at.isAfter(completeSince)) {
        completeSince = at;
      }
    }
  }

  private <V extends SpecificRecord> void pass(Decoded<V> decoded, Consumer<V> sink) {
    switch (decoded) {
      case Decoded.Ok<V>(var value, var id) -> sink.accept(value);
      case Decoded.Refused<V>(var code, var message) -> unreadable++;
    }
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
