package io.handoff.ticket.decision.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handoff as trigger-service opened it; passed on unchanged.
 *
 * @param requestedAt event time of the evidence: what ended the conversation at or after this
 *     moment ended this handoff, what did so before did not
 * @param publishedAt when the evidence was published; null: it was not a live one, and waiting is
 *     not measured
 */
public record Handoff(
    String handoffId,
    String channelId,
    @Nullable Customer customer,
    HandoffReason reason,
    Evidence evidence,
    Instant requestedAt,
    @Nullable Instant publishedAt,
    String language,
    @Nullable String lastMessage,
    @Nullable String subject,
    int messageCount,
    long settingsVersion,
    boolean test) {

  /** Name of the trigger where the customer came back too late for a ticket to be reopened. */
  static final String FOLLOW_UP = "follow-up";

  /** Whether it follows a ticket that is over, without a call of the customer's own. */
  public boolean isFollowUp() {
    return FOLLOW_UP.equals(evidence.triggerId());
  }

  /**
   * The handoff that follows when the customer comes back.
   *
   * @param message the record that shows it
   * @param at when it counts as asked for
   * @param sequence position of the customer's message; null: it was none
   * @param text what it says; null: not known
   */
  public Handoff followUp(
      Origin message, Instant at, @Nullable Long sequence, @Nullable String text) {
    return new Handoff(
        message.derive("handoff", FOLLOW_UP),
        channelId,
        customer,
        reason,
        new Evidence(message.id(), sequence, FOLLOW_UP, null, null, null, null, MatchKind.EVENT),
        at,
        null,
        language,
        text == null ? lastMessage : text,
        subject,
        messageCount,
        settingsVersion,
        test);
  }
}
