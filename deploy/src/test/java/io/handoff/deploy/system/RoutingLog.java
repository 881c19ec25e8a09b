package io.handoff.deploy.system;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Follows routing.decisions from the beginning and checks what was published against itself. */
final class RoutingLog implements AutoCloseable {

  /** Publications to several partitions can be appended out of order by so much. */
  private static final long DISORDER_MS = 250;

  private record Entry(long appendedAt, int partition, long offset, RoutingDecision decision) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, RoutingDecision> last = new LinkedHashMap<>();
  private final Consumer<RoutingDecision> reaction;
  private final AvroDecoder<RoutingDecision> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread worker;
  private volatile boolean open = true;

  RoutingLog(Endpoints endpoints, Consumer<RoutingDecision> reaction) {
    this.reaction = reaction;
    this.decoder =
        new AvroDecoder<>(
            RoutingDecision.class,
            SchemaRegistryClient.from(
                Map.of("schema.registry.url", endpoints.schemaRegistryUrl())));
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoints.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    String topic = Topics.ROUTING_DECISIONS.name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.worker = Thread.ofPlatform().name("routing-log").daemon().start(this::work);
  }

  private void work() {
    try (consumer) {
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          if (decoder.decode(record.value())
              instanceof Decoded.Ok<RoutingDecision>(var d, var id)) {
            see(new Entry(record.timestamp(), record.partition(), record.offset(), d));
            reaction.accept(d);
          }
        }
      }
    }
  }

  private synchronized void see(Entry entry) {
    entries.add(entry);
    RoutingDecision decision = entry.decision();
    if (!(decision.getPayload() instanceof RoutingRequestRefused)) {
      last.put(decision.getAccountId() + "/" + decision.getConversationId(), decision);
    }
  }

  /** All conversations on which something was decided. */
  synchronized Set<String> conversations() {
    return Set.copyOf(last.keySet());
  }

  /** The last decision on each conversation whose handoff is not over. */
  synchronized List<RoutingDecision> open() {
    return last.values().stream()
        .filter(decision -> !(decision.getPayload() instanceof RoutingEnded))
        .toList();
  }

  /** How many decisions of each kind. */
  synchronized Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new TreeMap<>();
    entries.forEach(
        entry ->
            kinds.merge(entry.decision().getPayload().getClass().getSimpleName(), 1, Integer::sum));
    return kinds;
  }

  /** What contradicts the guarantees, in words. */
  synchronized List<String> problems(int capacity) {
    List<String> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<String, String> holders = new HashMap<>();
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparing((Entry e) -> e.partition()).thenComparingLong(Entry::offset));
    Map<String, String> ends = new HashMap<>();
    for (Entry entry : inOrder) { // a conversation's decisions are in one partition
      RoutingDecision decision = entry.decision();
      String conversation = decision.getAccountId() + "/" + decision.getConversationId();
      if (!ids.add(decision.getDecisionId())) {
        problems.add("published twice: " + decision);
      }
      Move move = move(decision);
      if (move == null) {
        continue;
      }
      String holder = holders.get(conversation);
      boolean accepted = move.to() != null && move.to().equals(holder);
      if (!accepted && !Objects.equals(holder, move.from())) {
        problems.add(conversation + " was with " + holder + ", but: " + decision);
      }
      if (move.to() == null) {
        holders.remove(conversation);
      } else {
        holders.put(conversation, move.to());
      }
      ends.put(conversation, decision.getPayload().getClass().getSimpleName());
    }
    ends.forEach(
        (conversation, end) -> {
          if (!end.equals("RoutingEnded")) {
            problems.add(conversation + " ended as " + end);
          }
        });
    problems.addAll(overloads(capacity));
    return problems;
  }

  /** Who loses and who gets a conversation; null: it moves nowhere. */
  private record Move(@Nullable String from, @Nullable String to) {}

  private static @Nullable Move move(RoutingDecision decision) {
    return switch (decision.getPayload()) {
      case ConversationOffered o -> new Move(o.getPreviousAgentId(), o.getAgentId());
      case ConversationAssigned a -> new Move(a.getPreviousAgentId(), a.getAgentId());
      case ConversationQueued q -> new Move(q.getPreviousAgentId(), null);
      case ConversationUnassigned u -> new Move(u.getPreviousAgentId(), null);
      case RoutingEnded e -> new Move(e.getAgentId(), null);
      default -> null;
    };
  }

  /**
   * Who had more than they may. Decisions of one account lie in several partitions, to which a
   * broker appends in no common order; so only what lasts longer than that can explain counts.
   */
  private List<String> overloads(int capacity) {
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingLong(Entry::appendedAt).thenComparingLong(Entry::offset));
    List<String> problems = new ArrayList<>();
    Map<String, String> holders = new HashMap<>();
    Map<String, Integer> loads = new HashMap<>();
    Map<String, Entry> overloaded = new HashMap<>();
    for (Entry entry : inOrder) {
      RoutingDecision decision = entry.decision();
      Move move = move(decision);
      if (move == null) {
        continue;
      }
      overloaded.forEach(
          (agent, since) -> {
            if (entry.appendedAt() - since.appendedAt() > DISORDER_MS) {
              problems.add(agent + " had " + loads.get(agent) + " since " + since.decision());
            }
          });
      String conversation = decision.getAccountId() + "/" + decision.getConversationId();
      String before = holders.remove(conversation);
      if (before != null && loads.merge(before, -1, Integer::sum) <= capacity) {
        overloaded.remove(before);
      }
      if (move.to() != null) {
        String agent = decision.getAccountId() + "/" + move.to();
        holders.put(conversation, agent);
        if (loads.merge(agent, 1, Integer::sum) > capacity) {
          overloaded.putIfAbsent(agent, entry);
        }
      }
    }
    return problems;
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    worker.join(Duration.ofSeconds(10));
  }
}
