package io.handoff.routing.decision.queue;

import io.handoff.settings.model.AgentConfig;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of those who wait for the same team or agent: whose turn it is, and how fast
 * the queue moves. Kept in the store of lines.
 *
 * @param key team and agent, for turns by channel the channel too
 * @param lastAgentId who had the last turn; null: nobody yet
 * @param lastPosition that agent's place in the settings file at the time; -1: nobody yet
 * @param taken conversations that were taken out of the queue
 * @param lastTakenAt when the last one was; null: none yet
 * @param meanMs mean time between two of them, newer ones counting more
 */
public record QueueStatistics(
    String key,
    @Nullable String lastAgentId,
    int lastPosition,
    long taken,
    @Nullable Instant lastTakenAt,
    long meanMs) {

  private static final double NEWEST = 0.2;
  private static final int ENOUGH = 3;

  /** A line in which nothing has happened yet. */
  public static QueueStatistics untouched(String key) {
    return new QueueStatistics(key, null, -1, 0, null, 0);
  }

  /**
   * The same where the agents stand in another order by now, or without the one of the last turn.
   */
  public QueueStatistics among(Roster roster) {
    if (lastAgentId == null) {
      return this;
    }
    AgentConfig last = roster.agent(lastAgentId);
    int position = last == null ? lastPosition - 1 : last.position();
    return new QueueStatistics(key, lastAgentId, position, taken, lastTakenAt, meanMs);
  }

  /** The same after an agent had a turn. */
  public QueueStatistics turned(String agentId, int position) {
    return new QueueStatistics(key, agentId, position, taken, lastTakenAt, meanMs);
  }

  /** The same after a conversation was taken out of the queue. */
  public QueueStatistics took(Instant now) {
    long mean = meanMs;
    if (lastTakenAt != null) {
      long gap = Math.max(0, Duration.between(lastTakenAt, now).toMillis());
      mean = taken < 2 ? gap : Math.round(meanMs + NEWEST * (gap - meanMs));
    }
    return new QueueStatistics(key, lastAgentId, lastPosition, taken + 1, now, mean);
  }

  /** How long whoever stands at this place will wait; null: there is too little to tell from. */
  public @Nullable Long estimate(int position) {
    return taken < ENOUGH ? null : Long.valueOf(position * meanMs);
  }
}
