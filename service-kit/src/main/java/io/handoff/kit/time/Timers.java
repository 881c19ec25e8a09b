package io.handoff.kit.time;

import io.handoff.kit.streams.ServiceContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Timers of a task: a store ordered by account and due time, and nothing in memory but two numbers
 * for each account that has any, so that millions of timers cost neither memory nor time at a
 * start.
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
 * <p><b>Accounts take turns.</b> What stands before the first slash of an id is its account. While
 * more is due than one sweep may take, every account with something due gets an equal share of it,
 * and within an account the earliest come first. So an account whose timer comes due waits for one
 * sweep, not for another account's burst.
 *
 * <p>Entries are found from low-water marks, one an account, that are kept in the store: whatever
 * was taken out leaves a tombstone, and scans must not wade through those, which costs a thousand
 * times as much as an empty scan. A mark is written when an account's earliest timer gets earlier,
 * and at a sweep. Moments have millisecond precision and may lie before 1970. Not safe for use by
 * several threads.
 */
public final class Timers {

  private static final byte MARKS = 0;
  private static final byte ENTRIES = 1;
  private static final byte[] NOTHING = {};

  private final KeyValueStore<byte[], byte[]> store;
  private final Map<String, Queue> queues = new HashMap<>();
  private final TreeSet<Queue> byTime =
      new TreeSet<>(
          Comparator.comparingLong((Queue queue) -> queue.earliest)
              .thenComparing(queue -> queue.account));

  /** The account that was served last. */
  private String served = "";

  /** The entries of an account. */
  private static final class Queue {
    final String account;

    /** No entry is due before this. */
    long earliest;

    /** The mark as it stands in the store; never later than an entry. */
    long mark;

    Queue(String account, long mark) {
      this.account = account;
      this.earliest = mark;
      this.mark = mark;
    }
  }

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

  /** The builder of a store of timers. */
  public static StoreBuilder<KeyValueStore<byte[], byte[]>> store(
      ServiceContext service, String name) {
    return service.store(name, Serdes.ByteArray(), Serdes.ByteArray());
  }

  /** The timers in a store, as they were left. Reads one mark an account. */
  public Timers(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
    try (KeyValueIterator<byte[], byte[]> marks =
        store.range(new byte[] {MARKS}, new byte[] {MARKS + 1})) {
      while (marks.hasNext()) {
        KeyValue<byte[], byte[]> mark = marks.next();
        if (mark.key[0] == MARKS) {
          String account = new String(mark.key, 1, mark.key.length - 1, StandardCharsets.UTF_8);
          add(new Queue(account, moment(mark.value, 0)));
        }
      }
    }
  }

  /**
   * Arms or re-arms a timer.
   *
   * @param id the timer, of the form {@code account/anything}, or without a slash, which makes it
   *     one of an account without a name; at least one character
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
      remove(id, queuedAt);
    }
    String account = account(id);
    Queue queue = queues.get(account);
    if (queue == null) {
      queue = new Queue(account, Long.MAX_VALUE);
      add(queue);
    }
    if (at < queue.mark) {
      keepMark(queue, at);
    }
    if (at < queue.earliest) {
      move(queue, at);
    }
    store.put(key(account, at, id), NOTHING);
    return Instant.ofEpochMilli(at);
  }

  /**
   * Takes a timer's entry out of the queue, if it has one.
   *
   * @param queuedAt what the last {@link #arm} of this timer returned; null: it has no entry
   */
  public void remove(String id, @Nullable Instant queuedAt) {
    if (queuedAt != null) {
      store.delete(key(account(id), queuedAt.toEpochMilli(), id));
    }
  }

  /** No entry stands before this moment; {@link Instant#MAX}: there is none. Costs nothing. */
  public Instant earliest() {
    long at = byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().earliest;
    return at == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(at);
  }

  /**
   * Takes out entries up to a moment, accounts in turn, earliest first within an account, and tells
   * their owner about each.
   *
   * <p>What the owner arms meanwhile is left for the next sweep, even where it is due already.
   *
   * @param until the safe clock
   * @param most how many at most; the rest is left for the next sweep, so that a burst stops
   *     nothing else for long
   * @return how many were taken out
   */
  public int sweep(Instant until, int most, Owner owner) {
    List<Turn> turns = turns(until.toEpochMilli());
    List<Entry> taken = take(turns, until.toEpochMilli(), most);
    for (Turn turn : turns) {
      move(turn.queue, turn.next);
    }
    for (Entry entry : taken) {
      store.delete(entry.key());
      owner.due(entry.id(), Instant.ofEpochMilli(entry.at()));
    }
    for (Turn turn : turns) {
      settle(turn.queue);
    }
    return taken.size();
  }

  private record Entry(byte[] key, String id, long at) {}

  /** An account's part in a sweep. */
  private static final class Turn {
    final Queue queue;
    byte[] from;

    /** The moment of the first entry that is not taken; {@link Long#MAX_VALUE}: none is left. */
    long next;

    Turn(Queue queue) {
      this.queue = queue;
      this.from = key(queue.account, queue.earliest, queue.account);
      this.next = queue.earliest;
    }
  }

  /** Accounts with something due, the one after that which was served last first. */
  private List<Turn> turns(long last) {
    List<Queue> before = new ArrayList<>();
    List<Queue> after = new ArrayList<>();
    for (Queue queue : byTime) {
      if (queue.earliest > last || queue.earliest == Long.MAX_VALUE) {
        break;
      }
      (queue.account.compareTo(served) > 0 ? after : before).add(queue);
    }
    after.sort(Comparator.comparing(queue -> queue.account));
    before.sort(Comparator.comparing(queue -> queue.account));
    after.addAll(before);
    return after.stream().map(Turn::new).toList();
  }

  /** Shares are dealt out in rounds: what one account does not need goes to the others. */
  private List<Entry> take(List<Turn> turns, long last, int most) {
    List<Entry> taken = new ArrayList<>();
    ArrayDeque<Turn> waiting = new ArrayDeque<>(turns);
    while (!waiting.isEmpty() && taken.size() < most) {
      int share = Math.max(1, (most - taken.size()) / waiting.size());
      for (int i = waiting.size(); i > 0 && taken.size() < most; i--) {
        Turn turn = waiting.removeFirst();
        served = turn.queue.account;
        if (take(turn, last, Math.min(share, most - taken.size()), taken)) {
          waiting.addLast(turn);
        }
      }
    }
    return taken;
  }

  /** False: nothing more of this account is due. */
  private boolean take(Turn turn, long last, int share, List<Entry> taken) {
    String account = turn.queue.account;
    int momentAt = prefix(account).length;
    int left = share;
    try (KeyValueIterator<byte[], byte[]> entries = store.range(turn.from, end(account))) {
      while (entries.hasNext()) {
        byte[] key = entries.next().key;
        long at = moment(key, momentAt);
        if (at > last || left == 0) {
          turn.from = key;
          turn.next = at;
          return at <= last;
        }
        int restAt = momentAt + Long.BYTES;
        String rest = new String(key, restAt, key.length - restAt, StandardCharsets.UTF_8);
        taken.add(new Entry(key, account + rest, at));
        left--;
      }
    }
    turn.next = Long.MAX_VALUE;
    return false;
  }

  /** Brings an account's mark up to date after a sweep, and forgets the account if it is empty. */
  private void settle(Queue queue) {
    if (queue.earliest == Long.MAX_VALUE) {
      byTime.remove(queue);
      queues.remove(queue.account);
      store.delete(markKey(queue.account));
    } else if (queue.earliest != queue.mark) {
      keepMark(queue, queue.earliest);
    }
  }

  private void add(Queue queue) {
    queues.put(queue.account, queue);
    byTime.add(queue);
  }

  private void move(Queue queue, long earliest) {
    byTime.remove(queue);
    queue.earliest = earliest;
    byTime.add(queue);
  }

  private void keepMark(Queue queue, long at) {
    queue.mark = at;
    store.put(markKey(queue.account), bytes(at));
  }

  private static String account(String id) {
    return id.substring(0, Math.max(0, id.indexOf('/')));
  }

  private static byte[] markKey(String account) {
    byte[] name = account.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + name.length).put(MARKS).put(name).array();
  }

  /** The account's length comes first, so that no account's entries begin with another's. */
  private static byte[] prefix(String account) {
    byte[] name = account.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(3 + name.length)
        .put(ENTRIES)
        .putShort((short) name.length)
        .put(name)
        .array();
  }

  /** After the last entry of an account: UTF-8 holds no byte that would overflow here. */
  private static byte[] end(String account) {
    byte[] end = prefix(account);
    end[end.length - 1]++;
    return end;
  }

  private static byte[] key(String account, long moment, String id) {
    byte[] prefix = prefix(account);
    byte[] rest = id.substring(account.length()).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(prefix.length + Long.BYTES + rest.length)
        .put(prefix)
        .put(bytes(moment))
        .put(rest)
        .array();
  }

  /** Moments sort as bytes because their sign is turned around. */
  private static byte[] bytes(long moment) {
    return ByteBuffer.allocate(Long.BYTES).putLong(moment ^ Long.MIN_VALUE).array();
  }

  private static long moment(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getLong(at) ^ Long.MIN_VALUE;
  }
}
