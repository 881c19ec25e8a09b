package io.handoff.deploy.time;

import io.handoff.avro.CloseConversation;
import io.handoff.avro.ConversationAction;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.TopicReader;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that was asked to be closed, as a reader of committed records sees it. Safe for use by
 * several threads.
 */
final class Closes implements AutoCloseable {

  /**
   * A close.
   *
   * @param dueAt the deadline
   * @param appendedAt when the broker took the action, by its clock
   * @param seenAt when a reader had it
   */
  record Close(String actionId, Instant dueAt, Instant appendedAt, Instant seenAt) {
    Duration late() {
      return Duration.between(dueAt, seenAt);
    }

    boolean early() {
      return appendedAt.isBefore(dueAt);
    }
  }

  private final Map<String, List<Close>> byConversation = new HashMap<>();
  private final Map<String, Integer> ofAccount = new HashMap<>();
  private final Tail tail;

  Closes(Endpoints endpoints) {
    tail = new Tail(endpoints, Topics.CONVERSATION_ACTIONS, this::take);
  }

  private void take(TopicReader.Read read) {
    if (read.value() instanceof ConversationAction action
        && action.getPayload() instanceof CloseConversation close) {
      Instant seenAt = Instant.now();
      synchronized (this) {
        byConversation
            .computeIfAbsent(
                Keys.conversation(action.getAccountId(), action.getConversationId()),
                key -> new ArrayList<>(1))
            .add(new Close(action.getActionId(), close.getDueAt(), read.appendedAt(), seenAt));
        ofAccount.merge(action.getAccountId(), 1, Integer::sum);
      }
    }
  }

  /** All closes of a conversation so far, repeats included. */
  synchronized List<Close> of(String account, String conversation) {
    return List.copyOf(
        byConversation.getOrDefault(Keys.conversation(account, conversation), List.of()));
  }

  /** All closes of an account's conversations so far. */
  synchronized List<Close> of(String account) {
    String prefix = account + "/";
    return byConversation.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /**
   * How many closes of an account there are, repeats included.
   *
   * @throws PlayException if reading has failed
   */
  synchronized int count(String account) {
    tail.check();
    return ofAccount.getOrDefault(account, 0);
  }

  @Override
  public void close() {
    tail.close();
  }
}
