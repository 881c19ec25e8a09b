package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.News.SnoozeOver;
import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.settings.AccountConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says when to look at a conversation, and what has fallen due then: silences ({@link
 * SilencePolicy}) and the end of a snooze.
 *
 * <p>A snooze ends at its time whatever the settings say, and after an outage as soon as it is
 * over.
 */
public record DuePolicy(SilencePolicy silence) {

  /** When to look at the conversation; empty: there is nothing to wait for. */
  public Optional<Instant> wake(
      Conversation conversation, Outages outages, Optional<AccountConfig> settings) {
    return Stream.concat(
            silence.wake(conversation, outages, settings).stream(),
            snoozeOver(conversation)
                .map(due -> Times.later(due, silence.quietAt(conversation)))
                .stream())
        .min(Instant::compareTo);
  }

  /** What has fallen due. */
  public Firing fire(
      String accountId,
      String conversationId,
      Conversation conversation,
      Timekeeping time,
      Optional<AccountConfig> settings) {
    Firing closes = silence.fire(accountId, conversationId, conversation, time, settings);
    Conversation next = closes.conversation();
    if (next == null || time.safe().isBefore(silence.quietAt(next))) {
      return closes;
    }
    List<News> news = new ArrayList<>();
    Snooze snooze = next.snooze();
    if (snooze != null && snoozeOver(next).filter(due -> !due.isAfter(time.safe())).isPresent()) {
      news.add(over(accountId, conversationId, snooze));
      next = next.withSnooze(snooze.told());
    }
    return new Firing(next, closes.closes(), news, closes.suppressed());
  }

  private static Optional<Instant> snoozeOver(Conversation conversation) {
    return Optional.ofNullable(conversation.snooze()).flatMap(Snooze::due);
  }

  private static SnoozeOver over(String accountId, String conversationId, Snooze snooze) {
    String eventId =
        Ids.derive(
            "snooze-over",
            accountId,
            conversationId,
            snooze.ticketId(),
            snooze.origin().eventId(),
            snooze.until().toEpochMilli());
    return new SnoozeOver(eventId, snooze.ticketId(), snooze.until(), snooze.origin());
  }
}
