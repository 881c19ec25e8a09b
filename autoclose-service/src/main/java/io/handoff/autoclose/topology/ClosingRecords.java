package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.Close;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.avro.Audience;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.RequestRating;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SilentSide;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.Ids;
import io.handoff.kit.streams.record.MessageContents;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.OutgoingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From closes to Avro. Every id follows from the close's id, which follows from the deadline. */
final class ClosingRecords {

  private final String service;

  ClosingRecords(String service) {
    this.service = service;
  }

  /** What the platform is to carry out, in this order: say goodbye, ask for a rating, close. */
  List<ConversationAction> actions(
      ConversationKey id, Conversation conversation, Close close, long version) {
    List<ConversationAction> actions = new ArrayList<>();
    OutgoingMessage closing = close.closing();
    if (closing != null) {
      actions.add(
          action(id, conversation, close, version)
              .setActionId(Ids.derive("closing-message", close.actionId()))
              .setPayload(
                  SendMessage.newBuilder()
                      .setContent(MessageContents.of(closing))
                      .setAudience(close.unanswered() ? Audience.AGENTS : Audience.CUSTOMER)
                      .setPurpose(Occasion.CLOSING.purpose())
                      .build())
              .build());
    }
    OutgoingMessage rating = close.rating();
    if (rating != null) {
      actions.add(
          action(id, conversation, close, version)
              .setActionId(Ids.derive("rating-request", close.actionId()))
              .setPayload(RequestRating.newBuilder().setContent(MessageContents.of(rating)).build())
              .build());
    }
    Deadline deadline = close.deadline();
    boolean customer = deadline.silent() == Party.CUSTOMER;
    actions.add(
        action(id, conversation, close, version)
            .setActionId(close.actionId())
            .setPayload(
                CloseConversation.newBuilder()
                    .setLastSequence(deadline.lastSequence())
                    .setReason(customer ? CloseReason.CUSTOMER_SILENT : CloseReason.AGENT_SILENT)
                    .setDueAt(deadline.due())
                    .setBillable(!close.unanswered())
                    .build())
            .build());
    return actions;
  }

  /** The news that a silence has lasted too long. */
  TimeEvent closeDue(
      ConversationKey id, Conversation conversation, Close close, long version, Instant firedAt) {
    Deadline deadline = close.deadline();
    return TimeEvent.newBuilder()
        .setEventId(Ids.derive("close-due", close.actionId()))
        .setAccountId(id.accountId())
        .setChannelId(conversation.channelId())
        .setConversationId(id.conversationId())
        .setOccurredAt(deadline.due())
        .setFiredAt(firedAt)
        .setCause(cause(deadline.origin()))
        .setSettingsVersion(version)
        .setTest(conversation.test())
        .setPayload(
            CloseDue.newBuilder()
                .setSilent(
                    deadline.silent() == Party.CUSTOMER ? SilentSide.CUSTOMER : SilentSide.AGENT)
                .setSilentSince(deadline.silentSince())
                .setLastSequence(deadline.lastSequence())
                .setActionId(close.actionId())
                .setBillable(!close.unanswered())
                .build())
        .build();
  }

  /** A silence that ends nothing, because the settings that set its deadline are gone. */
  io.handoff.avro.Decision suppressed(
      ConversationKey id, Conversation conversation, Instant queuedAt, String code) {
    return io.handoff.avro.Decision.newBuilder()
        .setDecisionId(
            Ids.derive(
                "suppressed",
                id.accountId(),
                id.conversationId(),
                conversation.standing().messages().lastSequence(),
                queuedAt.toEpochMilli()))
        .setAccountId(id.accountId())
        .setConversationId(id.conversationId())
        .setOccurredAt(queuedAt)
        .setService(service)
        .setSubject("auto-close")
        .setOutcome(DecisionOutcome.SUPPRESSED)
        .setCode(code)
        .setMessage("A silence was being counted, but its settings are gone.")
        .setTest(conversation.test())
        .build();
  }

  /** A message that would have had a hole. */
  io.handoff.avro.Decision unsent(
      ConversationKey id, Conversation conversation, Instant queuedAt, String words) {
    return io.handoff.avro.Decision.newBuilder(
            suppressed(id, conversation, queuedAt, "empty-placeholder"))
        .setDecisionId(
            Ids.derive(
                "unsent", id.accountId(), id.conversationId(), queuedAt.toEpochMilli(), words))
        .setSubject("message")
        .setMessage(words)
        .build();
  }

  private ConversationAction.Builder action(
      ConversationKey id, Conversation conversation, Close close, long version) {
    return ConversationAction.newBuilder()
        .setAccountId(id.accountId())
        .setChannelId(conversation.channelId())
        .setConversationId(id.conversationId())
        .setOccurredAt(close.deadline().due())
        .setCause(cause(close.deadline().origin()))
        .setSettingsVersion(version)
        .setService(service)
        .setTest(conversation.test());
  }

  private static Cause cause(Origin origin) {
    return Cause.newBuilder().setEventId(origin.eventId()).setDepth(origin.depth() + 1).build();
  }
}
