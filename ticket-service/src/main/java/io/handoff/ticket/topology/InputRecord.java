package io.handoff.ticket.topology;

import io.handoff.avro.Cause;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.CustomerChange;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupResult;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketLink;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.schemas.Keys;
import io.handoff.ticket.decision.ticket.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the effects of a record take over from it.
 *
 * @param origin the record
 * @param channelId the channel that it names; null: it names none
 * @param depth length of the chain of causes that its effects belong to
 * @param causeId what led to it; null: it came from outside
 * @param test whether it says of itself that it belongs to a test
 * @param settingsVersion settings that it is decided with; 0: none
 */
record InputRecord(
    Origin origin,
    @Nullable String channelId,
    int depth,
    @Nullable String causeId,
    boolean test,
    long settingsVersion) {

  static InputRecord of(DecodedRecord<?> inbound) {
    return switch (inbound.value()) {
      case ConversationEvent e ->
          of(
              new Origin(
                  e.getEventId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  e.getAccountId(),
                  e.getConversationId()),
              e.getChannelId(),
              e.getCause(),
              e.getTest());
      case RoutingDecision d ->
          of(
              new Origin(
                  d.getDecisionId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  d.getAccountId(),
                  d.getConversationId()),
              d.getHandoff().getChannelId(),
              d.getCause(),
              d.getHandoff().getTest());
      case TicketCommand c ->
          of(
              new Origin(
                  c.getCommandId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  c.getAccountId(),
                  c.getConversationId()),
              null,
              null,
              false);
      case TimeEvent t ->
          of(
              new Origin(
                  t.getEventId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  t.getAccountId(),
                  t.getConversationId()),
              t.getChannelId(),
              t.getCause(),
              t.getTest());
      case CustomerChange c ->
          of(
              new Origin(
                  c.getEventId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  c.getAccountId(),
                  c.getConversationId()),
              null,
              c.getCause(),
              c.getTest());
      case TicketLink l ->
          of(
              new Origin(
                  l.getEventId(),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  l.getAccountId(),
                  l.getConversationId()),
              null,
              l.getCause(),
              false);
      case LookupResult r ->
          of(
              new Origin(
                  r.getLookupId()
                      + (r.getOutcome() == LookupOutcome.TIMED_OUT ? "/timed-out" : "/answer"),
                  inbound.occurredAt(),
                  inbound.appendedAt(),
                  r.getAccountId(),
                  r.getConversationId()),
              null,
              r.getCause(),
              r.getTest());
      default -> throw new IllegalStateException("not read here: " + inbound.topic().name());
    };
  }

  /**
   * The same, as having happened no earlier than a moment: clocks of desktops differ, and what an
   * agent does to a ticket follows what is known of it.
   */
  InputRecord notBefore(Instant moment) {
    return origin.at().isBefore(moment)
        ? new InputRecord(
            origin.happenedAt(moment), channelId, depth, causeId, test, settingsVersion)
        : this;
  }

  private static InputRecord of(
      Origin origin, @Nullable String channelId, @Nullable Cause cause, boolean test) {
    return new InputRecord(
        origin,
        channelId,
        cause == null ? 1 : cause.getDepth() + 1,
        cause == null ? null : cause.getEventId(),
        test,
        0);
  }

  InputRecord withSettingsVersion(long version) {
    return new InputRecord(origin, channelId, depth, causeId, test, version);
  }

  /** Key of the conversation in stores and topics. */
  String key() {
    return Keys.conversation(origin.accountId(), origin.conversationId());
  }

  /** The record as the cause of what follows from it. */
  Cause asCause() {
    return new Cause(origin.id(), depth);
  }
}
