package io.handoff.deploy.time;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessagePosted;
import java.time.Instant;

/** Messages as a platform publishes them, with ids that follow from the conversation. */
final class Sayings {
  private Sayings() {}

  static ConversationEvent agent(String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.AGENT, sequence, at);
  }

  static ConversationEvent customer(
      String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.CUSTOMER, sequence, at);
  }

  /** A message that no clock depends on. */
  static ConversationEvent aiAgent(String account, String conversation, long sequence, Instant at) {
    return message(account, conversation, AuthorType.AI_AGENT, sequence, at);
  }

  private static ConversationEvent message(
      String account, String conversation, AuthorType author, long sequence, Instant at) {
    String id = conversation + "-" + sequence;
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId(account)
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(at)
        .setPayload(
            MessagePosted.newBuilder()
                .setMessageId(id)
                .setSequence(sequence)
                .setAuthor(author)
                .setText("About your order: it has left our house today.")
                .build())
        .build();
  }
}
