package io.handoff.routing.topology;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.AssignRequested;
import io.handoff.avro.Cause;
import io.handoff.avro.HandoffEnd;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.HandoffReopened;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.HandoffSnoozed;
import io.handoff.avro.HandoffWoken;
import io.handoff.avro.OfferAccepted;
import io.handoff.avro.OfferDeclined;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.PriorityChanged;
import io.handoff.avro.ReassignRequested;
import io.handoff.avro.ReleaseRequested;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.Target;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.Subject;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What comes in, as events of the decision package. Throws {@link IllegalArgumentException} for a
 * record that cannot be one; it then becomes a dead letter.
 */
final class Inputs {
  private Inputs() {}

  /**
   * A record as routing sees it.
   *
   * @param accountId the account
   * @param depth length of the chain of causes that led to the record
   * @param event what it says
   */
  record Input(String accountId, int depth, RoutingEvent event) {}

  static Input of(DecodedRecord<?> inbound) {
    Instant at = inbound.occurredAt();
    return switch (inbound.value()) {
      case HandoffRequest request ->
          new Input(request.getAccountId(), depth(request.getCause()), event(request, at));
      case AgentPresence presence -> new Input(presence.getAccountId(), 0, event(presence, at));
      case RoutingRequest request ->
          new Input(request.getAccountId(), depth(request.getCause()), event(request, at));
      default -> throw new IllegalArgumentException("not read here: " + inbound.topic().name());
    };
  }

  private static int depth(@Nullable Cause cause) {
    return cause == null ? 0 : cause.getDepth();
  }

  private static RoutingEvent event(HandoffRequest request, Instant at) {
    String conversationId = required("conversation", request.getConversationId());
    Origin origin = new Origin(request.getEventId(), at);
    return switch (request.getPayload()) {
      case HandoffRequested asked ->
          new RoutingEvent.HandoffAsked(
              origin,
              HandoffContextMapper.plain(asked.getHandoff(), conversationId),
              new RoutingEvent.About(
                  asked.getStoreId(),
                  asked.getTopic(),
                  asked.getFields(),
                  depth(request.getCause()) + 1),
              null);
      default -> throw unknown(request.getPayload());
    };
  }

  private static RoutingEvent event(AgentPresence presence, Instant at) {
    String agentId = required("agent", presence.getAgentId());
    Origin origin = new Origin(presence.getEventId(), at, agentId);
    return switch (presence.getPayload()) {
      case PresenceChanged changed ->
          new RoutingEvent.PresenceReported(origin, agentId, plain(changed.getStatus()), false);
      case PresenceHeartbeat heartbeat ->
          new RoutingEvent.PresenceReported(origin, agentId, plain(heartbeat.getStatus()), true);
      default -> throw unknown(presence.getPayload());
    };
  }

  private static RoutingEvent event(RoutingRequest request, Instant at) {
    String conversationId = required("conversation", request.getConversationId());
    Origin origin = new Origin(request.getEventId(), at);
    Subject subject = new Subject(conversationId, request.getHandoffId());
    return switch (request.getPayload()) {
      case AssignRequested asked ->
          new RoutingEvent.AssignAsked(
              origin,
              subject,
              asked.getAgentId(),
              asked.getCommandId(),
              by(asked.getBy()),
              asked.getTarget() == null ? null : plain(asked.getTarget()));
      case ReassignRequested asked ->
          new RoutingEvent.ReassignAsked(
              origin,
              subject,
              asked.getTarget() == null ? null : plain(asked.getTarget()),
              asked.getPriority() == null ? null : plain(asked.getPriority()),
              asked.getRequestedBy(),
              by(asked.getBy()));
      case ReleaseRequested asked ->
          new RoutingEvent.ReleaseAsked(origin, subject, asked.getAgentId(), asked.getCommandId());
      case PriorityChanged asked ->
          new RoutingEvent.PriorityAsked(origin, subject, plain(asked.getPriority()));
      case OfferAccepted answer ->
          new RoutingEvent.OfferAnswered(
              origin, subject, answer.getAgentId(), answer.getOfferId(), true);
      case OfferDeclined answer ->
          new RoutingEvent.OfferAnswered(
              origin, subject, answer.getAgentId(), answer.getOfferId(), false);
      case HandoffSnoozed _ -> new RoutingEvent.SnoozeAsked(origin, subject);
      case HandoffWoken _ -> new RoutingEvent.WakeAsked(origin, subject);
      case HandoffEnded ended ->
          new RoutingEvent.EndReported(origin, subject, ended.getHow() == HandoffEnd.REFUSED);
      case HandoffReopened asked ->
          new RoutingEvent.ReopenAsked(
              origin,
              HandoffContextMapper.plain(asked.getHandoff(), conversationId),
              plain(asked.getTarget()),
              asked.getAgentId(),
              plain(asked.getPriority()));
      default -> throw unknown(request.getPayload());
    };
  }

  /** Who asks, in words; a service of another version may not have said. */
  private static String by(@Nullable String words) {
    return words == null ? "a person" : words;
  }

  private static @Nullable Presence plain(PresenceStatus status) {
    return switch (status) {
      case AVAILABLE -> Presence.AVAILABLE;
      case BUSY -> Presence.BUSY;
      case AWAY -> Presence.AWAY;
      case OFFLINE -> Presence.OFFLINE;
      case UNKNOWN -> null;
    };
  }

  private static Priority plain(io.handoff.avro.Priority priority) {
    return switch (priority) {
      case LOW -> Priority.LOW;
      case NORMAL, UNKNOWN -> Priority.NORMAL;
      case HIGH -> Priority.HIGH;
      case URGENT -> Priority.URGENT;
    };
  }

  private static RoutingTarget plain(Target target) {
    TargetKind kind =
        switch (target.getKind()) {
          case INBOX -> TargetKind.INBOX;
          case HELP_DESK, UNKNOWN -> TargetKind.HELP_DESK;
        };
    return new RoutingTarget(
        kind, target.getDepartmentId(), target.getTeamId(), target.getAgentId());
  }

  private static String required(String what, String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the record names no " + what);
    }
    return id;
  }

  private static IllegalArgumentException unknown(Object payload) {
    return new IllegalArgumentException("unknown payload " + payload.getClass().getSimpleName());
  }
}
