package io.handoff.deploy.time;

import io.handoff.avro.CloseConversation;
import io.handoff.avro.ConversationAction;
import io.handoff.deploy.local.Endpoints;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was asked to be closed, as a reader of committed records sees it. Reads in a
 * thread of its own; safe for use by several threads.
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
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean open = true;

  Closes(Endpoints endpoints) {
    thread =
        Thread.ofPlatform()
            .name("closes")
            .daemon()
            .start(
                () -> {
                  try (TopicReader reader =
                      new TopicReader(endpoints, List.of(Topics.CONVERSATION_ACTIONS), null)) {
                    while (open) {
                      reader.poll(Duration.ofMillis(50), this::take);
                    }
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
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
    Throwable problem = failure.get();
    if (problem != null) {
      throw new PlayException("Actions cannot be read: " + problem.getMessage(), problem);
    }
    return ofAccount.getOrDefault(account, 0);
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
