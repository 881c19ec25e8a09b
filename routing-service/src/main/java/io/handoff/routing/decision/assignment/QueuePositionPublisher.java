package io.handoff.routing.decision.assignment;

import io.handoff.routing.decision.account.Counters;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.QueueStatistics;
import io.handoff.routing.decision.queue.WaitingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes positions and estimated waits when they have changed noticeably, every half minute at
 * most: any change among the first five, otherwise a fifth; of the wait, half a minute and a fifth.
 * Both change by what happens alone, not by time that passes: after a look there is none until
 * something has happened.
 */
public final class QueuePositionPublisher {
  private QueuePositionPublisher() {}

  /** Least time between two looks at the queue. */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final int AT_ONCE = 500;
  private static final int NEAR = 5;
  private static final int FRACTION = 5;
  private static final long WAIT_MS = 30_000;

  /** Publishes what is due, and says when to look again. */
  public static Instant publish(DecisionBuilder decision) {
    Instant at = decision.state().counters().lookAt();
    if (at.equals(Instant.MAX)) {
      return decision.now().plus(INTERVAL);
    }
    if (at.isAfter(decision.now())) {
      return at;
    }
    int published = 0;
    for (Map.Entry<String, List<WaitingKey>> line : lines(decision).entrySet()) {
      QueueStatistics memory = decision.state().line(line.getKey());
      int position = 0;
      for (WaitingKey key : line.getValue()) {
        position++;
        OpenHandoff open = decision.state().handoff(key.conversationId()).orElseThrow();
        Long wait = memory.estimate(position);
        if (published < AT_ONCE && isNews(open, position, wait)) {
          tell(decision, open, position, wait);
          published++;
        }
      }
    }
    return published < AT_ONCE ? Counters.NO_LOOK : decision.now().plus(INTERVAL);
  }

  private static Map<String, List<WaitingKey>> lines(DecisionBuilder decision) {
    Map<String, List<WaitingKey>> lines = new TreeMap<>();
    for (Pool pool : decision.state().pools()) {
      lines
          .computeIfAbsent(pool.line(), line -> new ArrayList<>())
          .addAll(decision.state().queue(pool).toList());
    }
    lines.values().forEach(keys -> keys.sort(null));
    return lines;
  }

  private static boolean isNews(OpenHandoff open, int position, @Nullable Long waitMs) {
    Waiting waiting = open.waiting();
    if (open.standing() != HandoffStatus.QUEUED || waiting == null) {
      return false;
    }
    int shown = waiting.shownPosition();
    int change = Math.abs(position - shown);
    if (change > 0 && (position <= NEAR || change * FRACTION >= shown)) {
      return true;
    }
    Long shownMs = waiting.shownWaitMs();
    if (waitMs == null || shownMs == null) {
      return waitMs != null;
    }
    long difference = Math.abs(waitMs - shownMs);
    return difference >= WAIT_MS && difference * FRACTION >= shownMs;
  }

  private static void tell(
      DecisionBuilder decision, OpenHandoff open, int position, @Nullable Long waitMs) {
    RoutingResult result = new RoutingResult.Queued(position, waitMs, null);
    decision.put(QueuePolicy.shown(open, result));
    decision.effect(
        new Decided(
            open.handoff(),
            open.process(),
            open.target(),
            open.priority(),
            result,
            List.of(),
            0,
            null,
            "it has moved in the queue"));
  }
}
