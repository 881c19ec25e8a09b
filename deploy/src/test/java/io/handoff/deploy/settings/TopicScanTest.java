package io.handoff.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.deploy.settings.TopicScan.Found;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicScanTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Topic<AgentPresence> PRESENCE = Topics.AGENT_PRESENCE;

  private final MemoryTopics topics = new MemoryTopics();
  private final List<String> heard = new ArrayList<>();

  private static AgentPresence presence(String accountId, String eventId) {
    return AgentPresence.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setAgentId("anna")
        .setOccurredAt(NOON)
        .setPayload(new PresenceHeartbeat(PresenceStatus.AVAILABLE))
        .build();
  }

  private TopicScan scan(SettingsClients clients, Duration timeout) {
    return new TopicScan(
        clients,
        timeout,
        new TopicScan.Listener() {
          @Override
          public void begins(String topic, long records) {
            heard.add(topic + " has " + records);
          }

          @Override
          public void advanced(int records) {
            if (records > 0) {
              heard.add("read " + records);
            }
          }
        });
  }

  private TopicScan scan() {
    return scan(topics, Duration.ofSeconds(5));
  }

  private static List<String> all(TopicScan scan) {
    List<String> found = new ArrayList<>();
    scan.all(PRESENCE, key -> true, record -> found.add(record.value().getEventId()));
    return found;
  }

  @Test
  void shouldPassOnTheRecordsOfTheKeysThatAreWantedInTheirOrder() {
    topics.publish(PRESENCE, presence("acme", "e1"));
    topics.publish(PRESENCE, presence("shop", "e2"));
    topics.publish(PRESENCE, presence("acme", "e3"));
    try (TopicScan scan = scan()) {
      List<Found<AgentPresence>> found = new ArrayList<>();
      scan.all(PRESENCE, "acme"::equals, found::add);

      assertThat(found).extracting(f -> f.value().getEventId()).containsExactly("e1", "e3");
      assertThat(found).extracting(Found::offset).containsExactly(0L, 2L);
      assertThat(heard).containsExactly("agent.presence has 3", "read 3");
    }
  }

  @Test
  void shouldReadSeveralTopicsOneAfterTheOther() {
    topics.publish(PRESENCE, presence("acme", "e1"));
    topics.publish(Topics.CUSTOMER_TAGS, tags());
    try (TopicScan scan = scan()) {
      List<String> found = new ArrayList<>();
      scan.one(PRESENCE, "acme", record -> found.add(record.value().getEventId()));
      scan.one(
          Topics.CUSTOMER_TAGS,
          Keys.entity("acme", "kim"),
          record -> found.addAll(record.value().getTags()));

      assertThat(found).containsExactly("e1", "vip");
    }
  }

  private static CustomerTags tags() {
    return CustomerTags.newBuilder()
        .setAccountId("acme")
        .setCustomerId("kim")
        .setOccurredAt(NOON)
        .setTags(List.of("vip"))
        .build();
  }

  @Test
  void shouldFindNothingInAnEmptyTopic() {
    try (TopicScan scan = scan()) {
      assertThat(all(scan)).isEmpty();
      assertThat(scan.deletedFrom(PRESENCE)).isFalse();
      assertThat(scan.completeSince()).isNull();
    }
  }

  @Test
  void shouldPassOverAndCountWhatCannotBeDecoded() {
    topics.publish(PRESENCE, presence("acme", "e1"));
    topics.publishForeign(PRESENCE, "acme", tags());
    topics.publishForeign(PRESENCE, "other", tags());
    topics.publish(PRESENCE, presence("acme", "e2"));
    try (TopicScan scan = scan()) {
      List<String> found = new ArrayList<>();
      scan.one(PRESENCE, "acme", record -> found.add(record.value().getEventId()));

      assertThat(found).containsExactly("e1", "e2");
      assertThat(scan.unreadable()).as("of what is wanted").isEqualTo(1);
    }
  }

  @Test
  void shouldTakeCompactionForNoLossOfHistory() {
    topics.publish(Topics.CUSTOMER_TAGS, tags());
    topics.publish(Topics.CUSTOMER_TAGS, tags());
    topics.delete(Topics.CUSTOMER_TAGS, 1);
    try (TopicScan scan = scan()) {
      scan.all(Topics.CUSTOMER_TAGS, key -> true, record -> {});

      assertThat(scan.deletedFrom(Topics.CUSTOMER_TAGS)).isTrue();
      assertThat(scan.completeSince()).isNull();
    }
  }

  @Test
  void shouldSayHowFarBackTheOldestRecordOfATopicThatWasCutReaches() {
    topics.publish(PRESENCE, presence("acme", "e1"));
    topics.publish(PRESENCE, presence("acme", "e2"));
    topics.delete(PRESENCE, 1);
    try (TopicScan scan = scan()) {
      assertThat(all(scan)).containsExactly("e2");
      assertThat(scan.deletedFrom(PRESENCE)).isTrue();
      assertThat(scan.completeSince()).as("the time of the record").isNotNull();
    }
  }

  @Test
  void shouldKnowThatATopicWasEmptiedByRetention() {
    topics.publish(PRESENCE, presence("acme", "e1"));
    topics.delete(PRESENCE, 1);
    try (TopicScan scan = scan()) {
      assertThat(all(scan)).isEmpty();
      assertThat(scan.deletedFrom(PRESENCE)).isTrue();
    }
  }

  @Test
  void shouldReadOfOneKeyOnlyThePartitionThatItIsIn() {
    int partitions = 5;
    int expected =
        BuiltInPartitioner.partitionForKey("acme".getBytes(StandardCharsets.UTF_8), partitions);
    List<MockConsumer<String, byte[]>> made = new ArrayList<>();
    SettingsClients clients =
        with(
            consumer -> {
              Node node = new Node(1, "memory", 1);
              consumer.updatePartitions(
                  PRESENCE.name(),
                  IntStream.range(0, partitions)
                      .mapToObj(
                          i ->
                              new PartitionInfo(
                                  PRESENCE.name(), i, node, new Node[] {node}, new Node[] {node}))
                      .toList());
              for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(PRESENCE.name(), i);
                consumer.updateBeginningOffsets(Map.of(partition, 0L));
                consumer.updateEndOffsets(Map.of(partition, 0L));
              }
              made.add(consumer);
              return consumer;
            });
    try (TopicScan scan = scan(clients, Duration.ofSeconds(5))) {
      scan.one(PRESENCE, "acme", record -> {});
      assertThat(made.getFirst().assignment())
          .containsExactly(new TopicPartition(PRESENCE.name(), expected));
    }
  }

  @Test
  void shouldSayWhichTopicTheBrokerDoesNotHave() {
    Topic<AgentPresence> absent =
        new Topic<>(
            "agent.nowhere",
            PRESENCE.keyKind(),
            AgentPresence.class,
            PRESENCE.keyOf(),
            PRESENCE.retention(),
            PRESENCE.owner());
    try (TopicScan scan = scan()) {
      assertThatThrownBy(() -> scan.all(absent, key -> true, record -> {}))
          .isInstanceOfSatisfying(
              SettingsException.class,
              e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.UNREACHABLE))
          .hasMessageContaining("the broker has no topic agent.nowhere");
    }
  }

  @Test
  void shouldGiveUpOnATopicThatStaysSilentThoughThereIsMoreOfIt() {
    SettingsClients clients =
        with(
            consumer -> {
              consumer.updateEndOffsets(Map.of(new TopicPartition(PRESENCE.name(), 0), 5L));
              return consumer;
            });
    try (TopicScan scan = scan(clients, Duration.ZERO)) {
      assertThatThrownBy(() -> all(scan))
          .isInstanceOfSatisfying(
              SettingsException.class,
              e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.UNREACHABLE))
          .hasMessageContaining("agent.presence gave nothing");
    }
  }

  /** The topics, read with other consumers. */
  private SettingsClients with(UnaryOperator<MockConsumer<String, byte[]>> change) {
    return new SettingsClients() {
      @Override
      public Producer<String, SpecificRecord> producer(String transactionalId) {
        return topics.producer(transactionalId);
      }

      @Override
      public Consumer<String, byte[]> consumer(boolean committed) {
        assertThat(committed).as("what was rolled back was never said").isTrue();
        return change.apply((MockConsumer<String, byte[]>) topics.consumer(committed));
      }

      @Override
      public SchemaRegistryClient registry() {
        return topics.registry();
      }
    };
  }
}
