package io.handoff.routing.decision;

/**
 * An account's running numbers. They only ever grow.
 *
 * @param arrivals handoffs that arrived
 * @param assignments assignments that were made
 * @param seen routing requests that were seen
 * @param finished handoffs that ended
 * @param settingsVersion settings version that waiting work was last checked against
 */
public record Counters(
    long arrivals, long assignments, long seen, long finished, long settingsVersion) {

  /** Nothing has happened yet. */
  public static final Counters NONE = new Counters(0, 0, 0, 0, 0);

  Counters arrived() {
    return new Counters(arrivals + 1, assignments, seen, finished, settingsVersion);
  }

  Counters assigned() {
    return new Counters(arrivals, assignments + 1, seen, finished, settingsVersion);
  }

  Counters sawOne() {
    return new Counters(arrivals, assignments, seen + 1, finished, settingsVersion);
  }

  Counters finishedOne() {
    return new Counters(arrivals, assignments, seen, finished + 1, settingsVersion);
  }

  Counters checked(long version) {
    return new Counters(arrivals, assignments, seen, finished, version);
  }
}
