package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final KeyValueStore<String, String> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("conversations"), Serdes.String(), Serdes.String())
          .withLoggingDisabled()
          .build();
  private final List<String> looked = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();

  @BeforeEach
  void open() {
    store.init(context.getStateStoreContext(), store);
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
  }

  private Sweeper<String> sweeper(Sweeper.Owner<String> owner) {
    return new Sweeper<>(
        new ServiceContext("service", "app", Topics.ROUTING_DEAD_LETTERS, Map.of(), meters),
        context,
        store,
        (key, entry, now) -> {
          looked.add(key);
          times.add(now);
          owner.look(key, entry, now);
        });
  }

  private void entries(int count) {
    for (int i = 0; i < count; i++) {
      store.put("%05d".formatted(i), "entry");
    }
  }

  @Test
  void shouldLookAtEveryEntryOnceAndThenBeginAnew() {
    entries(4_500);
    Sweeper<String> sweeper = sweeper((key, entry, now) -> {});

    sweeper.sweep(NOON.toEpochMilli());
    assertThat(looked).as("a stretch does not stop the task for long").hasSize(2_000);
    sweeper.sweep(NOON.toEpochMilli());
    sweeper.sweep(NOON.toEpochMilli());
    assertThat(looked).hasSize(4_500).doesNotHaveDuplicates();

    sweeper.sweep(NOON.toEpochMilli());
    assertThat(looked).hasSize(6_500).endsWith("01999");
  }

  @Test
  void shouldBeginAnewWhereTheLastStretchWasFull() {
    entries(2_000);
    Sweeper<String> sweeper = sweeper((key, entry, now) -> {});

    sweeper.sweep(NOON.toEpochMilli());
    sweeper.sweep(NOON.toEpochMilli());

    assertThat(looked).hasSize(4_000).endsWith("01999");
  }

  @Test
  void shouldGoByTheTimeOfTheRecordsAsLongAsItIsNotAheadOfTheMachines() {
    entries(1);
    Sweeper<String> sweeper = sweeper((key, entry, now) -> {});

    sweeper.sweep(NOON.minusSeconds(3600).toEpochMilli());
    sweeper.sweep(NOON.plusSeconds(3600).toEpochMilli());

    assertThat(times).containsExactly(NOON.minusSeconds(3600), NOON);
  }

  @Test
  void shouldLetTheOwnerDeleteWhatItLooksAt() {
    entries(2_500);
    Sweeper<String> sweeper = sweeper((key, entry, now) -> store.delete(key));

    sweeper.sweep(NOON.toEpochMilli());
    sweeper.sweep(NOON.toEpochMilli());

    assertThat(looked).hasSize(2_500);
    assertThat(store.approximateNumEntries()).isZero();
  }

  @Test
  void shouldPassOverWhatCannotBeUsedAndCountIt() {
    entries(3);
    Sweeper<String> sweeper =
        sweeper(
            (key, entry, now) -> {
              if (key.equals("00001")) {
                throw new IllegalStateException("a defect");
              }
            });

    sweeper.sweep(NOON.toEpochMilli());

    assertThat(looked).containsExactly("00000", "00001", "00002");
    assertThat(meters.counter("handoff.state.unreadable", "store", "conversations").count())
        .isEqualTo(1);
  }

  @Test
  void shouldStopTheTaskWhereTheBrokerFails() {
    entries(1);
    Sweeper<String> sweeper =
        sweeper(
            (key, entry, now) -> {
              throw new StreamsException("the broker is gone");
            });

    assertThatThrownBy(() -> sweeper.sweep(NOON.toEpochMilli()))
        .isInstanceOf(StreamsException.class);
  }
}
