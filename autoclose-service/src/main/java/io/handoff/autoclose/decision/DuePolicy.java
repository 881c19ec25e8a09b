package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.conversation.Messages;
import io.handoff.autoclose.decision.conversation.Snooze;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.DueEvent.SnoozeOver;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.autoclose.decision.sla.SlaPolicyVersion;
import io.handoff.autoclose.decision.sla.SlaPolicyVersions;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.settings.model.AccountConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that falls due in a conversation: silences ({@link SilencePolicy}), what is promised
 * for its ticket ({@link SlaPolicy}), and the end of a snooze.
 *
 * <p>A snooze ends at its time whatever the settings say, and after an outage as soon as it is
 * over.
 */
public record DuePolicy(SilencePolicy silence) {

  /**
   * What an account's settings say.
   *
   * @param config the settings; empty: it has none
   * @param books its promises
   */
  public record Rules(Optional<AccountConfig> config, SlaPolicyVersions books) {

    /** Settings that have never been others; version 1. */
    public static Rules of(AccountConfig config) {
      return new Rules(Optional.of(config), SlaPolicyVersions.of(new SlaPolicyVersion(config, 1)));
    }
  }

  /** What an event comes to. */
  public Decision decide(@Nullable Conversation before, Event event, Rules rules, Outages outages) {
    Decision decision = ConversationPolicy.decide(before, event, rules.config());
    Conversation next = decision.conversation();
    boolean applied =
        decision.outcome() == Outcome.APPLIED || decision.outcome() == Outcome.IMPLICIT_START;
    return next == null || !applied
        ? decision
        : new Decision(
            decision.outcome(),
            next.withSla(
                SlaPolicy.after(
                    next.sla(), event, isOvertaken(next, event), rules.books(), outages)));
  }

  /** Whether it is a message, and the last of the customer and the agents is another one. */
  private static boolean isOvertaken(Conversation next, Event event) {
    Messages.Counted last = next.standing().messages().last();
    return event instanceof Event.Posted
        && last != null
        && !last.origin().equals(event.about().origin());
  }

  /** When to look at the conversation; empty: there is nothing to wait for. */
  public Optional<Instant> wake(Conversation conversation, Outages outages, Rules rules) {
    return Stream.concat(
            silence.wake(conversation, outages, rules.config()).stream(),
            Stream.concat(
                    snoozeOver(conversation).stream(),
                    promises(conversation, rules, outages).stream())
                .map(due -> Times.later(Times.seen(due), silence.quietAt(conversation))))
        .min(Instant::compareTo);
  }

  private static Optional<Instant> promises(
      Conversation conversation, Rules rules, Outages outages) {
    return conversation.awaitsPlatform()
        ? Optional.empty()
        : SlaPolicy.wake(conversation.sla(), rules.books(), outages);
  }

  /** What has fallen due. */
  public TimerResult fire(
      String accountId,
      String conversationId,
      Conversation conversation,
      Timekeeping time,
      Rules rules) {
    TimerResult closes =
        silence.fire(accountId, conversationId, conversation, time, rules.config());
    Conversation next = closes.conversation();
    if (next == null || time.safe().isBefore(silence.quietAt(next))) {
      return closes;
    }
    List<DueEvent> news = new ArrayList<>(closes.news());
    Snooze snooze = next.snooze();
    if (snooze != null
        && snoozeOver(next).filter(due -> Times.passed(due, time.safe())).isPresent()) {
      news.add(over(accountId, conversationId, snooze));
      next = next.withSnooze(snooze.told());
    }
    SlaState sla = next.sla();
    if (sla != null) {
      // Settings that have changed hold from now on, not from the last that was heard.
      Instant at = Times.later(sla.lastAt(), time.safe());
      SlaState renewed = SlaPolicy.renewed(sla, at, rules.books(), time.outages());
      SlaPolicy.Told told =
          SlaPolicy.due(
              renewed, promisesUntil(closes, next, time.safe()), rules.books(), time.outages());
      for (SlaDue due : told.due()) {
        news.add(SlaPolicy.news(accountId, conversationId, due, renewed.began()));
      }
      next = next.withSla(told.state());
    }
    return new TimerResult(next, closes.closes(), news, closes.suppressed(), closes.unsent());
  }

  /**
   * Up to when promises are told. While the platform is asked to close, those that fall due with
   * the close or later wait for its answer: nothing is escalated that is being closed.
   */
  private static Instant promisesUntil(TimerResult closes, Conversation next, Instant safe) {
    return next.awaitsPlatform()
        ? closes.closes().stream()
            .map(close -> close.deadline().due())
            .min(Instant::compareTo)
            .orElse(Instant.MIN)
        : safe;
  }

  /**
   * The conversation under settings that have changed at a moment; the same where they promise the
   * same.
   */
  public Conversation renewed(Conversation conversation, Instant at, Rules rules, Outages outages) {
    SlaState sla = conversation.sla();
    SlaState now = sla == null ? null : SlaPolicy.renewed(sla, at, rules.books(), outages);
    Conversation next = silence.renewed(conversation, at, rules.config(), outages);
    return now == null || now.equals(sla) ? next : next.withSla(now);
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
