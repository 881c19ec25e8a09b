package io.handoff.settings.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an account finds the right person.
 *
 * @param team how a team works that says nothing of its own, and where a handoff names no team
 * @param heartbeatTimeout an agent whose desktop sends heartbeats and has been silent for so long
 *     counts as offline; 10 seconds to 1 hour; null: never
 * @param offlineGrace an agent who is offline for so long loses the live conversations; 0 to 1 day;
 *     null: keeps them
 * @param asynchronousWhenOffline what becomes of asynchronous conversations then
 * @param ageing waiting for so long weighs as much as one step of priority, so that nothing waits
 *     for ever; 1 minute to 30 days; null: a higher priority always goes first
 * @param snoozedTakesCapacity whether a snoozed ticket takes capacity of its agent
 */
public record RoutingConfig(
    TeamRouting team,
    @Nullable Duration heartbeatTimeout,
    @Nullable Duration offlineGrace,
    WhenOffline asynchronousWhenOffline,
    @Nullable Duration ageing,
    boolean snoozedTakesCapacity) {

  /** The same where snoozed tickets take no capacity. */
  public RoutingConfig(
      TeamRouting team,
      @Nullable Duration heartbeatTimeout,
      @Nullable Duration offlineGrace,
      WhenOffline asynchronousWhenOffline,
      @Nullable Duration ageing) {
    this(team, heartbeatTimeout, offlineGrace, asynchronousWhenOffline, ageing, false);
  }

  /** What becomes of asynchronous conversations of an agent who went offline. */
  public enum WhenOffline {
    /** The agent keeps them. */
    STAY,
    /** They go back to the queue, like live ones. */
    RETURN
  }
}
