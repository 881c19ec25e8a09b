package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Tick;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decide first, changing nothing; then apply: every record ends in one of them. */
class DecidingProcessorTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final List<String> happened = new ArrayList<>();
  private Supplier<String> deciding = () -> "handoff";
  private Runnable applying = () -> {};
  private List<String> refusals = List.of();
  private List<String> entries = List.of();

  private final DecidingProcessor<String> processor =
      new DecidingProcessor<>(
          new ServiceContext(
              "routing-service", "app", Topics.ROUTING_DEAD_LETTERS, Map.of(), meters)) {
        @Override
        protected void start(ProcessorContext<Object, Object> starting) {
          happened.add("started");
          whenClosed(() -> happened.add("closed"));
        }

        @Override
        protected String decide(DecodedRecord<?> inbound) {
          happened.add("decide");
          return deciding.get();
        }

        @Override
        protected void apply(DecodedRecord<?> inbound, String decision) {
          happened.add("apply " + decision);
          applying.run();
        }

        @Override
        protected String outcome(String decision) {
          return decision;
        }

        @Override
        protected List<String> refusals(String decision) {
          return refusals;
        }

        @Override
        protected List<?> entries(String decision) {
          return entries;
        }

        @Override
        protected void refused(DecodedRecord<?> inbound) {
          happened.add("refused");
        }

        @Override
        protected void tick(DecodedRecord<?> inbound) {
          happened.add("tick");
        }
      };

  @BeforeEach
  void start() {
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
    context.setCurrentStreamTimeMs(NOON.toEpochMilli());
    processor.init(context);
    happened.clear();
  }

  private void process(Object payload, int bytes) {
    AgentPresence presence =
        AgentPresence.newBuilder()
            .setEventId("p-1")
            .setAccountId("acme")
            .setAgentId("anna")
            .setOccurredAt(NOON)
            .setPayload(payload)
            .build();
    byte[] key = "acme".getBytes(StandardCharsets.UTF_8);
    processor.process(
        new Record<>(
            "acme",
            new DecodedRecord<>(
                presence,
                Topics.AGENT_PRESENCE,
                2,
                7,
                NOON,
                NOON,
                key,
                new byte[bytes],
                new RecordHeaders()),
            NOON.toEpochMilli()));
  }

  private void process() {
    process(new PresenceHeartbeat(PresenceStatus.AVAILABLE), 100);
  }

  private double records(String outcome) {
    return meters.counter("handoff.records", "topic", "agent.presence", "outcome", outcome).count();
  }

  private DeadLetter letter() {
    assertThat(context.forwarded()).hasSize(1);
    assertThat(context.forwarded().getFirst().childName()).hasValue(Nodes.DEAD_LETTERS);
    return (DeadLetter) context.forwarded().getFirst().record().value();
  }

  @Test
  void shouldDecideThenApplyAndCountWhatWasDecided() {
    process();

    assertThat(happened).containsExactly("decide", "apply handoff");
    assertThat(records("handoff")).isEqualTo(1);
    assertThat(context.forwarded()).isEmpty();
  }

  @Test
  void shouldCountWhatADecisionRefuses() {
    refusals = List.of("unknown-channel");
    process();

    assertThat(
            meters
                .counter("handoff.refusals", "topic", "agent.presence", "code", "unknown-channel")
                .count())
        .isEqualTo(1);
    assertThat(happened).as("it is a decision like others").contains("apply handoff");
  }

  @Test
  void shouldPutARecordAsideAndChangeNothingWhenDecidingFails() {
    deciding =
        () -> {
          throw new IllegalStateException("a defect");
        };
    process();

    assertThat(happened).containsExactly("decide", "refused");
    DeadLetter letter = letter();
    assertThat(letter.getCode()).isEqualTo("processing-failed");
    assertThat(letter.getMessage()).contains("a defect");
    assertThat(letter.getPartition()).isEqualTo(2);
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(records("dead-letter")).isEqualTo(1);
    assertThat(records("handoff")).isZero();

    deciding = () -> "handoff";
    process();
    assertThat(happened).as("it goes on").endsWith("apply handoff");
  }

  @Test
  void shouldStopTheTaskWhenApplyingFailsOrTheBrokerDoes() {
    applying =
        () -> {
          throw new IllegalStateException("half of it is written");
        };
    assertThatThrownBy(this::process).isInstanceOf(IllegalStateException.class);

    deciding =
        () -> {
          throw new StreamsException("the broker is gone");
        };
    assertThatThrownBy(this::process).isInstanceOf(StreamsException.class);
    assertThat(context.forwarded()).as("the record is read again, not put aside").isEmpty();
  }

  @Test
  void shouldPutARecordAsideThatMakesAnEntryOfStateTooLarge() {
    entries = List.of("e".repeat(JsonSerde.LIMIT - 2));
    process(new PresenceHeartbeat(PresenceStatus.AVAILABLE), 2_000);
    assertThat(happened).endsWith("apply handoff");

    entries = List.of("e".repeat(JsonSerde.LIMIT - 1));
    process(new PresenceHeartbeat(PresenceStatus.AVAILABLE), 2_000);
    assertThat(letter().getCode()).isEqualTo("too-large");
    assertThat(happened).endsWith("decide", "refused");
  }

  @Test
  void shouldNotMeasureStateForASmallRecord() {
    entries = List.of("e".repeat(JsonSerde.LIMIT));
    process(new PresenceHeartbeat(PresenceStatus.AVAILABLE), 1_999);

    assertThat(happened).endsWith("apply handoff");
  }

  @Test
  void shouldDecideNothingOnATick() {
    process(Tick.newBuilder().setApplication("app").setWrittenAt(NOON).build(), 50);

    assertThat(happened).containsExactly("tick");
    assertThat(records("tick")).isEqualTo(1);
  }

  @Test
  void shouldCloseWhatItStartedBeforeItStartsAgain() {
    processor.init(context);
    processor.close();
    processor.close();

    assertThat(happened).containsExactly("closed", "started", "closed");
  }

  @Test
  void shouldDoNothingBeforeItHasBegun() {
    DecidingProcessor<String> other =
        new DecidingProcessor<>(
            new ServiceContext("s", "a", Topics.ROUTING_DEAD_LETTERS, Map.of(), meters)) {
          @Override
          protected void start(ProcessorContext<Object, Object> starting) {}

          @Override
          protected String decide(DecodedRecord<?> inbound) {
            return "";
          }

          @Override
          protected void apply(DecodedRecord<?> inbound, String decision) {}

          @Override
          protected String outcome(String decision) {
            return "";
          }
        };

    assertThatThrownBy(other::egress).isInstanceOf(IllegalStateException.class);
  }
}
