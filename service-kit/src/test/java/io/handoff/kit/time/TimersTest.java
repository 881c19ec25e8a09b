package io.handoff.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TimersTest {

  private final KeyValueStore<byte[], byte[]> store = store();
  private Timers timers = new Timers(store);
  private final List<String> fired = new ArrayList<>();

  static KeyValueStore<byte[], byte[]> store() {
    KeyValueStore<byte[], byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("timers"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  @Test
  void shouldFireInTheOrderOfTime() {
    timers.arm("b", null, at(20));
    timers.arm("c", null, at(30));
    timers.arm("a", null, at(10));

    sweep(9);
    assertThat(fired).isEmpty();
    sweep(20);
    assertThat(fired).containsExactly("a@10", "b@20");
    sweep(100);
    assertThat(fired).containsExactly("a@10", "b@20", "c@30");
  }

  @Test
  void shouldFireOnceOnly() {
    timers.arm("a", null, at(10));

    sweep(10);
    sweep(11);
    timers = new Timers(store);
    sweep(12);

    assertThat(fired).containsExactly("a@10");
  }

  @Test
  void shouldWriteNothingWhenADeadlineIsPushedBack() {
    Instant queued = timers.arm("a", null, at(10));
    long entries = store.approximateNumEntries();

    assertThat(timers.arm("a", queued, at(50))).isEqualTo(at(10));
    assertThat(timers.arm("a", queued, at(10))).isEqualTo(at(10));

    assertThat(store.approximateNumEntries()).isEqualTo(entries);
    sweep(100);
    assertThat(fired).containsExactly("a@10");
  }

  @Test
  void shouldMoveTheEntryWhenADeadlineComesCloser() {
    Instant queued = timers.arm("a", null, at(50));

    assertThat(timers.arm("a", queued, at(10))).isEqualTo(at(10));

    sweep(100);
    assertThat(fired).containsExactly("a@10");
  }

  @Test
  void shouldFindTimersThatAreArmedForBeforeWhatHasFired() {
    timers.arm("a", null, at(1000));
    timers.arm("z", null, at(5000));
    sweep(1000);
    timers.arm("b", null, at(-5));
    timers = new Timers(store);

    sweep(1000);

    assertThat(fired).containsExactly("a@1000", "b@-5");
    assertThat(timers.earliest()).isEqualTo(at(5000));
  }

  @Test
  void shouldSortMomentsBeforeAndAfterTheEpoch() {
    for (long at : new long[] {Long.MAX_VALUE - 1, 0, -1, 1, Long.MIN_VALUE}) {
      timers.arm("x", null, at(at));
    }

    sweep(Long.MAX_VALUE - 1);

    assertThat(fired)
        .containsExactly("x@" + Long.MIN_VALUE, "x@-1", "x@0", "x@1", "x@" + (Long.MAX_VALUE - 1));
  }

  @Test
  void shouldWorkOffABurstInSlices() {
    for (int i = 0; i < 5; i++) {
      timers.arm("t" + i, null, at(10));
    }

    assertThat(timers.sweep(at(10), 2, this::note)).isEqualTo(2);
    assertThat(timers.earliest()).isEqualTo(at(10));
    assertThat(timers.sweep(at(10), 2, this::note)).isEqualTo(2);
    assertThat(timers.sweep(at(10), 2, this::note)).isEqualTo(1);
    assertThat(timers.sweep(at(10), 2, this::note)).isZero();
    assertThat(fired).hasSize(5).doesNotHaveDuplicates();
    assertThat(timers.earliest()).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldLetAccountsTakeTurnsWhenMoreIsDueThanASweepTakes() {
    for (int i = 0; i < 1_000; i++) {
      timers.arm("big/" + i, null, at(10));
    }
    timers.arm("late/only", null, at(900));

    assertThat(timers.sweep(at(1_000), 10, this::note)).isEqualTo(10);

    assertThat(fired).contains("late/only@900");
  }

  @Test
  void shouldServeEveryAccountInTurnWhenThereAreMoreThanASweepTakes() {
    for (int account = 0; account < 30; account++) {
      for (int i = 0; i < 50; i++) {
        timers.arm("a" + account + "/" + i, null, at(10 + account));
      }
    }

    for (int i = 0; i < 3; i++) {
      timers.sweep(at(1_000), 10, this::note);
    }

    assertThat(fired).hasSize(30);
    assertThat(fired.stream().map(name -> name.substring(0, name.indexOf('/'))))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldGiveWhatAnAccountDoesNotNeedToOthers() {
    timers.arm("a/1", null, at(10));
    for (int i = 0; i < 20; i++) {
      timers.arm("b/" + i, null, at(10 + i));
    }

    timers.sweep(at(1_000), 10, this::note);

    assertThat(fired).hasSize(10).contains("a/1@10", "b/0@10", "b/8@18");
    sweep(1_000);
    assertThat(fired).hasSize(21).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepAccountsApartWhoseNamesBeginAlike() {
    timers.arm("a/1", null, at(10));
    timers.arm("aa/1", null, at(11));
    timers.arm("a/a/1", null, at(12));
    timers.arm("/1", null, at(13));
    timers.arm("a", null, at(14));
    timers = new Timers(store);

    sweep(20);

    assertThat(fired).containsExactlyInAnyOrder("a/1@10", "aa/1@11", "a/a/1@12", "/1@13", "a@14");
    assertThat(timers.earliest()).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldForgetAccountsWithoutTimers() {
    for (int account = 0; account < 100; account++) {
      timers.arm("a" + account + "/1", null, at(10));
    }

    sweep(10);

    assertThat(store.approximateNumEntries()).isZero();
  }

  @Test
  void shouldLeaveWhatIsArmedMeanwhileForTheNextSweep() {
    timers.arm("a", null, at(10));

    timers.sweep(at(10), 10, (id, queued) -> timers.arm("a", null, at(10)));

    assertThat(timers.earliest()).isEqualTo(at(10));
    sweep(10);
    assertThat(fired).containsExactly("a@10");
  }

  @Test
  void shouldForgetWhatIsRemoved() {
    Instant queued = timers.arm("a", null, at(10));
    timers.remove("a", queued);
    timers.remove("never", null);

    sweep(100);

    assertThat(fired).isEmpty();
  }

  @Test
  void shouldKnowAfterARestartWhereToLook() {
    timers.arm("a", null, at(10));
    timers.arm("b", null, at(99));
    sweep(10);

    timers = new Timers(store);

    assertThat(timers.earliest()).isEqualTo(at(99));
  }

  @Test
  void shouldRefuseATimerWithoutAName() {
    assertThatIllegalArgumentException().isThrownBy(() -> timers.arm("", null, at(1)));
  }

  private void sweep(long until) {
    timers.sweep(at(until), 1000, this::note);
  }

  private void note(String id, Instant queuedAt) {
    fired.add(id + "@" + queuedAt.toEpochMilli());
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
