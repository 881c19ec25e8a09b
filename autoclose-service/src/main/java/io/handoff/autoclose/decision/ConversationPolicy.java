package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.conversation.Conversation.Pending;
import io.handoff.autoclose.decision.conversation.Handover;
import io.handoff.autoclose.decision.conversation.Messages;
import io.handoff.autoclose.decision.conversation.MissedDeadline;
import io.handoff.autoclose.decision.conversation.SilenceState;
import io.handoff.autoclose.decision.conversation.Snooze;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Handled;
import io.handoff.autoclose.decision.event.Event.Said;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.SettingsDefaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes events in.
 *
 * <p>A conversation that is known is followed even while its account or channel is missing from the
 * settings: what is said then still ends a silence.
 */
public final class ConversationPolicy {
  private ConversationPolicy() {}

  /**
   * What an event comes to.
   *
   * @param before what is kept of the conversation; null: nothing
   * @param settings the account's settings; empty: it has none
   */
  public static Decision decide(
      @Nullable Conversation before, Event event, Optional<AccountConfig> settings) {
    EventMetadata metadata = event.about();
    Optional<ChannelConfig> channel = settings.flatMap(s -> s.channel(metadata.channelId()));
    if (before == null && channel.isEmpty()) {
      return Decision.unchanged(
          settings.isEmpty() ? Outcome.UNKNOWN_ACCOUNT : Outcome.UNKNOWN_CHANNEL);
    }
    if (before == null && event instanceof Event.Rated) {
      return Decision.unchanged(Outcome.AFTER_CLOSE);
    }
    Conversation known = before == null ? Conversation.unknown(metadata) : before;
    AutoCloseConfig config =
        channel.map(ChannelConfig::autoClose).orElse(SettingsDefaults.AUTO_CLOSE);
    return switch (event) {
      case Said said -> said(known, said, config);
      case Handled handled -> handled(known, handled, config);
    };
  }

  private static Decision said(Conversation before, Said event, AutoCloseConfig config) {
    Messages messages = before.standing().messages();
    EventMetadata metadata = event.about();
    Outcome refused = refused(before, event);
    if (refused != null) {
      return Decision.unchanged(refused);
    }
    Instant closedAt = messages.closedAt();
    // Of the same moment as the close, the order in which they were published counts.
    if (closedAt != null && metadata.occurredAt().isBefore(closedAt)) {
      return Decision.unchanged(Outcome.OLDER_THAN_CLOSE);
    }
    if (!messages.open() && closedAt != null && !beginsAnew(event)) {
      // remembered, so that a repeat does not count once the conversation has begun anew
      return new Decision(
          Outcome.AFTER_CLOSE,
          event instanceof Event.Posted posted
              ? before
                  .withMessage(metadata, posted.sequence())
                  .with(
                      before.standing().with(messages.passed(posted.sequence())),
                      before.lapsed(),
                      before.pending())
              : before.withRecent(metadata.origin().eventId()));
    }
    if (event instanceof Event.CloseRefused refusal && !isMeant(before, refusal)) {
      return Decision.unchanged(Outcome.STALE_REFUSAL);
    }
    Conversation next = applied(before, event, config);
    if (event instanceof Event.Started started) {
      next = next.withCustomer(started.customerName(), started.language());
    }
    next =
        event instanceof Event.Posted posted
            ? next.withMessage(metadata, posted.sequence())
            : next.withRecent(metadata.origin().eventId());
    boolean implicit = !messages.open() && !(event instanceof Event.Started);
    return new Decision(implicit ? Outcome.IMPLICIT_START : Outcome.APPLIED, next);
  }

  private static Decision handled(Conversation before, Handled event, AutoCloseConfig config) {
    String eventId = event.about().origin().eventId();
    if (before.recent().contains(eventId)) {
      return Decision.unchanged(Outcome.DUPLICATE);
    }
    Conversation next = applied(before, event, config).withRecent(eventId);
    if (event instanceof Event.TicketMoved moved) {
      next = next.withSnooze(Snooze.after(next.snooze(), moved));
    }
    return new Decision(Outcome.APPLIED, next);
  }

  /** Whether an event begins a conversation that was closed: only what a person does. */
  private static boolean beginsAnew(Said event) {
    return switch (event) {
      case Event.Started _ -> true;
      case Event.Posted posted ->
          posted.author() == Event.Author.CUSTOMER || posted.author() == Event.Author.AGENT;
      case Event.Resumed _, Event.CloseRefused _, Event.Closed _, Event.Rated _, Event.Noted _ ->
          false;
    };
  }

  /** Why an event is not looked at; null: it is. */
  private static @Nullable Outcome refused(Conversation before, Said event) {
    EventMetadata metadata = event.about();
    if (!(event instanceof Event.Posted posted)) {
      return before.recent().contains(metadata.origin().eventId()) ? Outcome.DUPLICATE : null;
    }
    return switch (before
        .seenMessages()
        .place(metadata.origin().eventId(), posted.sequence(), metadata.occurredAt())) {
      case NEXT, LATE -> null;
      case REPEAT, STALE -> Outcome.DUPLICATE;
      case UNNUMBERED -> Outcome.INVALID_SEQUENCE;
      case LEAP -> Outcome.SEQUENCE_LEAP;
    };
  }

  private static boolean isMeant(Conversation before, Event.CloseRefused refusal) {
    Pending pending = before.pending();
    return pending != null
        && before.awaitsPlatform()
        && pending.actionId().equals(refusal.actionId());
  }

  /** The event in force, and the deadline that it passed put aside. */
  private static Conversation applied(Conversation before, Event event, AutoCloseConfig config) {
    SilenceState now = before.standing();
    SilenceState next = after(now, event);
    Instant at = event.about().occurredAt();
    List<MissedDeadline> lapsed = new ArrayList<>();
    for (MissedDeadline missed : before.lapsed()) {
      lapsed.add(at.isAfter(missed.passedAt()) ? missed : reconsidered(missed, event, config));
    }
    if (!before.awaitsPlatform() && lapsed.size() < Conversation.LAPSED_LIMIT) {
      now.deadline(config)
          .filter(deadline -> at.isAfter(deadline.due()))
          .filter(deadline -> next.deadline(config).filter(deadline::sameAs).isEmpty())
          .ifPresent(deadline -> lapsed.add(new MissedDeadline(now, at)));
    }
    boolean answered = event instanceof Event.CloseRefused || event instanceof Event.Closed;
    return before.seen(event.about()).with(next, lapsed, answered ? null : before.pending());
  }

  /** An event that happened before a missed deadline, but was read after it was found missed. */
  private static MissedDeadline reconsidered(
      MissedDeadline missed, Event event, AutoCloseConfig config) {
    return missed
        .standing()
        .deadline(config)
        .filter(deadline -> !event.about().occurredAt().isAfter(deadline.due()))
        .map(deadline -> new MissedDeadline(after(missed.standing(), event), missed.passedAt()))
        .orElse(missed);
  }

  private static SilenceState after(SilenceState silence, Event event) {
    Messages messages = silence.messages();
    Handover handover = silence.handover();
    return switch (event) {
      case Event.Posted posted -> silence.with(messages.posted(posted));
      case Event.Started _, Event.Rated _, Event.Noted _ -> silence.with(messages.opened());
      case Event.Resumed resumed -> silence.with(messages.resumed(resumed.about().occurredAt()));
      case Event.CloseRefused refusal -> silence.with(messages.refused(refusal));
      case Event.Closed closed -> silence.with(messages.closed(closed.about().occurredAt()));
      case Event.HandoffMoved moved -> silence.with(handover.with(moved));
      case Event.TicketMoved moved -> silence.with(handover.with(moved));
    };
  }
}
