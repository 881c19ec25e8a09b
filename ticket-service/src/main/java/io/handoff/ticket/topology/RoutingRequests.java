package io.handoff.ticket.topology;

import io.handoff.avro.AssignRequested;
import io.handoff.avro.Cause;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.HandoffReopened;
import io.handoff.avro.HandoffSnoozed;
import io.handoff.avro.HandoffWoken;
import io.handoff.avro.OfferAccepted;
import io.handoff.avro.OfferDeclined;
import io.handoff.avro.Priority;
import io.handoff.avro.PriorityChanged;
import io.handoff.avro.ReassignRequested;
import io.handoff.avro.ReleaseRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequest;
import io.handoff.kit.Ids;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import java.time.Instant;

/** What routing is asked, to Avro. */
final class RoutingRequests {
  private RoutingRequests() {}

  static RoutingRequest write(Effect.RoutingAsked asked, InputRecord input) {
    return RoutingRequest.newBuilder()
        .setEventId(asked.requestId())
        .setAccountId(input.origin().accountId())
        .setConversationId(input.origin().conversationId())
        .setHandoffId(asked.handoffId())
        .setOccurredAt(input.origin().at())
        .setCause(input.asCause())
        .setSettingsVersion(input.settingsVersion())
        .setPayload(payload(asked.ask()))
        .build();
  }

  /** Routing gives up a handoff on which a decision could not be taken in. */
  static RoutingRequest refused(RoutingDecision decision, Instant at) {
    Cause cause = decision.getCause();
    return RoutingRequest.newBuilder()
        .setEventId(Ids.derive("refused", decision.getAccountId(), decision.getDecisionId()))
        .setAccountId(decision.getAccountId())
        .setConversationId(decision.getConversationId())
        .setHandoffId(decision.getHandoff().getHandoffId())
        .setOccurredAt(at)
        .setCause(new Cause(decision.getDecisionId(), cause == null ? 1 : cause.getDepth() + 1))
        .setSettingsVersion(decision.getSettingsVersion())
        .setPayload(new HandoffEnded(io.handoff.avro.HandoffEnd.REFUSED))
        .build();
  }

  private static Object payload(AssignmentRequest ask) {
    return switch (ask) {
      case AssignmentRequest.Assign(var agentId, var commandId, var version, var by, var target) ->
          AssignRequested.newBuilder()
              .setAgentId(agentId)
              .setCommandId(commandId)
              .setBasedOnVersion(version)
              .setBy(by)
              .setTarget(target == null ? null : HandoffMapping.write(target))
              .build();
      case AssignmentRequest.Reassign(var target, var requestedBy, var by) ->
          ReassignRequested.newBuilder()
              .setTarget(target == null ? null : HandoffMapping.write(target))
              .setRequestedBy(requestedBy)
              .setBy(by)
              .build();
      case AssignmentRequest.Snoozed() -> new HandoffSnoozed();
      case AssignmentRequest.Woken() -> new HandoffWoken();
      case AssignmentRequest.Release(var agentId, var commandId) ->
          new ReleaseRequested(agentId, commandId);
      case AssignmentRequest.PriorityChanged(var priority) ->
          new PriorityChanged(Enums.to(Priority.class, priority));
      case AssignmentRequest.OfferAccepted(var agentId, var offerId) ->
          new OfferAccepted(agentId, offerId);
      case AssignmentRequest.OfferDeclined(var agentId, var offerId, var detail) ->
          new OfferDeclined(agentId, offerId, detail);
      case AssignmentRequest.Ended(var how) ->
          new HandoffEnded(Enums.to(io.handoff.avro.HandoffEnd.class, how));
      case AssignmentRequest.Reopened(var handoff, var target, var agentId, var priority) ->
          HandoffReopened.newBuilder()
              .setHandoff(HandoffMapping.write(handoff))
              .setTarget(HandoffMapping.write(target))
              .setAgentId(agentId)
              .setPriority(Enums.to(Priority.class, priority))
              .build();
    };
  }
}
