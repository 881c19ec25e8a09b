package io.handoff.trigger.topology;

import io.handoff.avro.Cause;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.Customer;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.Evidence;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.MatchKind;
import io.handoff.kit.Ids;
import io.handoff.trigger.decision.ConversationInput.Event;
import io.handoff.trigger.decision.ConversationState;
import io.handoff.trigger.decision.CustomerInfo;
import io.handoff.trigger.decision.FoundTrigger;
import io.handoff.trigger.decision.Reason;
import io.handoff.trigger.decision.TriggerDecision.HandoffOpened;
import io.handoff.trigger.decision.TriggerDecision.NoAction;
import io.handoff.trigger.decision.TriggerDecision.Refused;
import io.handoff.trigger.decision.TriggerDecision.TriggerSuppressed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From decisions to Avro: the records that follow from one event. */
final class Outputs {

  private final String service;
  private final TriggerProcessor.Decided decided;
  private final Event event;
  private final Cause cause;

  Outputs(
      String service, TriggerProcessor.Decided decided, Event event, ConversationEvent original) {
    this.service = service;
    this.decided = decided;
    this.event = event;
    this.cause =
        new Cause(
            event.eventId(), original.getCause() == null ? 1 : original.getCause().getDepth() + 1);
  }

  HandoffRequest handoff(HandoffOpened opened, @Nullable Instant publishedAt) {
    ConversationState context = opened.context();
    ConversationState.LastMessage last = context.lastCustomerMessage();
    HandoffContext handoff =
        HandoffContext.newBuilder()
            .setHandoffId(opened.handoffId())
            .setChannelId(event.channelId())
            .setCustomer(customer(context.customer()))
            .setReason(reason(opened.trigger().reason()))
            .setEvidence(evidence(opened.call()))
            .setRequestedAt(opened.requestedAt())
            .setPublishedAt(publishedAt)
            .setLanguage(opened.language())
            .setLastMessage(last == null ? null : last.text())
            .setSubject(context.subject())
            .setMessageCount(context.messageCount())
            .setSettingsVersion(decided.settingsVersion())
            .setTest(event.test())
            .build();
    return HandoffRequest.newBuilder()
        .setEventId(Ids.derive("handoff-request", event.eventId(), opened.handoffId()))
        .setAccountId(decided.accountId())
        .setConversationId(decided.conversationId())
        .setOccurredAt(event.occurredAt())
        .setCause(cause)
        .setSettingsVersion(decided.settingsVersion())
        .setPayload(
            HandoffRequested.newBuilder()
                .setHandoff(handoff)
                .setStoreId(context.storeId())
                .setTopic(context.topic())
                .setFields(context.fields())
                .setRuleSetId(null)
                .build())
        .build();
  }

  Decision suppressed(TriggerSuppressed suppressed) {
    FoundTrigger trigger = suppressed.trigger();
    FoundTrigger.Span match = trigger.match();
    return decision(
        trigger.triggerId(),
        DecisionOutcome.SUPPRESSED,
        "handoff-open",
        "the trigger fired again, but a handoff is open",
        List.of(
            detail("handoff", suppressed.openHandoffId()),
            detail("reason", trigger.reason().triggerId()),
            detail("matched", match == null ? null : match.text()),
            detail("start", match == null ? null : String.valueOf(match.start())),
            detail("end", match == null ? null : String.valueOf(match.end())),
            detail("how", match == null ? "EVENT" : match.how().name())));
  }

  Decision refused(Refused refused) {
    return decision(
        "conversation-event",
        DecisionOutcome.REFUSED,
        refused.code(),
        refused.message(),
        List.of(detail("channel", event.channelId())));
  }

  /** For tests of the handoff, which else would see nothing. */
  Decision none(NoAction none) {
    return decision(
        "triggers",
        DecisionOutcome.NO_ACTION,
        none.outcome(),
        none.outcome().equals("no-trigger") || none.outcome().equals("implicit-start")
            ? "no trigger of the channel fits"
            : "nothing was to be decided",
        List.of(detail("channel", event.channelId())));
  }

  private Decision decision(
      String subject,
      DecisionOutcome outcome,
      String code,
      String message,
      List<DecisionDetail> details) {
    return Decision.newBuilder()
        .setDecisionId(
            Ids.derive(
                "decision",
                service,
                decided.accountId(),
                decided.conversationId(),
                event.eventId(),
                code))
        .setAccountId(decided.accountId())
        .setConversationId(decided.conversationId())
        .setTicketId(null)
        .setOccurredAt(event.occurredAt())
        .setCause(cause)
        .setSettingsVersion(decided.settingsVersion())
        .setService(service)
        .setSubject(subject)
        .setOutcome(outcome)
        .setCode(code)
        .setMessage(message)
        .setDetails(details)
        .setTest(event.test())
        .build();
  }

  private static DecisionDetail detail(String name, @Nullable String actual) {
    return DecisionDetail.newBuilder()
        .setName(name)
        .setExpected(null)
        .setActual(actual)
        .setMet(true)
        .build();
  }

  private static Evidence evidence(ConversationState.Call call) {
    FoundTrigger trigger = call.trigger();
    FoundTrigger.Span match = trigger.match();
    return Evidence.newBuilder()
        .setEventId(call.eventId())
        .setMessageSequence(trigger.messageSequence())
        .setTriggerId(trigger.triggerId())
        .setTriggerPhrase(trigger.phrase())
        .setMatchedText(match == null ? null : match.text())
        .setStart(match == null ? null : match.start())
        .setEnd(match == null ? null : match.end())
        .setHow(match == null ? MatchKind.EVENT : how(match.how()))
        .build();
  }

  private static @Nullable Customer customer(@Nullable CustomerInfo customer) {
    return customer == null
        ? null
        : Customer.newBuilder()
            .setCustomerId(customer.customerId())
            .setName(customer.name())
            .setLanguage(customer.language())
            .setEmail(customer.email())
            .setAttributes(customer.attributes())
            .build();
  }

  private static HandoffReason reason(Reason reason) {
    return switch (reason) {
      case AI_AGENT_COULD_NOT_ANSWER -> HandoffReason.AI_AGENT_COULD_NOT_ANSWER;
      case PERSON_REQUESTED -> HandoffReason.PERSON_REQUESTED;
      case AI_AGENT_PAUSED -> HandoffReason.AI_AGENT_PAUSED;
      case NO_AI_AGENT -> HandoffReason.NO_AI_AGENT;
      case CUSTOM_TRIGGER -> HandoffReason.CUSTOM_TRIGGER;
    };
  }

  private static MatchKind how(FoundTrigger.How how) {
    return switch (how) {
      case EVENT -> MatchKind.EVENT;
      case EXACT -> MatchKind.EXACT;
      case FORM -> MatchKind.FORM;
      case LEMMA -> MatchKind.LEMMA;
      case ALIGNMENT -> MatchKind.ALIGNMENT;
      case PATTERN -> MatchKind.PATTERN;
    };
  }
}
