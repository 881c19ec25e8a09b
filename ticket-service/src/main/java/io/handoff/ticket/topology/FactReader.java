package io.handoff.ticket.topology;

import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AssignmentAccepted;
import io.handoff.avro.AssignmentDeclined;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.SilentSide;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TimeEvent;
import io.handoff.avro.UnassignedOutcome;
import io.handoff.kit.Kebab;
import io.handoff.ticket.decision.RoutingOutcome;
import io.handoff.ticket.decision.TimeFact;
import io.handoff.ticket.decision.conversation.CloseAction;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.HandoffProcess;
import io.handoff.ticket.decision.ticket.Priority;

/** What happened, from Avro. A payload that is not known here concerns no ticket. */
final class FactReader {
  private FactReader() {}

  /** Code points of a message that are kept. */
  private static final int TEXT = 500;

  static ConversationFact read(ConversationEvent event) {
    return switch (event.getPayload()) {
      case ConversationStarted p ->
          new ConversationFact.Started(HandoffMapping.read(p.getCustomer()));
      case MessagePosted p ->
          new ConversationFact.Wrote(
              author(p.getAuthor()),
              p.getSequence(),
              p.getAuthorId(),
              p.getActionId(),
              cut(p.getText()),
              p.getMessageId(),
              p.getReferences());
      case AiAgentResumed p -> new ConversationFact.Resumed(HandoffMapping.read(p.getActor()));
      case AssignmentAccepted p -> new ConversationFact.Accepted(p.getAgentId());
      case AssignmentDeclined p -> new ConversationFact.Declined(p.getAgentId(), p.getDetail());
      case CloseRefused p -> new ConversationFact.CloseRefused(p.getActionId());
      case ConversationClosed p ->
          new ConversationFact.Closed(closedBy(p.getClosedBy()), p.getActionId(), p.getActorId());
      case ConversationRated p -> new ConversationFact.Rated(p.getScore());
      case AiAgentCouldNotAnswer _, AiAgentPaused _, PersonRequested _ ->
          new ConversationFact.Irrelevant();
      default -> throw unknown(event.getPayload());
    };
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT));
  }

  private static ConversationFact.Author author(AuthorType author) {
    return switch (author) {
      case CUSTOMER -> ConversationFact.Author.CUSTOMER;
      case AGENT -> ConversationFact.Author.AGENT;
      case AI_AGENT, AUTOMATIC, UNKNOWN -> ConversationFact.Author.OTHER;
    };
  }

  private static ActorType closedBy(ClosedBy by) {
    return switch (by) {
      case CUSTOMER -> ActorType.CUSTOMER;
      case AGENT -> ActorType.AGENT;
      case AI_AGENT -> ActorType.AI_AGENT;
      case SERVICE -> ActorType.SYSTEM;
      case PLATFORM, UNKNOWN -> ActorType.PLATFORM;
    };
  }

  static RoutingOutcome read(RoutingDecision decision) {
    return new RoutingOutcome(
        decision.getDecisionId(),
        decision.getCause() == null ? null : decision.getCause().getEventId(),
        HandoffMapping.read(decision.getHandoff()),
        Enums.to(HandoffProcess.class, decision.getProcess()),
        HandoffMapping.read(decision.getTarget()),
        Enums.to(Priority.class, decision.getPriority()),
        decision.getWhy(),
        outcome(decision.getPayload()),
        decision.getAssignedFields());
  }

  private static RoutingOutcome.Outcome outcome(Object payload) {
    return switch (payload) {
      case ConversationOffered p -> new RoutingOutcome.Offered(p.getAgentId(), p.getExpiresAt());
      case ConversationAssigned p -> new RoutingOutcome.Assigned(p.getAgentId(), p.getCommandId());
      case ConversationQueued _ -> new RoutingOutcome.Queued();
      case ConversationUnassigned p ->
          new RoutingOutcome.Unassigned(p.getOutcome() == UnassignedOutcome.CLOSED);
      case HandoffDeclined _ -> new RoutingOutcome.Declined();
      case RoutingRequestRefused p ->
          new RoutingOutcome.Refused(p.getCommandId(), p.getCode(), p.getMessage());
      case RoutingEnded _ -> new RoutingOutcome.Ended();
      default -> throw unknown(payload);
    };
  }

  static TimeFact read(TimeEvent event) {
    return switch (event.getPayload()) {
      case CloseDue p ->
          new TimeFact.CloseDue(
              new CloseAction(
                  p.getActionId(),
                  p.getSilent() == SilentSide.CUSTOMER ? "customer-silent" : "agent-silent",
                  p.getBillable()),
              p.getSilentSince());
      case SnoozeOver p -> new TimeFact.SnoozeOver(p.getUntil());
      case SlaAtRisk p ->
          new TimeFact.SlaDue(
              Kebab.of(p.getMetric()), p.getPolicyId(), false, event.getTicketId(), null);
      case SlaBreached p ->
          new TimeFact.SlaDue(
              Kebab.of(p.getMetric()), p.getPolicyId(), true, event.getTicketId(), p.getMetAt());
      case EscalationStepDue p ->
          new TimeFact.EscalationDue(p.getEscalationId(), p.getStep(), event.getTicketId());
      default -> new TimeFact.NoNews();
    };
  }

  static IllegalArgumentException unknown(Object payload) {
    return new IllegalArgumentException("unknown payload " + payload.getClass().getSimpleName());
  }
}
