package io.handoff.deploy.play;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.deploy.play.ThreadTable.Content;
import io.handoff.deploy.play.ThreadTable.Row;
import io.handoff.kit.Ids;
import io.handoff.settings.model.AccountConfig;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a table of real threads: all agents are there from the first message on, and every message
 * has the event time of its row. Ids come from the rows, so playing a table again changes nothing.
 *
 * @param account the account that the threads are played to
 * @param channelId the channel
 * @param perSecond messages a second at most; 0 for as fast as they are taken
 */
public record Replay(AccountConfig account, String channelId, int perSecond) {

  /** As fast as messages are taken. */
  public Replay(AccountConfig account, String channelId) {
    this(account, channelId, 0);
  }

  /** The same at a bounded rate. */
  public Replay paced(int messagesPerSecond) {
    return new Replay(account, channelId, messagesPerSecond);
  }

  /** Publishes the whole table and returns the number of messages published. */
  public int publish(Content content, ChatPlatform platform) {
    Instant first =
        content.threads().values().stream()
            .flatMap(List::stream)
            .map(Row::at)
            .min(Instant::compareTo)
            .orElse(Instant.EPOCH);
    for (String agentId : account.members(null)) {
      platform.publish(
          AgentPresence.newBuilder()
              .setEventId(Ids.derive("replay-presence", account.accountId(), agentId, first))
              .setAccountId(account.accountId())
              .setAgentId(agentId)
              .setOccurredAt(first)
              .setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null))
              .build());
    }
    long begin = System.nanoTime();
    int published = 0;
    for (List<Row> thread : content.threads().values()) {
      for (Row row : thread) {
        platform.post(event(row), author(row), row.author(), row.text());
        published++;
        if (perSecond > 0) {
          LockSupport.parkNanos(begin + published * 1_000_000_000L / perSecond - System.nanoTime());
        }
      }
    }
    return published;
  }

  private ConversationEvent.Builder event(Row row) {
    return ConversationEvent.newBuilder()
        .setEventId(Ids.derive("replay", account.accountId(), row.conversation(), row.id()))
        .setAccountId(account.accountId())
        .setChannelId(channelId)
        .setConversationId(row.conversation())
        .setOccurredAt(row.at())
        .setCause(null);
  }

  private static AuthorType author(Row row) {
    return switch (row.role()) {
      case CUSTOMER -> AuthorType.CUSTOMER;
      case AGENT -> AuthorType.AGENT;
      case AI -> AuthorType.AI_AGENT;
      case AUTOMATIC -> AuthorType.AUTOMATIC;
    };
  }
}
