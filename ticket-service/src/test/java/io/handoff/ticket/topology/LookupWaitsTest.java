package io.handoff.ticket.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Cause;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupResult;
import io.handoff.kit.streams.Egress;
import io.handoff.kit.streams.Nodes;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.LookupConfig;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookupWaitsTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");

  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final KeyValueStore<String, LookupWait> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(TicketTopology.LOOKUP_WAITS),
              Serdes.String(),
              JsonSerde.of(LookupWait.class))
          .withLoggingDisabled()
          .build();

  @BeforeEach
  void open() {
    store.init(context.getStateStoreContext(), store);
    context.setCurrentSystemTimeMs(T.toEpochMilli());
  }

  private LookupWaits start() {
    return new LookupWaits(
        new ServiceContext(
            "ticket-service",
            "app",
            Topics.TICKET_DEAD_LETTERS,
            Map.of(),
            new SimpleMeterRegistry()),
        store,
        context,
        new Egress(context));
  }

  private static void begin(LookupWaits waits, String lookupId, Duration timeout) {
    waits.begin(
        new Effect.LookupAsked(
            lookupId,
            "t1",
            new LookupConfig("crm", "https://crm", Map.of(), timeout, Duration.ZERO, List.of()),
            Map.of(),
            "https://crm",
            ""),
        new InputRecord(new Origin("d1", T, T, "shop", "c1"), "chat", 3, null, true, 7),
        T);
  }

  private List<CapturedPunctuator> looking() {
    return context.scheduledPunctuators().stream().filter(p -> !p.cancelled()).toList();
  }

  private List<LookupResult> overAt(Instant now) {
    context.resetForwards();
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    looking().forEach(p -> p.getPunctuator().punctuate(now.toEpochMilli()));
    assertThat(context.forwarded())
        .allSatisfy(
            forward ->
                assertThat(forward.childName()).hasValue(Nodes.egress(Topics.LOOKUP_RESULTS)));
    return context.forwarded().stream().map(f -> (LookupResult) f.record().value()).toList();
  }

  @Test
  void shouldPublishOnceThatAWaitIsOverAndNeverEarly() {
    LookupWaits waits = start();
    begin(waits, "l1", Duration.ofSeconds(3));

    assertThat(overAt(T.plusMillis(2_999))).isEmpty();
    assertThat(overAt(T.plusMillis(3_000)))
        .containsExactly(
            LookupResult.newBuilder()
                .setLookupId("l1")
                .setAccountId("shop")
                .setConversationId("c1")
                .setTicketId("t1")
                .setOccurredAt(T.plusMillis(3_000))
                .setCause(new Cause("l1", 4))
                .setSettingsVersion(7)
                .setLookup("crm")
                .setOutcome(LookupOutcome.TIMED_OUT)
                .setDetail("no answer in time")
                .setAttempts(0)
                .setTest(true)
                .build());
    assertThat(store.get("l1")).isNull();
  }

  @Test
  void shouldEndEachWaitInItsOwnTime() {
    LookupWaits waits = start();
    begin(waits, "slow", Duration.ofSeconds(9));
    begin(waits, "quick", Duration.ofSeconds(1));

    assertThat(overAt(T.plusSeconds(1)))
        .extracting(LookupResult::getLookupId)
        .containsExactly("quick");
    assertThat(overAt(T.plusSeconds(9)))
        .extracting(LookupResult::getLookupId)
        .containsExactly("slow");
  }

  @Test
  void shouldSayNothingOfAWaitThatAnAnswerEnded() {
    LookupWaits waits = start();
    begin(waits, "l1", Duration.ofSeconds(3));
    waits.end("l1");
    waits.end("unknown");

    assertThat(overAt(T.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldLookOnlyWhileSomethingIsWaitedFor() {
    LookupWaits waits = start();
    assertThat(looking()).isEmpty();
    begin(waits, "l1", Duration.ofSeconds(1));
    begin(waits, "l2", Duration.ofSeconds(2));
    assertThat(looking()).hasSize(1);
    overAt(T.plusSeconds(1));
    assertThat(looking()).hasSize(1);
    overAt(T.plusSeconds(2));
    assertThat(looking()).isEmpty();

    begin(waits, "l3", Duration.ofSeconds(1));
    assertThat(looking()).hasSize(1);
  }

  @Test
  void shouldGoOnWaitingAfterARestart() {
    LookupWaits before = start();
    begin(before, "l1", Duration.ofSeconds(3));
    before.close();
    assertThat(looking()).isEmpty();

    start();

    assertThat(overAt(T.plusMillis(2_999))).isEmpty();
    assertThat(overAt(T.plusSeconds(3))).hasSize(1);
  }
}
