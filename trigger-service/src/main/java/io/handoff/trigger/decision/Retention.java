package io.handoff.trigger.decision;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a conversation is remembered after its last record was published.
 *
 * <p>A repeat that is published within that time is recognised, however old what it tells of; one
 * that is published later begins the conversation anew. Events themselves are kept for seven days
 * ({@code Topics}), so only a platform that keeps and sends them again can do that. What happened
 * long ago is no sign of a repeat: imports of old conversations are legal.
 */
public final class Retention {
  private Retention() {}

  /** One that has ended, or in which nothing is pending. */
  public static final Duration IDLE = Duration.ofDays(30);

  /**
   * One with an open handoff, or with a paused AI agent: who forgets these opens a second handoff,
   * or does not hear the customer. A platform that never ends them must not fill the disk, though.
   */
  public static final Duration PENDING = Duration.ofDays(400);

  /** Whether a conversation may be forgotten by now. */
  public static boolean over(ConversationState state, Instant now) {
    Instant touched = state.touchedAt();
    boolean pending = state.openHandoffId() != null || state.aiPaused();
    return touched != null && touched.isBefore(now.minus(pending ? PENDING : IDLE));
  }
}
