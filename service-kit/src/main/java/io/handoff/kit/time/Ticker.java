package io.handoff.kit.time;

import io.handoff.avro.Tick;
import io.handoff.kit.streams.Nodes;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes ticks into the partitions that its task reads, through the sinks that {@code
 * ServiceTopology.ticks} adds.
 *
 * <p>A tick is part of the task's transaction and becomes readable with it; one that a failed
 * transaction took with it was never written. Not safe for use by several threads.
 */
public final class Ticker {

  /** Intervals after which a tick that has not come back is no longer waited for. */
  private static final int PATIENCE = 16;

  private final String application;
  private final ProcessorContext<Object, Object> context;
  private final List<Topic<?>> topics;
  private final Duration interval;
  private final Duration patience;
  private @Nullable Instant last;

  /**
   * A ticker of a task.
   *
   * @param application application id to stand in the ticks
   * @param topics all topics that the task reads, settings excepted
   * @param interval least time between two ticks in a partition; positive. Shorter: timers are less
   *     late while many fall due; longer: less is written
   */
  public Ticker(
      String application,
      ProcessorContext<Object, Object> context,
      List<? extends Topic<?>> topics,
      Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("interval must be positive: " + interval);
    }
    this.application = application;
    this.context = context;
    this.topics = List.copyOf(topics);
    this.interval = interval;
    this.patience = interval.multipliedBy(PATIENCE);
  }

  /** Whether no tick was written for so long, or none at all. */
  boolean restedFor(Duration time) {
    return last == null
        || !Instant.ofEpochMilli(context.currentSystemTimeMs()).isBefore(last.plus(time));
  }

  /**
   * Writes a tick into each partition, unless the last ones are younger than the interval, or on
   * their way for not too long: between two slices of a burst only a record or two are read, and
   * ticks that are written faster than they are read put the clock behind ever further. A clock
   * that went back counts as time gone by: better a tick too many than none until the clock has
   * caught up.
   *
   * @param cameBack when the tick was written that has come back from everywhere; null: none has
   */
  public void tick(@Nullable Instant cameBack) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    if (last != null && !now.isBefore(last)) {
      boolean onItsWay = cameBack == null || cameBack.isBefore(last);
      if (now.isBefore(last.plus(onItsWay ? patience : interval))) {
        return;
      }
    }
    last = now;
    String partition = Integer.toString(context.taskId().partition());
    Tick tick = Tick.newBuilder().setApplication(application).setWrittenAt(now).build();
    String id = "tick-" + application + "-" + partition + "-" + now.toEpochMilli();
    for (Topic<?> topic : topics) {
      context.forward(
          new Record<>(partition, TickEnvelopes.of(topic, id, tick), now.toEpochMilli()),
          Nodes.tick(topic));
    }
  }
}
