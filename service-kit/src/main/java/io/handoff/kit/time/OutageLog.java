package io.handoff.kit.time;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds outages in a task's ticks, and remembers them in the store of its timers.
 *
 * <p>A task that lives writes ticks every few seconds, lagging or not, and their times stand in its
 * partitions. Where the safe clock leaps from one tick to the next over more than a minute, nobody
 * wrote any: the service was away, or a partition could not be written. So an outage is a fact of
 * the partitions, and whoever reads them finds the same; no instance's clock is asked how long it
 * was away. Before a task's first tick there is no outage.
 */
final class OutageLog {

  /** Shorter gaps are restarts and changes of leaders, and no outage, unless told otherwise. */
  static final Duration LEAST = Duration.ofMinutes(1);

  /** Deadlines lie at most a year behind their start; older outages move none. */
  private static final Duration MEMORY = Duration.ofDays(400);

  /** The latest are kept where there are more. */
  private static final int MOST = 1_000;

  private static final byte OUTAGES = 2;
  private static final byte[] LAST = {3};

  private final KeyValueStore<byte[], byte[]> store;
  private final Duration least;
  private @Nullable Instant last;
  private Outages outages;

  OutageLog(KeyValueStore<byte[], byte[]> store, Duration least) {
    this.store = store;
    this.least = least;
    byte[] kept = store.get(LAST);
    this.last = kept == null ? null : moment(kept, 0);
    List<Outage> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> all =
        store.range(new byte[] {OUTAGES}, new byte[] {OUTAGES + 1})) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> next = all.next();
        if (next.key[0] == OUTAGES) {
          found.add(new Outage(moment(next.key, 1), moment(next.value, 0)));
        }
      }
    }
    this.outages = new Outages(found);
  }

  /**
   * The safe clock stands there now. Moments that it has passed before change nothing, unless it
   * was put right: then what was taken for an outage ahead of it was none.
   */
  void reached(Instant time) {
    Instant before = last;
    if (before != null && SafeClock.stepsBack(before, time)) {
      forget(time);
      last = time;
      store.put(LAST, bytes(time).array());
      return;
    }
    if (before != null && !time.isAfter(before)) {
      return;
    }
    last = time;
    store.put(LAST, bytes(time).array());
    if (before != null && Duration.between(before, time).compareTo(least) > 0) {
      remember(new Outage(before, time));
    }
  }

  Outages outages() {
    return outages;
  }

  /** What lies ahead of a moment has not been; what began long before it has lasted until then. */
  private void forget(Instant ahead) {
    List<Outage> all = outages.all();
    outages = new Outages(all.stream().filter(o -> !o.until().isAfter(ahead)).toList());
    for (Outage outage : all) {
      if (outage.until().isAfter(ahead)) {
        store.delete(key(outage));
        if (Duration.between(outage.from(), ahead).compareTo(least) > 0) {
          remember(new Outage(outage.from(), ahead));
        }
      }
    }
  }

  private void remember(Outage outage) {
    List<Outage> kept = new ArrayList<>(outages.all());
    kept.add(outage);
    store.put(key(outage), bytes(outage.until()).array());
    while (kept.size() > MOST || kept.getFirst().until().isBefore(outage.until().minus(MEMORY))) {
      store.delete(key(kept.removeFirst()));
    }
    outages = new Outages(kept);
  }

  private static byte[] key(Outage outage) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(OUTAGES).put(bytes(outage.from())).array();
  }

  private static ByteBuffer bytes(Instant moment) {
    return ByteBuffer.allocate(Long.BYTES).putLong(moment.toEpochMilli() ^ Long.MIN_VALUE).flip();
  }

  private static Instant moment(byte[] bytes, int at) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(at) ^ Long.MIN_VALUE);
  }
}
