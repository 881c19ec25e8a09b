package io.handoff.autoclose.decision.conversation;

import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.conversation.RecentIds;
import io.handoff.kit.conversation.SeenMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a conversation.
 *
 * @param channelId its channel
 * @param test whether it is a test
 * @param customerName as the platform named the customer; null: it did not
 * @param language the customer's, as the platform says; null: it does not
 * @param recent ids of events that are no messages
 * @param seen which messages were seen; null: written by a version that knew only the last sequence
 * @param lastAppendedAt when the last event of it was published
 * @param standing what the deadline follows from
 * @param lapsed deadlines that were missed and have not fired, oldest first; at most {@value
 *     #LAPSED_LIMIT}
 * @param pending the close that the platform has been asked for last; null: none
 * @param snooze the snooze of its ticket; null: it is not snoozed until a time
 * @param sla its ticket's clocks; null: nothing is promised by its account
 * @param warned the deadline that those who are silent were warned of last; null: none
 * @param queuedAt where its entry in the queue of timers stands; null: it has none
 */
public record Conversation(
    String channelId,
    boolean test,
    @Nullable String customerName,
    @Nullable String language,
    RecentIds recent,
    @Nullable SeenMessages seen,
    Instant lastAppendedAt,
    SilenceState standing,
    List<MissedDeadline> lapsed,
    @Nullable Pending pending,
    @Nullable Snooze snooze,
    @Nullable SlaState sla,
    @Nullable String warned,
    @Nullable Instant queuedAt) {

  /** More missed deadlines than this are not kept before the first of them has fired. */
  public static final int LAPSED_LIMIT = 16;

  public Conversation {
    lapsed = List.copyOf(lapsed);
  }

  /**
   * A close that was asked for.
   *
   * @param actionId of the close action
   * @param countedSequence the message whose silence it ended; a newer counting message and it is
   *     history
   */
  public record Pending(String actionId, long countedSequence) {}

  /** A conversation nothing is known of, on the channel of its first event. */
  public static Conversation unknown(EventMetadata metadata) {
    return new Conversation(
        metadata.channelId(),
        metadata.test(),
        null,
        null,
        RecentIds.NONE,
        SeenMessages.NONE,
        metadata.appendedAt(),
        SilenceState.NONE,
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Whether the platform still owes an answer to the last close, so that the same silence must not
   * end it twice.
   */
  public boolean awaitsPlatform() {
    return pending != null
        && standing.messages().last() != null
        && standing.messages().last().sequence() == pending.countedSequence();
  }

  /** Whether a timer is set for this moment or an earlier one. */
  public boolean isLookedAtBy(Instant moment) {
    return queuedAt != null && !queuedAt.isAfter(moment);
  }

  /** When nothing may be left unread that was published with the last event, or soon after. */
  public Instant quietAt(Duration patience) {
    return lastAppendedAt.plus(patience);
  }

  /** After an event of this conversation, whatever it is. */
  public Conversation seen(EventMetadata metadata) {
    return new Conversation(
        metadata.channelId(),
        test || metadata.test(),
        customerName,
        language,
        recent,
        seen,
        Times.later(lastAppendedAt, metadata.appendedAt()),
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        warned,
        queuedAt);
  }

  public Conversation withCustomer(@Nullable String name, @Nullable String tag) {
    return new Conversation(
        channelId,
        test,
        name == null ? customerName : name,
        tag == null ? language : tag,
        recent,
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        warned,
        queuedAt);
  }

  /** Messages that were read, also where an older version kept none. */
  public SeenMessages seenMessages() {
    return seen != null
        ? seen
        : new SeenMessages(RecentIds.NONE, standing.messages().lastSequence(), null);
  }

  /** After a message, which is known when it comes again. */
  public Conversation withMessage(EventMetadata metadata, long sequence) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seenMessages().with(metadata.origin().eventId(), sequence, metadata.occurredAt()),
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        warned,
        queuedAt);
  }

  /** After an event that is no message, which is known when it comes again. */
  public Conversation withRecent(String eventId) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent.with(eventId),
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        warned,
        queuedAt);
  }

  public Conversation with(SilenceState now, List<MissedDeadline> missed, @Nullable Pending asked) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seen,
        lastAppendedAt,
        now,
        missed,
        asked,
        snooze,
        sla,
        warned,
        queuedAt);
  }

  public Conversation withSnooze(@Nullable Snooze now) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        now,
        sla,
        warned,
        queuedAt);
  }

  /** After a warning before this deadline, which is not given again. */
  public Conversation withWarned(String deadline) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        deadline,
        queuedAt);
  }

  public Conversation withSla(@Nullable SlaState now) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        now,
        warned,
        queuedAt);
  }

  /** With its entry in the queue at another place. */
  public Conversation withQueuedAt(@Nullable Instant at) {
    return new Conversation(
        channelId,
        test,
        customerName,
        language,
        recent,
        seen,
        lastAppendedAt,
        standing,
        lapsed,
        pending,
        snooze,
        sla,
        warned,
        at);
  }
}
