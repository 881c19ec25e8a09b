package io.handoff.trigger.decision;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an ended conversation is remembered.
 *
 * <p>It is forgotten {@link #PERIOD} after the publication of its end, counted by its topic's own
 * time. A repeat that is published within the period is recognised, however old what it tells of;
 * one that is published later begins the conversation anew. Events themselves are kept for seven
 * days ({@code Topics}), so only a platform that keeps and sends them again can do that. What
 * happened long ago is no sign of a repeat: imports of old conversations are legal.
 */
public final class Retention {
  private Retention() {}

  /** How long an ended conversation is remembered. */
  public static final Duration PERIOD = Duration.ofDays(30);

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
