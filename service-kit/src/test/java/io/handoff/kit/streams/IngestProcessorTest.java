package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestProcessorTest {

  private static final String SCOPE = "ingest";
  private static final int PARTITIONS = 4;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final byte[] KEY = "acme".getBytes(StandardCharsets.UTF_8);

  private static final AgentPresence PRESENCE =
      AgentPresence.newBuilder()
          .setEventId("p-1")
          .setAccountId("acme")
          .setAgentId("anna")
          .setOccurredAt(NOON)
          .setPayload(new PresenceHeartbeat(PresenceStatus.AVAILABLE))
          .build();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();

  @AfterEach
  void forget() {
    InMemorySchemaRegistryClient.dropScope(SCOPE);
  }

  @Test
  void shouldRefuseRecordWhenItsPartitionIsNotItsKeys() {
    int right = BuiltInPartitioner.partitionForKey(KEY, PARTITIONS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      CapturedForward<?, ?> forward = read(partition);
      if (partition == right) {
        assertThat(forward.childName()).hasValue("decide");
      } else {
        assertThat(forward.childName()).hasValue(Nodes.DEAD_LETTERS);
        DeadLetter letter = (DeadLetter) forward.record().value();
        assertThat(letter.getCode()).isEqualTo("wrong-partition");
        assertThat(letter.getMessage())
            .contains("partition " + right + " of 4", "partitioner=murmur2_random");
      }
    }
    assertThat(
            meters
                .counter(
                    "handoff.dead.letters", "topic", "agent.presence", "code", "wrong-partition")
                .count())
        .isEqualTo(PARTITIONS - 1);
  }

  private CapturedForward<?, ?> read(int partition) {
    SchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(SCOPE);
    AvroSerializer<AgentPresence> serializer = new AvroSerializer<>(registry);
    registry.register(
        Topics.AGENT_PRESENCE.subject(), SpecificData.get().getSchema(AgentPresence.class));
    Map<String, Object> serde = Map.of("schema.registry.url", "memory://" + SCOPE);
    IngestProcessor<AgentPresence> ingest =
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
                topic -> PARTITIONS),
            Topics.AGENT_PRESENCE,
            "decide");
    ingest.init(context);
    context.resetForwards();
    context.setRecordMetadata(Topics.AGENT_PRESENCE.name(), partition, 7);
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
    ingest.process(
        new Record<>(
            KEY,
            serializer.serialize(Topics.AGENT_PRESENCE.name(), PRESENCE),
            NOON.toEpochMilli()));
    return List.copyOf(context.forwarded()).getFirst();
  }
}
