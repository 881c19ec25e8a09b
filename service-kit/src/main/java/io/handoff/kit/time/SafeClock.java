package io.handoff.kit.time;

import io.handoff.avro.Tick;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.Envelope;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time up to which a task has read everything that was published in its partitions.
 *
 * <p>One per task, which reads one partition of each topic. It is the smallest, over the
 * partitions, of the time of the last own tick that was <em>read back from that very
 * partition</em>. A partition that lags, whose fetches stall or that hides behind somebody's open
 * transaction holds the clock back; nothing else is asked, least of all how far a partition seems
 * to lag.
 *
 * <ul>
 *   <li>A tick's time is the earlier of the writer's clock and the time of appending, so one wrong
 *       clock of the two makes timers late, not early.
 *   <li>It does not go back where a clock goes back a little. Where a partition's tick is more than
 *       {@link #STEP} earlier than the one before it, a clock had been ahead and was put right, and
 *       the safe clock follows it: what is armed from then on must not be reached at once.
 *   <li>It is unknown after a start until one tick has been read from each partition; a tick that a
 *       predecessor of the task wrote is as good as an own one.
 *   <li>Ticks of other applications count for nothing: their place in the partition is as good, but
 *       their clocks are not ours to trust.
 * </ul>
 *
 * <p>Not safe for use by several threads.
 */
public final class SafeClock {

  /** A clock that goes back by more than this was wrong before. */
  static final Duration STEP = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(SafeClock.class);

  private final String application;
  private final Set<String> topics;
  private final Map<String, Instant> read = new HashMap<>();
  private final Map<String, Instant> cameBack = new HashMap<>();
  private @Nullable Instant time;

  /**
   * A clock that knows nothing yet.
   *
   * @param application application id whose ticks count
   * @param topics all topics that the task reads, settings excepted; at least one
   */
  public SafeClock(String application, List<? extends Topic<?>> topics) {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("a clock needs a topic");
    }
    this.application = application;
    this.topics = topics.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Takes note of a record that was read. Records that are no ticks of this application change
   * nothing.
   */
  public void read(DecodedRecord<?> record) {
    Tick tick = tick(record);
    String topic = record.topic().name();
    if (tick == null || !tick.getApplication().equals(application) || !topics.contains(topic)) {
      return;
    }
    Instant written = tick.getWrittenAt();
    Instant at = written.isBefore(record.appendedAt()) ? written : record.appendedAt();
    read.merge(topic, at, (before, now) -> later(topic, before, now));
    cameBack.put(topic, written);
    if (read.size() == topics.size()) {
      time = read.values().stream().min(Instant::compareTo).orElseThrow();
    }
  }

  private static Instant later(String topic, Instant before, Instant now) {
    if (now.isAfter(before)) {
      return now;
    }
    if (stepsBack(before, now)) {
      LOG.warn("the clock of {} went back from {} to {}; timers follow it", topic, before, now);
      return now;
    }
    return before;
  }

  /** Whether a clock was put right between two moments that it showed one after the other. */
  static boolean stepsBack(Instant before, Instant now) {
    return now.isBefore(before.minus(STEP));
  }

  /** The time; null while it is unknown. */
  public @Nullable Instant time() {
    return time;
  }

  /**
   * The earliest, over the partitions, of the moments at which the ticks were written that were
   * read last, by their writer's clock; null until one has been read from each. Says which tick has
   * come back, not what time it is.
   */
  @Nullable Instant cameBack() {
    return cameBack.size() < topics.size()
        ? null
        : cameBack.values().stream().min(Instant::compareTo).orElseThrow();
  }

  /**
   * Whether everything published up to the moment has been read. False while the time is unknown.
   */
  public boolean reached(Instant moment) {
    return time != null && !time.isBefore(moment);
  }

  private static <V extends SpecificRecord> @Nullable Tick tick(DecodedRecord<V> record) {
    return Envelope.of(record.topic().valueType()).tick().apply(record.value());
  }
}
