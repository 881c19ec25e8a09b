package io.handoff.kit.streams;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the entries of a store, a stretch at a time, so that what has been idle for long
 * can be forgotten. Goes by the time that the broker appended records at, so that a service which
 * was down for long forgets nothing before it has caught up; but never by a time ahead of the
 * machine's clock, so that a wrong one of the broker alone forgets nothing. What cannot be read is
 * passed over, counted.
 *
 * @param <V> an entry
 */
public final class Sweeper<V> {

  /** Between two stretches, by the time of the records read. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /** Entries looked at in one stretch; takes some milliseconds. */
  private static final int STRETCH = 2_000;

  private final ProcessorContext<?, ?> context;
  private final KeyValueStore<String, V> store;
  private final Guard guard;
  private final Owner<V> owner;
  private @Nullable String next;

  /** Who knows what may be forgotten. */
  @FunctionalInterface
  public interface Owner<V> {
    /** Looks at an entry, and deletes it where its time is over. */
    void look(String key, V entry, Instant now);
  }

  /** Begins with the first entry. */
  public Sweeper(
      ServiceContext service,
      ProcessorContext<?, ?> context,
      KeyValueStore<String, V> store,
      Owner<V> owner) {
    this.context = context;
    this.store = store;
    this.guard = Guard.of(service, store);
    this.owner = owner;
  }

  /**
   * Looks at the next stretch; after the last one it begins anew. For {@link
   * DecidingProcessor#every}.
   *
   * @param streamTime milliseconds since 1970
   */
  public void sweep(long streamTime) {
    Instant now = Instant.ofEpochMilli(Math.min(streamTime, context.currentSystemTimeMs()));
    try (KeyValueIterator<String, V> stretch = store.range(next, null)) {
      next = null;
      for (int i = 0; stretch.hasNext(); i++) {
        if (i == STRETCH) {
          next = stretch.peekNextKey();
          return;
        }
        guard.run(
            () -> {
              KeyValue<String, V> entry = stretch.next();
              owner.look(entry.key, entry.value, now);
            });
      }
    }
  }
}
