package io.handoff.kit.time;

import io.handoff.kit.streams.DecodedRecord;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a task's time: asks for ticks when a timer looks due, and lets timers fire when the ticks
 * have come back.
 *
 * <p><b>Guarantees.</b> A timer fires when everything that was published up to its moment in the
 * task's partitions has been read and processed, never before. It fires once: taking it out, what
 * the owner writes, and what the owner sends are one transaction. While the task keeps up it is
 * late by about a tick's interval and a commit; while the task lags, by the lag. A burst is worked
 * off in slices, between which messages are processed, and in which accounts take turns; while
 * messages come in, at least half of the time is theirs.
 *
 * <p>Looks often while something is due, and seldom while nothing is: Kafka Streams commits a
 * transaction for each task whose punctuator ran, so an idle task would cost ten a second.
 *
 * <p>One per start of a task; made when the deciding node starts, and closed when it is closed. The
 * node hands every tick to {@link #read}. A task that is revived after a roll-back starts again
 * without its punctuators having been let go, so one that is not closed goes on to fire by a clock
 * that was rolled back.
 */
public final class TimeKeeper implements AutoCloseable {

  /**
   * How time is kept.
   *
   * @param wake how often to look while something is due, by the machine's clock
   * @param tickInterval least time between two ticks in a partition
   * @param slice timers that fire at most at one wake; bounds how long messages wait
   * @param heartbeat longest time between two ticks in a partition; shows that time was kept; at
   *     most half of {@code outage}
   * @param outage a longer gap between two ticks is an outage
   */
  public record Rhythm(
      Duration wake, Duration tickInterval, int slice, Duration heartbeat, Duration outage) {

    /**
     * Looks every 100 ms, ticks at most four times a second and at least four times a minute, fires
     * at most 500 timers at a time. All tasks of a thread commit together, so a timer waits for the
     * slices of all of them.
     */
    public static final Rhythm DEFAULT =
        new Rhythm(Duration.ofMillis(100), Duration.ofMillis(250), 500, Duration.ofSeconds(15));

    /**
     * The same for a clock that leaps from one deadline to the next, as a preview's does: no leap
     * is an outage.
     */
    public static final Rhythm LEAPING =
        new Rhythm(
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            500,
            Duration.ofSeconds(15),
            Duration.ofDays(100_000));

    /** A rhythm with outages of a minute and more. */
    public Rhythm(Duration wake, Duration tickInterval, int slice, Duration heartbeat) {
      this(wake, tickInterval, slice, heartbeat, OutageLog.LEAST);
    }

    public Rhythm {
      if (!wake.isPositive() || slice < 1) {
        throw new IllegalArgumentException("wake and slice must be positive");
      }
      if (heartbeat.compareTo(tickInterval) < 0 || heartbeat.compareTo(outage.dividedBy(2)) > 0) {
        throw new IllegalArgumentException("heartbeat out of range: " + heartbeat);
      }
    }
  }

  /** Longest time between two looks; what is armed outside of records waits as long at most. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final ProcessorContext<Object, Object> context;
  private final Rhythm rhythm;
  private final Timers.Owner owner;
  private final Timers timers;
  private final OutageLog outages;
  private final SafeClock clock;
  private final Ticker ticker;

  /** The next look. */
  private @Nullable Cancellable wakes;

  private Instant wakesAt = Instant.MAX;

  /** When the last slice was begun, while more was due than it could take. */
  private @Nullable Instant sliceAt;

  /** Until when slices are held back for records, if there are any. */
  private @Nullable Instant yieldingUntil;

  private boolean recordsSinceWake;

  /**
   * Begins to keep time.
   *
   * @param application application id of the service
   * @param topics all topics that the task reads, settings excepted; each needs {@code
   *     ServiceTopology.ticks}
   * @param store a store that {@link Timers#store} made
   * @param owner told what came due
   */
  public TimeKeeper(
      String application,
      ProcessorContext<Object, Object> context,
      List<? extends Topic<?>> topics,
      KeyValueStore<byte[], byte[]> store,
      Rhythm rhythm,
      Timers.Owner owner) {
    this.context = context;
    this.rhythm = rhythm;
    this.owner = owner;
    this.timers = new Timers(store);
    this.outages = new OutageLog(store, rhythm.outage());
    this.clock = new SafeClock(application, topics);
    this.ticker = new Ticker(application, context, topics, rhythm.tickInterval());
    wakeAfter(rhythm.wake());
  }

  /** Takes note of a tick that was read. */
  public void read(DecodedRecord<?> tick) {
    clock.read(tick);
    Instant safe = clock.time();
    if (safe != null) {
      outages.reached(safe);
    }
    wakeInTime();
  }

  /**
   * Takes note of a record that was processed and is no tick, after what it arms is armed. While
   * records come in, a burst takes turns with them: Kafka Streams lets hardly one through between
   * two slices.
   */
  public void worked() {
    recordsSinceWake = true;
    wakeInTime();
  }

  /** The timers, to arm and remove. */
  public Timers timers() {
    return timers;
  }

  /**
   * The safe clock. While an owner is told of a timer, it stands at or after the timer's moment.
   */
  public SafeClock clock() {
    return clock;
  }

  /**
   * When no time was kept, up to the safe clock. Those that hold a timer's moment are known before
   * the timer fires.
   */
  public Outages outages() {
    return outages.outages();
  }

  /**
   * The safe clock's time, for an owner that is told of a timer.
   *
   * @throws StreamsException it is unknown, which cannot be while a timer fires: the task stops,
   *     and the timer that was taken out is rolled back
   */
  public Instant safeTime() {
    Instant safe = clock.time();
    if (safe == null) {
      throw new StreamsException("a timer came due by a clock that is unknown");
    }
    return safe;
  }

  /** Fires nothing any more. */
  @Override
  public void close() {
    if (wakes != null) {
      wakes.cancel();
    }
  }

  /** Moves the next look forward where it would be too late for what is due first. */
  private void wakeInTime() {
    Duration until = untilNextLook();
    if (now().plus(until).isBefore(wakesAt)) {
      wakeAfter(until);
    }
  }

  private Duration untilNextLook() {
    Instant earliest = timers.earliest();
    Instant now = now();
    if (clock.reached(earliest) || !earliest.isAfter(now.plus(rhythm.wake()))) {
      return rhythm.wake();
    }
    return earliest.isBefore(now.plus(IDLE)) ? Duration.between(now, earliest) : IDLE;
  }

  private void wakeAfter(Duration time) {
    close();
    wakesAt = now().plus(time);
    wakes = context.schedule(time, PunctuationType.WALL_CLOCK_TIME, now -> wake());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void wake() {
    Instant safe = clock.time();
    Instant now = now();
    if (safe != null && clock.reached(timers.earliest()) && !yields(now)) {
      int taken = timers.sweep(safe, rhythm.slice(), owner);
      sliceAt = taken == rhythm.slice() ? now : null;
      yieldingUntil = null;
    }
    recordsSinceWake = false;
    // Also while a burst is worked off that the clock has reached: others come due behind it.
    if (!timers.earliest().isAfter(now) || ticker.restedFor(rhythm.heartbeat())) {
      ticker.tick(clock.cameBack());
    }
    wakeAfter(untilNextLook());
  }

  /** Records get as much time as the slices of the thread's tasks took, as long as some come. */
  private boolean yields(Instant now) {
    if (sliceAt == null || !recordsSinceWake || now.isBefore(sliceAt)) {
      return false;
    }
    if (yieldingUntil == null) {
      yieldingUntil = now.plus(Duration.between(sliceAt, now));
    }
    return now.isBefore(yieldingUntil);
  }
}
