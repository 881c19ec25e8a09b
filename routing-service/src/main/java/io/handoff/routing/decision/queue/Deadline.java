package io.handoff.routing.decision.queue;

import java.time.Instant;
import java.util.Comparator;

/**
 * When an agent or a conversation has to be looked at.
 *
 * @param at the moment
 * @param agent whether it is about an agent; otherwise about a conversation
 * @param id the agent or the conversation
 */
public record Deadline(Instant at, boolean agent, String id)
    implements SortedTree.Entry<Deadline>, Comparable<Deadline> {

  private static final Comparator<Deadline> ORDER =
      Comparator.comparing(Deadline::at).thenComparing(Deadline::agent).thenComparing(Deadline::id);

  @Override
  public long seed() {
    return at.toEpochMilli() * 31 + id.hashCode();
  }

  @Override
  public int compareTo(Deadline other) {
    return ORDER.compare(this, other);
  }
}
