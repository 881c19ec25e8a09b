package io.handoff.trigger.decision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation, as far as it concerns triggers. */
public sealed interface ConversationInput {

  /**
   * An event of the platform.
   *
   * @param eventId its id
   * @param channelId channel of the conversation
   * @param occurredAt when it happened, not later than it was published
   * @param test whether the conversation is a test
   * @param what what happened
   */
  record Event(String eventId, String channelId, Instant occurredAt, boolean test, What what)
      implements ConversationInput {}

  /**
   * Routing declined the handoff: the account's process is "none".
   *
   * @param decisionId id of the decision
   * @param handoffId the handoff that is over
   */
  record Declined(String decisionId, String handoffId) implements ConversationInput {}

  /** What an event says. */
  sealed interface What {}

  /** The conversation began. */
  record Started(
      @Nullable CustomerInfo customer,
      @Nullable String subject,
      @Nullable String storeId,
      @Nullable String topic,
      Map<String, String> fields)
      implements What {}

  /** Who wrote a message. */
  enum Author {
    CUSTOMER,
    AI_AGENT,
    AGENT,
    AUTOMATIC
  }

  /** A message was posted. */
  record Message(long sequence, Author author, @Nullable String authorId, String text)
      implements What {}

  /** The AI agent could not answer. */
  record CouldNotAnswer(@Nullable String detail, @Nullable Long messageSequence) implements What {}

  /** The AI agent was paused; byUs: because a service asked for it. */
  record Paused(boolean byUs) implements What {}

  /** The AI agent answers again. */
  record Resumed() implements What {}

  /** The customer asked for a person by other means than words. */
  record PersonAsked(@Nullable String means) implements What {}

  /** The conversation ended. */
  record Closed() implements What {}

  /** Something that concerns triggers in no way. */
  record Unrelated() implements What {}
}
