package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.Conversation;
import io.handoff.autoclose.decision.News;
import io.handoff.avro.Cause;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TimeEvent;
import java.time.Instant;

/** From what fell due to Avro. */
final class DueRecords {

  TimeEvent event(
      ConversationKey id, Conversation conversation, News news, long version, Instant firedAt) {
    return TimeEvent.newBuilder()
        .setEventId(news.eventId())
        .setAccountId(id.accountId())
        .setChannelId(conversation.channelId())
        .setConversationId(id.conversationId())
        .setTicketId(news.ticketId())
        .setOccurredAt(news.due())
        .setFiredAt(firedAt)
        .setCause(
            Cause.newBuilder()
                .setEventId(news.origin().eventId())
                .setDepth(news.origin().depth() + 1)
                .build())
        .setSettingsVersion(version)
        .setTest(conversation.test())
        .setPayload(payload(news))
        .build();
  }

  private static Object payload(News news) {
    return switch (news) {
      case News.SnoozeOver over -> new SnoozeOver(over.due());
    };
  }
}
