package io.handoff.ticket.lookup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that hold for a while; the 10,000 that were used last. */
final class AnswerCache {

  private static final int MOST = 10_000;

  private record Kept(OutsideSystems.Outcome outcome, Instant until) {}

  private final Map<String, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };

  synchronized OutsideSystems.@Nullable Outcome get(String key, Instant now) {
    Kept known = kept.get(key);
    return known != null && now.isBefore(known.until()) ? known.outcome() : null;
  }

  synchronized void put(String key, OutsideSystems.Outcome outcome, Instant until) {
    kept.put(key, new Kept(outcome, until));
  }
}
