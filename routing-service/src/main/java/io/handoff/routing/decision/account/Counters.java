package io.handoff.routing.decision.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account's running numbers, which only ever grow, and when it has to be looked at.
 *
 * @param arrivals handoffs that arrived
 * @param assignments assignments and offers that were made
 * @param seen routing requests that were seen
 * @param finished handoffs that ended
 * @param settingsVersion settings version that waiting work was last checked against
 * @param wakes times that it was looked at because time had passed
 * @param clock latest event time that was seen; null: none
 * @param hoursAt when business hours open for work that waits; null: nothing waits for that
 * @param refreshAt when positions in the queue are looked at again; {@link #NO_LOOK}: nothing has
 *     changed since the last look; null: nothing waits
 * @param alarmAt where the account's timer stands; null: it has none
 */
public record Counters(
    long arrivals,
    long assignments,
    long seen,
    long finished,
    long settingsVersion,
    long wakes,
    @Nullable Instant clock,
    @Nullable Instant hoursAt,
    @Nullable Instant refreshAt,
    @Nullable Instant alarmAt) {

  /** Later than everything that happens. */
  public static final Instant NO_LOOK = Instant.parse("9999-12-31T00:00:00Z");

  /** Nothing has happened yet. */
  public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, null, null, null, null);

  public Counters arrived() {
    return new Counters(
        arrivals + 1,
        assignments,
        seen,
        finished,
        settingsVersion,
        wakes,
        clock,
        hoursAt,
        refreshAt,
        alarmAt);
  }

  public Counters assigned() {
    return new Counters(
        arrivals,
        assignments + 1,
        seen,
        finished,
        settingsVersion,
        wakes,
        clock,
        hoursAt,
        refreshAt,
        alarmAt);
  }

  public Counters sawOne() {
    return new Counters(
        arrivals,
        assignments,
        seen + 1,
        finished,
        settingsVersion,
        wakes,
        clock,
        hoursAt,
        refreshAt,
        alarmAt);
  }

  public Counters finishedOne() {
    return new Counters(
        arrivals,
        assignments,
        seen,
        finished + 1,
        settingsVersion,
        wakes,
        clock,
        hoursAt,
        refreshAt,
        alarmAt);
  }

  public Counters checked(long version) {
    return new Counters(
        arrivals, assignments, seen, finished, version, wakes, clock, hoursAt, refreshAt, alarmAt);
  }

  public Counters woke() {
    return new Counters(
        arrivals,
        assignments,
        seen,
        finished,
        settingsVersion,
        wakes + 1,
        clock,
        hoursAt,
        refreshAt,
        alarmAt);
  }

  public Counters at(Instant now, @Nullable Instant hours, @Nullable Instant refresh) {
    return new Counters(
        arrivals,
        assignments,
        seen,
        finished,
        settingsVersion,
        wakes,
        now,
        hours,
        refresh,
        alarmAt);
  }

  /** The same with the account's timer standing elsewhere. */
  public Counters withAlarmAt(@Nullable Instant at) {
    return new Counters(
        arrivals,
        assignments,
        seen,
        finished,
        settingsVersion,
        wakes,
        clock,
        hoursAt,
        refreshAt,
        at);
  }

  /** When positions in the queue are looked at again; {@link Instant#MAX}: at no time. */
  public Instant lookAt() {
    return refreshAt == null || refreshAt.equals(NO_LOOK) ? Instant.MAX : refreshAt;
  }
}
