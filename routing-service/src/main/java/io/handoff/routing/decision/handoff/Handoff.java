package io.handoff.routing.decision.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A handoff as trigger-service opened it, with its conversation. It never changes.
 *
 * @param handoffId the handoff
 * @param conversationId the conversation
 * @param channelId channel of the conversation
 * @param customer the customer; null: the platform never said
 * @param reason why a person is needed, by name
 * @param evidence proof
 * @param requestedAt event time of the evidence; the age of waiting work counts from here
 * @param publishedAt when the evidence was published; null: it was not a live one, and waiting is
 *     not measured
 * @param language BCP 47 tag to speak to the customer in
 * @param lastMessage last message of the customer; null: none
 * @param subject subject of the conversation; null: none
 * @param messageCount messages in the conversation when it was opened
 * @param settingsVersion settings version that it was opened with
 * @param test a test handoff
 */
public record Handoff(
    String handoffId,
    String conversationId,
    String channelId,
    @Nullable Customer customer,
    String reason,
    Evidence evidence,
    Instant requestedAt,
    @Nullable Instant publishedAt,
    String language,
    @Nullable String lastMessage,
    @Nullable String subject,
    int messageCount,
    long settingsVersion,
    boolean test) {

  /** Stands for a handoff that routing does not know, where an answer has to name one. */
  public static Handoff unknown(
      String handoffId, String conversationId, String eventId, Instant occurredAt) {
    return new Handoff(
        handoffId,
        conversationId,
        "",
        null,
        "UNKNOWN",
        new Evidence(eventId, null, "", null, null, null, null, "UNKNOWN"),
        occurredAt,
        null,
        "",
        null,
        null,
        0,
        0,
        false);
  }

  /** The customer's name; empty where it is not known. */
  public String customerName() {
    return customer == null || customer.name() == null ? "" : customer.name();
  }
}
