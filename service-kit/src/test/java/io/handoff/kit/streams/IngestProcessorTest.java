package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Tick;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestProcessorTest {

  private static final String SCOPE = "ingest";
  private static final int PARTITIONS = 4;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final byte[] KEY = "acme".getBytes(StandardCharsets.UTF_8);

  private static final int RIGHT = BuiltInPartitioner.partitionForKey(KEY, PARTITIONS);
  private static final Topic<AgentPresence> PRESENCE = Topics.AGENT_PRESENCE;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();

  @AfterEach
  void forget() {
    InMemorySchemaRegistryClient.dropScope(SCOPE);
  }

  @Test
  void shouldRefuseRecordWhenItsPartitionIsNotItsKeys() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      CapturedForward<?, ?> forward =
          process(PRESENCE, KEY, bytes(PRESENCE, presence()), partition);
      if (partition == RIGHT) {
        assertThat(forward.childName()).hasValue("decide");
      } else {
        assertThat(forward.childName()).hasValue(Nodes.DEAD_LETTERS);
        DeadLetter letter = (DeadLetter) forward.record().value();
        assertThat(letter.getCode()).isEqualTo("wrong-partition");
        assertThat(letter.getMessage())
            .contains("partition " + RIGHT + " of 4", "partitioner=murmur2_random");
      }
    }
    assertThat(
            meters
                .counter(
                    "handoff.dead.letters", "topic", "agent.presence", "code", "wrong-partition")
                .count())
        .isEqualTo(PARTITIONS - 1);
  }

  @Test
  void shouldPassAGoodRecordOnWithItsPlaceAndItsTimes() {
    CapturedForward<?, ?> forward = read(presence());

    assertThat(forward.record().key()).isEqualTo("acme");
    DecodedRecord<?> inbound = (DecodedRecord<?>) forward.record().value();
    assertThat(inbound.value()).isEqualTo(presence());
    assertThat(inbound.partition()).isEqualTo(RIGHT);
    assertThat(inbound.offset()).isEqualTo(7);
    assertThat(inbound.appendedAt()).isEqualTo(NOON);
    assertThat(inbound.occurredAt()).isEqualTo(NOON);
  }

  @Test
  void shouldTakeTheTimeOfPublicationWhereARecordClaimsToBeOfLater() {
    AgentPresence ahead =
        AgentPresence.newBuilder(presence()).setOccurredAt(NOON.plusMillis(1)).build();
    DecodedRecord<?> clamped = (DecodedRecord<?>) read(ahead).record().value();
    assertThat(clamped.occurredAt()).isEqualTo(NOON);
    assertThat(clamped.value()).as("what it says stays").isEqualTo(ahead);
    assertThat(count("handoff.clock.clamped")).isEqualTo(1);

    AgentPresence before =
        AgentPresence.newBuilder(presence()).setOccurredAt(Instant.EPOCH).build();
    assertThat(((DecodedRecord<?>) read(before).record().value()).occurredAt())
        .isEqualTo(Instant.EPOCH);
    assertThat(count("handoff.clock.clamped")).isEqualTo(1);
  }

  @Test
  void shouldPutAsideWithItsBytesWhatIsNoRecord() {
    byte[] noise = {1, 2, 3};
    DeadLetter letter = (DeadLetter) process(PRESENCE, KEY, noise, RIGHT).record().value();

    assertThat(letter.getCode()).isEqualTo("bad-magic");
    assertThat(letter.getTopic()).isEqualTo("agent.presence");
    assertThat(letter.getPartition()).isEqualTo(RIGHT);
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(letter.getValue().array()).isEqualTo(noise);
  }

  @Test
  void shouldRefuseIdsThatAreEmptyOrTooLong() {
    assertThat(refusal(AgentPresence.newBuilder(presence()).setEventId("").build()))
        .isEqualTo("invalid-id");
    assertThat(refusal(AgentPresence.newBuilder(presence()).setEventId("e".repeat(201)).build()))
        .isEqualTo("invalid-id");
    assertThat(
            read(AgentPresence.newBuilder(presence()).setEventId("e".repeat(200)).build())
                .childName())
        .hasValue("decide");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "ac/me", "-acme", "ac me"})
  void shouldRefuseAccountsThatCanBeNone(String accountId) {
    assertThat(refusal(AgentPresence.newBuilder(presence()).setAccountId(accountId).build()))
        .isEqualTo("invalid-account");
  }

  @Test
  void shouldRefuseAKeyThatIsNotTheRecords() {
    byte[] value = bytes(PRESENCE, presence());
    byte[] other = "other".getBytes(StandardCharsets.UTF_8);
    assertThat(code(process(PRESENCE, other, value, RIGHT))).isEqualTo("key-mismatch");
    assertThat(code(process(PRESENCE, null, value, RIGHT))).isEqualTo("key-mismatch");
  }

  @Test
  void shouldRefuseAConversationWithoutAnId() {
    ConversationEvent event =
        ConversationEvent.newBuilder()
            .setEventId("e-1")
            .setAccountId("acme")
            .setChannelId("web")
            .setConversationId("")
            .setOccurredAt(NOON)
            .setPayload(new AiAgentResumed(null, null))
            .build();
    byte[] key = "acme/".getBytes(StandardCharsets.UTF_8);

    assertThat(
            code(
                process(
                    Topics.CONVERSATION_EVENTS, key, bytes(Topics.CONVERSATION_EVENTS, event), 0)))
        .isEqualTo("invalid-conversation");
  }

  @Test
  void shouldBoundWhatComesFromOutside() {
    assertThat(code(process(PRESENCE, KEY, new byte[900_001], RIGHT))).isEqualTo("too-large");
    AgentPresence wordy =
        AgentPresence.newBuilder(presence())
            .setPayload(new PresenceHeartbeat(PresenceStatus.AVAILABLE))
            .setAgentId("a".repeat(201))
            .build();
    assertThat(refusal(wordy)).isEqualTo("field-too-large");
  }

  @Test
  void shouldTakeLargerRecordsOfTheServices() {
    byte[] large = new byte[1_000_000];
    large[0] = 1;
    assertThat(code(process(Topics.ROUTING_REQUESTS, KEY, large, RIGHT)))
        .as("it is no Avro, but not too large")
        .isEqualTo("bad-magic");
    assertThat(code(process(Topics.ROUTING_REQUESTS, KEY, new byte[3_000_001], RIGHT)))
        .isEqualTo("too-large");
  }

  @Test
  void shouldLetTicksPassThoughTheyBelongToNoAccount() {
    AgentPresence tick =
        AgentPresence.newBuilder(presence())
            .setAccountId("")
            .setAgentId("")
            .setPayload(Tick.newBuilder().setApplication("app").setWrittenAt(NOON).build())
            .build();
    byte[] partition = "3".getBytes(StandardCharsets.UTF_8);

    assertThat(process(PRESENCE, partition, bytes(PRESENCE, tick), 3).childName())
        .hasValue("decide");
  }

  private static AgentPresence presence() {
    return AgentPresence.newBuilder()
        .setEventId("p-1")
        .setAccountId("acme")
        .setAgentId("anna")
        .setOccurredAt(NOON)
        .setPayload(new PresenceHeartbeat(PresenceStatus.AVAILABLE))
        .build();
  }

  private double count(String meter) {
    return meters.find(meter).counters().stream().mapToDouble(Counter::count).sum();
  }

  private CapturedForward<?, ?> read(AgentPresence presence) {
    return process(PRESENCE, KEY, bytes(PRESENCE, presence), RIGHT);
  }

  private String refusal(AgentPresence presence) {
    byte[] key = presence.getAccountId().getBytes(StandardCharsets.UTF_8);
    return code(process(PRESENCE, key, bytes(PRESENCE, presence), RIGHT));
  }

  private static String code(CapturedForward<?, ?> refused) {
    assertThat(refused.childName()).hasValue(Nodes.DEAD_LETTERS);
    return ((DeadLetter) refused.record().value()).getCode();
  }

  private static <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    SchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(SCOPE);
    registry.register(topic.subject(), SpecificData.get().getSchema(topic.valueType()));
    return new AvroSerializer<V>(registry).serialize(topic.name(), value);
  }

  /** What becomes of a record that was appended at noon. */
  private <V extends SpecificRecord> CapturedForward<?, ?> process(
      Topic<V> topic, byte[] key, byte[] value, int partition) {
    Map<String, Object> serde = Map.of("schema.registry.url", "memory://" + SCOPE);
    IngestProcessor<V> ingest =
        new IngestProcessor<>(
            new ServiceContext(
                "routing-service",
                "routing-service",
                Topics.ROUTING_DEAD_LETTERS,
                serde,
                meters,
                new RegistryWatch(serde),
                new StateGauges(meters),
                SettingsAwaiter.none(meters),
                ServiceContext.State.IN_MEMORY,
                name -> PARTITIONS),
            topic,
            "decide");
    ingest.init(context);
    context.resetForwards();
    context.setRecordMetadata(topic.name(), partition, 7);
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
    ingest.process(new Record<>(key, value, NOON.toEpochMilli()));
    return List.copyOf(context.forwarded()).getFirst();
  }
}
