package io.handoff.kit.time;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Timers of a task: a store ordered by due time, and nothing in memory but one number, so that
 * millions cost neither memory nor time at a start.
 *
 * <p><b>Contract.</b> A timer has an id and an owner, who keeps one thing in its own state: when
 * the timer's entry is <em>queued</em>, null where there is none. Whatever the owner's state says
 * holds; the queue only says when to look.
 *
 * <ul>
 *   <li><b>Arm</b>: {@link #arm} and keep what it returns.
 *   <li><b>Re-arm</b>: the same call. To a later moment nothing is written: the entry stays where
 *       it is, and when it comes due the owner sees that its deadline has moved and arms again. To
 *       an earlier moment the entry moves.
 *   <li><b>Cancel</b>: do nothing. When the entry comes due the owner sees that there is no
 *       deadline. An owner that ends for good calls {@link #remove} instead, so that nothing is
 *       left to look at.
 *   <li><b>Fire once</b>: {@link #sweep} takes an entry out and then tells the owner, in one
 *       transaction with whatever the owner writes. The owner compares the entry's moment with the
 *       one it keeps; if they differ, the entry is a left-over and means nothing. Otherwise the
 *       owner has no entry any more, and either acts, or arms again, or neither.
 * </ul>
 *
 * <p>An owner with several deadlines needs one entry only, at the earliest of them.
 *
 * <p>Entries are found from a low-water mark that is kept in the store: whatever was taken out
 * leaves a tombstone, and scans must not wade through those (PLATFORM.md). Moments have millisecond
 * precision and may lie before 1970. Not safe for use by several threads.
 */
public final class Timers {

  /** Sorts before every entry, because it is shorter than the moment that an entry begins with. */
  private static final byte[] MARK = {0};

  private static final byte[] NOTHING = {};

  private final KeyValueStore<byte[], byte[]> store;

  /** No entry is due before this; {@link Long#MAX_VALUE}: there is none. */
  private long earliest;

  /**
   * The mark as it stands in the store; never later than {@link #earliest} was at any arm since.
   */
  private long mark;

  /** The owner of the timers that come due. */
  @FunctionalInterface
  public interface Owner {
    /**
     * The entry was taken out of the queue. The owner may arm any timer here.
     *
     * @param id the timer
     * @param queuedAt the moment that the entry stood at; if the owner keeps another one, the entry
     *     is a left-over
     */
    void due(String id, Instant queuedAt);
  }

  /** The builder of a store of timers, with a changelog and without a cache. */
  public static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray());
  }

  /** The timers in a store, as they were left. */
  public Timers(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
    byte[] kept = store.get(MARK);
    this.mark = kept == null ? Long.MAX_VALUE : moment(kept);
    this.earliest = mark;
  }

  /**
   * Arms or re-arms a timer.
   *
   * @param id the timer; at least one character
   * @param queuedAt what the last call for this timer returned; null: it has no entry
   * @param due when to look at it; finer than milliseconds is cut off
   * @return where its entry stands now, to be kept by the owner; never later than {@code due}
   */
  public Instant arm(String id, @Nullable Instant queuedAt, Instant due) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a timer has an id");
    }
    long at = due.toEpochMilli();
    if (queuedAt != null) {
      if (queuedAt.toEpochMilli() <= at) {
        return queuedAt;
      }
      store.delete(key(queuedAt.toEpochMilli(), id));
    }
    if (at < mark) {
      keepMark(at);
    }
    earliest = Math.min(earliest, at);
    store.put(key(at, id), NOTHING);
    return Instant.ofEpochMilli(at);
  }

  /**
   * Takes a timer's entry out of the queue, if it has one.
   *
   * @param queuedAt what the last {@link #arm} of this timer returned; null: it has no entry
   */
  public void remove(String id, @Nullable Instant queuedAt) {
    if (queuedAt != null) {
      store.delete(key(queuedAt.toEpochMilli(), id));
    }
  }

  /** No entry stands before this moment; {@link Instant#MAX}: there is none. Costs nothing. */
  public Instant earliest() {
    return earliest == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(earliest);
  }

  /**
   * Takes out the entries up to a moment, earliest first, and tells their owner about each.
   *
   * <p>What the owner arms meanwhile is left for the next sweep, even where it is due already.
   *
   * @param until the safe clock
   * @param most how many at most; the rest is left for the next sweep, so that a burst stops
   *     nothing else for long
   * @return how many were taken out
   */
  public int sweep(Instant until, int most, Owner owner) {
    long last = until.toEpochMilli();
    if (earliest > last) {
      return 0;
    }
    List<byte[]> slice = slice(last, most);
    for (byte[] key : slice) {
      store.delete(key);
      owner.due(id(key), Instant.ofEpochMilli(moment(key)));
    }
    if (!slice.isEmpty() && earliest != mark) {
      keepMark(earliest);
    }
    return slice.size();
  }

  /**
   * The next entries up to a moment. Moves {@link #earliest} to the first entry that is not among
   * them.
   */
  private List<byte[]> slice(long last, int most) {
    List<byte[]> slice = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> entries = store.range(key(earliest, ""), null)) {
      while (entries.hasNext()) {
        byte[] key = entries.next().key;
        if (moment(key) > last || slice.size() == most) {
          earliest = moment(key);
          return slice;
        }
        slice.add(key);
      }
    }
    earliest = Long.MAX_VALUE;
    return slice;
  }

  private void keepMark(long at) {
    mark = at;
    store.put(MARK, key(at, ""));
  }

  /** Moments sort as bytes because their sign is turned around. */
  private static byte[] key(long moment, String id) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + name.length)
        .putLong(moment ^ Long.MIN_VALUE)
        .put(name)
        .array();
  }

  private static long moment(byte[] key) {
    return ByteBuffer.wrap(key).getLong() ^ Long.MIN_VALUE;
  }

  private static String id(byte[] key) {
    return new String(key, Long.BYTES, key.length - Long.BYTES, StandardCharsets.UTF_8);
  }
}
