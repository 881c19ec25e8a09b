package io.handoff.routing.decision.queue;

import io.handoff.routing.decision.handoff.Priority;
import java.time.Instant;
import java.util.Comparator;

/**
 * Place of a conversation among all that waits: those that an agent had to leave first, then by
 * rank, then by arrival. The order is total, as arrivals are unique.
 *
 * @param front whether it goes before all others, as its agent went offline
 * @param rank since when a person is needed, moved back by the ageing for each step of priority; in
 *     milliseconds since 1970
 * @param arrival place in the order of arrival
 * @param conversationId the conversation; takes no part in the order
 */
public record WaitingKey(boolean front, long rank, long arrival, String conversationId)
    implements SortedTree.Entry<WaitingKey>, Comparable<WaitingKey> {

  private static final Comparator<WaitingKey> ORDER =
      Comparator.comparing(WaitingKey::front, Comparator.reverseOrder())
          .thenComparingLong(WaitingKey::rank)
          .thenComparingLong(WaitingKey::arrival);

  /**
   * The key of a conversation.
   *
   * @param ageingMs waiting for so long weighs as much as a step of priority
   */
  public static WaitingKey of(
      boolean front,
      Priority priority,
      long ageingMs,
      Instant requestedAt,
      long arrival,
      String conversationId) {
    long since = requestedAt.toEpochMilli();
    long earlier = priority.ordinal() * ageingMs;
    long rank = since < Long.MIN_VALUE + earlier ? Long.MIN_VALUE : since - earlier;
    return new WaitingKey(front, rank, arrival, conversationId);
  }

  @Override
  public long seed() {
    return arrival;
  }

  @Override
  public int compareTo(WaitingKey other) {
    return ORDER.compare(this, other);
  }
}
