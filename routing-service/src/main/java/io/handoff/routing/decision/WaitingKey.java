package io.handoff.routing.decision;

import java.time.Instant;
import java.util.Comparator;

/**
 * Place of a conversation among all that waits: by priority, then age, then arrival. The order is
 * total, as arrivals are unique.
 *
 * @param priority how much it matters
 * @param requestedAt since when a person is needed
 * @param arrival place in the order of arrival
 * @param conversationId the conversation; takes no part in the order
 */
public record WaitingKey(
    Priority priority, Instant requestedAt, long arrival, String conversationId)
    implements Comparable<WaitingKey> {

  private static final Comparator<WaitingKey> ORDER =
      Comparator.comparing(WaitingKey::priority, Comparator.reverseOrder())
          .thenComparing(WaitingKey::requestedAt)
          .thenComparingLong(WaitingKey::arrival);

  @Override
  public int compareTo(WaitingKey other) {
    return ORDER.compare(this, other);
  }
}
