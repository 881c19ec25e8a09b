package io.handoff.trigger.decision;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an ended conversation is remembered, and why forgetting it brings no repeat to life.
 *
 * <p>It is forgotten {@link #PERIOD} after the publication of its end. Whatever happened in it
 * happened before that, so a repeat that comes later is older than the period; and what is older
 * than the period and belongs to no known conversation is refused.
 */
public final class Retention {
  private Retention() {}

  /** How long an ended conversation is remembered. */
  public static final Duration PERIOD = Duration.ofDays(30);

  /**
   * Whether an event is too old to begin a conversation.
   *
   * @param known what is remembered of the conversation; null: nothing
   * @param occurredAt when it happened
   * @param publishedAt when it was published
   */
  public static boolean refuses(
      @Nullable ConversationState known, Instant occurredAt, Instant publishedAt) {
    return known == null && occurredAt.isBefore(publishedAt.minus(PERIOD));
  }

  /** When to look whether a conversation may be forgotten whose end was published at a moment. */
  public static Instant dueAfter(Instant endPublishedAt) {
    return endPublishedAt.plus(PERIOD);
  }

  /**
   * Whether a conversation may be forgotten now that a moment has come which {@link #dueAfter}
   * gave: it has ended, and has not lived on since the end that the moment was counted from.
   */
  public static boolean over(ConversationState state, Instant due) {
    Instant closedAt = state.gate().closedAt();
    return closedAt != null && !closedAt.isAfter(due.minus(PERIOD));
  }
}
