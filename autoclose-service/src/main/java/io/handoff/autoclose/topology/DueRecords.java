package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.avro.Audience;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseWarningDue;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SilentSide;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SlaMetric;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.Ids;
import io.handoff.kit.streams.record.MessageContents;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.time.Instant;
import java.util.Optional;

/** From what fell due to Avro. */
final class DueRecords {

  private final String service;

  DueRecords(String service) {
    this.service = service;
  }

  TimeEvent event(
      ConversationKey id,
      Conversation conversation,
      DueEvent event,
      long version,
      Instant firedAt) {
    return TimeEvent.newBuilder()
        .setEventId(event.eventId())
        .setAccountId(id.accountId())
        .setChannelId(conversation.channelId())
        .setConversationId(id.conversationId())
        .setTicketId(event.ticketId())
        .setOccurredAt(event.due())
        .setFiredAt(firedAt)
        .setCause(cause(event))
        .setSettingsVersion(version)
        .setTest(conversation.test())
        .setPayload(payload(event))
        .build();
  }

  /** The words that go with it, on the side of those who are silent; empty: there are none. */
  Optional<ConversationAction> message(
      ConversationKey id, Conversation conversation, DueEvent event, long version) {
    if (!(event instanceof DueEvent.Warning warning) || warning.text() == null) {
      return Optional.empty();
    }
    return Optional.of(
        ConversationAction.newBuilder()
            .setActionId(Ids.derive("warning-message", event.eventId()))
            .setAccountId(id.accountId())
            .setChannelId(conversation.channelId())
            .setConversationId(id.conversationId())
            .setOccurredAt(event.due())
            .setCause(cause(event))
            .setSettingsVersion(version)
            .setService(service)
            .setTest(conversation.test())
            .setPayload(
                SendMessage.newBuilder()
                    .setContent(MessageContents.of(warning.text()))
                    .setAudience(
                        warning.close().silent() == Party.CUSTOMER
                            ? Audience.CUSTOMER
                            : Audience.AGENTS)
                    .setPurpose(Occasion.WARNING.purpose())
                    .build())
            .build());
  }

  private static Cause cause(DueEvent event) {
    return Cause.newBuilder()
        .setEventId(event.origin().eventId())
        .setDepth(event.origin().depth() + 1)
        .build();
  }

  private static Object payload(DueEvent event) {
    return switch (event) {
      case DueEvent.Warning warning ->
          CloseWarningDue.newBuilder()
              .setSilent(
                  warning.close().silent() == Party.CUSTOMER
                      ? SilentSide.CUSTOMER
                      : SilentSide.AGENT)
              .setClosesAt(warning.close().due())
              .build();
      case DueEvent.SnoozeOver over -> new SnoozeOver(over.due());
      case DueEvent.Promise promise -> payload(promise.about());
    };
  }

  private static Object payload(SlaDue due) {
    SlaMetric metric = metric(due.metric());
    return switch (due.kind()) {
      case AT_RISK ->
          SlaAtRisk.newBuilder()
              .setMetric(metric)
              .setPolicyId(due.policyId())
              .setDueAt(due.targetDue())
              .build();
      case BREACH ->
          SlaBreached.newBuilder()
              .setMetric(metric)
              .setPolicyId(due.policyId())
              .setDueAt(due.at())
              .setMetAt(due.metAt())
              .build();
      case STEP ->
          EscalationStepDue.newBuilder()
              .setEscalationId(due.policyId())
              .setStep(due.number())
              .setMetric(metric)
              .build();
    };
  }

  private static SlaMetric metric(io.handoff.sla.SlaMetric metric) {
    return switch (metric) {
      case FIRST_RESPONSE -> SlaMetric.FIRST_RESPONSE;
      case NEXT_RESPONSE -> SlaMetric.NEXT_RESPONSE;
      case RESOLUTION -> SlaMetric.RESOLUTION;
    };
  }
}
