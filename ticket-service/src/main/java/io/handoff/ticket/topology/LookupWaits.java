package io.handoff.ticket.topology;

import io.handoff.kit.streams.Egress;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.schemas.Topics;
import io.handoff.ticket.decision.effect.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits for outside systems, whether or not anybody works on them. The clock only wakes: that
 * a wait is over is a record on {@code lookup.results}, behind whatever answer was published before
 * it, and takes effect when it is read.
 */
final class LookupWaits {

  /** How often to look while something is waited for; a wait ends at most so much late. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private final KeyValueStore<String, LookupWait> waits;
  private final ProcessorContext<Object, Object> context;
  private final Egress egress;
  private final Guard guard;
  private @Nullable Cancellable looking;

  LookupWaits(
      ServiceContext service,
      KeyValueStore<String, LookupWait> waits,
      ProcessorContext<Object, Object> context,
      Egress egress) {
    this.waits = waits;
    this.context = context;
    this.egress = egress;
    this.guard = Guard.of(service, waits);
    look();
  }

  /** Looks as long as there is something to wait for: every look costs a transaction. */
  private void look() {
    if (looking == null && waits.approximateNumEntries() > 0) {
      looking =
          context.schedule(
              PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> expire(Instant.ofEpochMilli(now)));
    }
  }

  void close() {
    if (looking != null) {
      looking.cancel();
      looking = null;
    }
  }

  void begin(Effect.LookupAsked asked, InputRecord input, Instant now) {
    waits.put(
        asked.lookupId(),
        new LookupWait(
            now.plus(asked.lookup().timeout()).toEpochMilli(),
            input.origin().accountId(),
            input.origin().conversationId(),
            asked.ticketId(),
            asked.lookup().id(),
            input.settingsVersion(),
            input.depth(),
            input.test()));
    look();
  }

  void end(String lookupId) {
    guard.read(() -> waits.delete(lookupId));
  }

  /** Publishes that waits are over which have lasted long enough. */
  private void expire(Instant now) {
    List<KeyValue<String, LookupWait>> due = new ArrayList<>();
    try (KeyValueIterator<String, LookupWait> all = waits.all()) {
      while (all.hasNext()) {
        KeyValue<String, LookupWait> next = guard.read(all::next);
        if (next != null && next.value.dueMillis() <= now.toEpochMilli()) {
          due.add(next);
        }
      }
    }
    for (KeyValue<String, LookupWait> wait : due) {
      waits.delete(wait.key);
      egress.send(Topics.LOOKUP_RESULTS, LookupMapping.timedOut(wait.value, wait.key, now));
    }
    if (waits.approximateNumEntries() == 0) {
      close();
    }
  }
}
