package io.handoff.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Stores of timers outlive versions of a service: their bytes are what they were. */
class TimerStoreFormatTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant LATER = T.plusSeconds(300);

  /** What arming acme/c1 at T wrote: the account's mark, and the entry behind account and time. */
  private static final Map<String, String> TIMER =
      Map.of("0061636d65", "8000019cadfd8900", "01000461636d658000019cadfd89002f6331", "");

  /** What the clock wrote that leapt from T to five minutes later: the outage, and where it is. */
  private static final Map<String, String> OUTAGE =
      Map.of("028000019cadfd8900", "8000019cae021ce0", "03", "8000019cae021ce0");

  private final KeyValueStore<byte[], byte[]> store = TimersTest.store();

  private void holds(Map<String, String> entries) {
    HexFormat hex = HexFormat.of();
    entries.forEach((key, value) -> store.put(hex.parseHex(key), hex.parseHex(value)));
  }

  private Map<String, String> held() {
    Map<String, String> entries = new TreeMap<>();
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> entry = all.next();
        entries.put(HexFormat.of().formatHex(entry.key), HexFormat.of().formatHex(entry.value));
      }
    }
    return entries;
  }

  @Test
  void shouldWriteTimersAsBefore() {
    new Timers(store).arm("acme/c1", null, T);

    assertThat(held()).isEqualTo(TIMER);
  }

  @Test
  void shouldFireTimersThatAnEarlierVersionArmed() {
    holds(TIMER);
    List<String> fired = new ArrayList<>();
    Timers timers = new Timers(store);

    assertThat(timers.earliest()).isEqualTo(T);
    timers.sweep(T, 10, (id, queuedAt) -> fired.add(id + " " + queuedAt));

    assertThat(fired).containsExactly("acme/c1 2026-03-02T10:00:00Z");
    assertThat(held()).isEmpty();
  }

  @Test
  void shouldWriteOutagesAsBefore() {
    OutageLog log = new OutageLog(store, Duration.ofMinutes(1));
    log.reached(T);
    log.reached(LATER);

    assertThat(held()).isEqualTo(OUTAGE);
  }

  @Test
  void shouldKnowOutagesThatAnEarlierVersionFound() {
    holds(OUTAGE);
    OutageLog log = new OutageLog(store, Duration.ofMinutes(1));

    assertThat(log.outages().all()).containsExactly(new Outage(T, LATER));
    log.reached(LATER.plusSeconds(30));
    assertThat(log.outages().all()).as("it goes on from there").hasSize(1);
  }
}
