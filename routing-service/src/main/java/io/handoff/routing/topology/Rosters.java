package io.handoff.routing.topology;

import io.handoff.kit.streams.Settings;
import io.handoff.routing.decision.queue.Roster;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings indexed for routing, once per version; those of the accounts used last are kept. */
final class Rosters {

  private static final int KEPT = 1_000;

  private final Map<String, Roster> rosters =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Roster> eldest) {
          return size() > KEPT;
        }
      };

  /** The roster of a version: the view of settings gives the same object for the same version. */
  @SuppressWarnings("ReferenceEquality")
  Roster of(String accountId, Settings current) {
    Roster roster = rosters.get(accountId);
    if (roster == null || roster.config() != current.config()) {
      roster = Roster.of(current.config(), current.version());
      rosters.put(accountId, roster);
    }
    return roster;
  }
}
