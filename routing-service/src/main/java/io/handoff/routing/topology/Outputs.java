package io.handoff.routing.topology;

import io.handoff.avro.AssignConversation;
import io.handoff.avro.Audience;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.PauseAiAgent;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.SendMessage;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.UnassignConversation;
import io.handoff.kit.Ids;
import io.handoff.kit.streams.record.MessageContents;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Acted;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.Effect.Ruled;
import io.handoff.routing.decision.handoff.Handoff;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one outcome. Ids follow from the account, the input, the kind of record and its
 * place in the outcome; times are the input's.
 *
 * @param service name of the service
 * @param accountId the account
 * @param causeId id of the input
 * @param key what ids are derived from
 * @param depth length of the chain of causes, this record's input included
 * @param occurredAt event time of the input
 * @param settingsVersion settings version that was decided with
 */
record Outputs(
    String service,
    String accountId,
    String causeId,
    String key,
    int depth,
    Instant occurredAt,
    long settingsVersion) {

  /**
   * A decision.
   *
   * @param ruled what rules made of a handoff in the same outcome; null: nothing
   */
  RoutingDecision decision(Decided decided, int index, @Nullable Ruled ruled) {
    return RoutingDecision.newBuilder()
        .setDecisionId(Effect.decisionId(accountId, key, index))
        .setAccountId(accountId)
        .setConversationId(decided.handoff().conversationId())
        .setHandoff(HandoffContextMapper.avro(decided.handoff()))
        .setOccurredAt(occurredAt)
        .setCause(cause())
        .setSettingsVersion(settingsVersion)
        .setProcess(Rulings.process(decided.process()))
        .setTarget(Rulings.target(decided.target()))
        .setPriority(Rulings.priority(decided.priority()))
        .setAssignedFields(
            ruled != null && ruled.handoff().handoffId().equals(decided.handoff().handoffId())
                ? ruled.fields()
                : Map.of())
        .setCandidates(decided.candidates().stream().map(Rulings::candidate).toList())
        .setCandidateCount(decided.candidateCount())
        .setWhy(decided.why())
        .setPayload(Rulings.payload(decided.ruling()))
        .build();
  }

  /**
   * A handoff that could not be decided on is over, as trigger-service and ticket-service see it.
   */
  static RoutingDecision declined(HandoffRequest request, HandoffContext handoff, Instant at) {
    Cause cause = request.getCause();
    return RoutingDecision.newBuilder()
        .setDecisionId(
            Ids.derive("decision", request.getAccountId(), request.getEventId(), "failed"))
        .setAccountId(request.getAccountId())
        .setConversationId(request.getConversationId())
        .setHandoff(handoff)
        .setOccurredAt(at)
        .setCause(new Cause(request.getEventId(), cause == null ? 1 : cause.getDepth() + 1))
        .setSettingsVersion(request.getSettingsVersion())
        .setProcess(HandoffProcess.NONE)
        .setTarget(Target.newBuilder().setKind(TargetKind.UNKNOWN).build())
        .setWhy("the handoff could not be processed; the record is in routing.dead-letters")
        .setPayload(new HandoffDeclined(false))
        .build();
  }

  ConversationAction action(Acted acted, int index) {
    Handoff handoff = acted.handoff();
    return ConversationAction.newBuilder()
        .setActionId(Ids.derive("action", accountId, key, kind(acted.action()), index))
        .setAccountId(accountId)
        .setChannelId(handoff.channelId())
        .setConversationId(handoff.conversationId())
        .setOccurredAt(occurredAt)
        .setCause(cause())
        .setSettingsVersion(settingsVersion)
        .setService(service)
        .setTest(handoff.test())
        .setPayload(payload(acted))
        .build();
  }

  Decision log(Logged logged, int index) {
    Handoff handoff = logged.handoff();
    return Decision.newBuilder()
        .setDecisionId(Ids.derive("decision", accountId, key, logged.code(), index))
        .setAccountId(accountId)
        .setConversationId(handoff == null ? null : handoff.conversationId())
        .setOccurredAt(occurredAt)
        .setCause(cause())
        .setSettingsVersion(settingsVersion)
        .setService(service)
        .setSubject(logged.subject())
        .setOutcome(logged.suppressed() ? DecisionOutcome.SUPPRESSED : DecisionOutcome.REFUSED)
        .setCode(logged.code())
        .setMessage(logged.message())
        .setTest(handoff != null && handoff.test())
        .build();
  }

  Cause cause() {
    return new Cause(causeId, depth);
  }

  private static String kind(Action action) {
    return switch (action) {
      case Action.PauseAiAgent() -> "pause-ai-agent";
      case Action.Assign assign -> "assign";
      case Action.Unassign unassign -> "unassign";
      case Action.Say say -> "send-message";
      case Action.Close close -> "close";
    };
  }

  private static Object payload(Acted acted) {
    return switch (acted.action()) {
      case Action.PauseAiAgent() -> new PauseAiAgent(acted.handoff().handoffId());
      case Action.Assign assign ->
          AssignConversation.newBuilder()
              .setAgentId(assign.agentId())
              .setTeamId(assign.teamId())
              .setOffer(assign.offerUntil() != null)
              .setExpiresAt(assign.offerUntil())
              .build();
      case Action.Unassign unassign ->
          new UnassignConversation(unassign.agentId(), unassign.reason());
      case Action.Say say ->
          SendMessage.newBuilder()
              .setContent(MessageContents.of(say.message()))
              .setAudience(Audience.CUSTOMER)
              .setPurpose(say.occasion().purpose())
              .build();
      case Action.Close close ->
          CloseConversation.newBuilder()
              .setLastSequence(close.lastSequence())
              .setReason(CloseReason.UNASSIGNED)
              .setDueAt(close.dueAt())
              .build();
    };
  }
}
