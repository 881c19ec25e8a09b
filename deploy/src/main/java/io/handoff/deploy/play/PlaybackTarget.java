package io.handoff.deploy.play;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** What a {@link Player} plays before: the running system, or a preview. */
public interface PlaybackTarget {

  /** The script has come to this moment. A running system has a clock of its own. */
  default void reach(Instant moment) {}

  /**
   * Other settings hold from now on.
   *
   * @param file settings file, as the conversation names it
   * @throws PlayException where that cannot be: a running system gets its settings otherwise
   */
  default void settings(String file) {
    throw new PlayException("Settings can change in preview only (settings: " + file + ").");
  }

  /**
   * Waits until a conversation's story is as wanted.
   *
   * @param wanted what is waited for, in words
   * @param timeout how long, where time is the machine's
   * @throws PlayException when it will not be, or the time is up
   */
  void await(
      String accountId,
      String conversationId,
      String wanted,
      Predicate<ConversationTimeline> test,
      Duration timeout)
      throws InterruptedException;
}
