package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.DueEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a conversation in time came to.
 *
 * @param conversation what to keep; null: it was closed long enough ago to be forgotten
 * @param closes what to do, in order; mostly none or one
 * @param news what else fell due, in order
 * @param suppressed why a silence that was being counted ends nothing: "unknown-account" or
 *     "unknown-channel"; null: the settings are there
 * @param unsent messages that would have had a hole and are not sent, in words
 */
public record TimerResult(
    @Nullable Conversation conversation,
    List<Close> closes,
    List<DueEvent> news,
    @Nullable String suppressed,
    List<String> unsent) {
  public TimerResult {
    closes = List.copyOf(closes);
    news = List.copyOf(news);
    unsent = List.copyOf(unsent);
  }

  TimerResult(
      @Nullable Conversation conversation,
      List<Close> closes,
      List<DueEvent> news,
      @Nullable String suppressed) {
    this(conversation, closes, news, suppressed, List.of());
  }

  /** Nothing fell due. */
  static TimerResult nothing(Conversation conversation) {
    return new TimerResult(conversation, List.of(), List.of(), null);
  }
}
