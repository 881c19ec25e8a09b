package io.handoff.routing.topology;

import io.handoff.avro.CandidateVerdict;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.HandoffDeclined;
import io.handoff.avro.HandoffProcess;
import io.handoff.avro.RoutingEnded;
import io.handoff.avro.RoutingRequestRefused;
import io.handoff.avro.Target;
import io.handoff.avro.TargetKind;
import io.handoff.avro.UnassignedOutcome;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.settings.model.HandoffConfig.Process;
import org.jspecify.annotations.Nullable;

/** Parts of routing decisions, as Avro. */
final class Rulings {
  private Rulings() {}

  static Object payload(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Assigned(var agentId, var previousAgentId, var commandId) ->
          new ConversationAssigned(agentId, previousAgentId, commandId);
      case RoutingResult.Offered(var agentId, var expiresAt, var previousAgentId) ->
          new ConversationOffered(agentId, expiresAt, previousAgentId);
      case RoutingResult.Queued(var position, var estimatedWaitMs, var previousAgentId) ->
          new ConversationQueued(position, estimatedWaitMs, previousAgentId);
      case RoutingResult.KeptOpen(var previousAgentId) ->
          new ConversationUnassigned(UnassignedOutcome.KEPT_OPEN, previousAgentId);
      case RoutingResult.Closed() -> new ConversationUnassigned(UnassignedOutcome.CLOSED, null);
      case RoutingResult.Declined(var replied) -> new HandoffDeclined(replied);
      case RoutingResult.Refused(var commandId, var code, var message) ->
          new RoutingRequestRefused(commandId, code, message);
      case RoutingResult.Ended(var agentId) -> new RoutingEnded(agentId);
    };
  }

  static io.handoff.avro.Candidate candidate(Candidate candidate) {
    return new io.handoff.avro.Candidate(
        candidate.agentId(), verdict(candidate.verdict()), candidate.detail());
  }

  private static CandidateVerdict verdict(Candidate.Verdict verdict) {
    return switch (verdict) {
      case CHOSEN -> CandidateVerdict.CHOSEN;
      case LESS_SUITED -> CandidateVerdict.LESS_SUITED;
      case FULL -> CandidateVerdict.FULL;
      case CHANNEL_FULL -> CandidateVerdict.CHANNEL_FULL;
      case SKILL_MISSING -> CandidateVerdict.SKILL_MISSING;
      case LANGUAGE_MISSING -> CandidateVerdict.LANGUAGE_MISSING;
      case DECLINED -> CandidateVerdict.DECLINED;
      case LET_PASS -> CandidateVerdict.LET_PASS;
      case OUTSIDE_HOURS -> CandidateVerdict.OUTSIDE_HOURS;
      case BUSY -> CandidateVerdict.BUSY;
      case AWAY -> CandidateVerdict.AWAY;
      case OFFLINE -> CandidateVerdict.OFFLINE;
    };
  }

  static HandoffProcess process(@Nullable Process process) {
    return switch (process) {
      case null -> HandoffProcess.UNKNOWN;
      case LIVE -> HandoffProcess.LIVE;
      case ASYNCHRONOUS -> HandoffProcess.ASYNCHRONOUS;
      case NONE -> HandoffProcess.NONE;
    };
  }

  static Target target(@Nullable RoutingTarget target) {
    if (target == null) {
      return new Target(TargetKind.UNKNOWN, null, null, null);
    }
    TargetKind kind =
        switch (target.kind()) {
          case HELP_DESK -> TargetKind.HELP_DESK;
          case INBOX -> TargetKind.INBOX;
        };
    return new Target(kind, target.departmentId(), target.teamId(), target.agentId());
  }

  static io.handoff.avro.Priority priority(Priority priority) {
    return switch (priority) {
      case LOW -> io.handoff.avro.Priority.LOW;
      case NORMAL -> io.handoff.avro.Priority.NORMAL;
      case HIGH -> io.handoff.avro.Priority.HIGH;
      case URGENT -> io.handoff.avro.Priority.URGENT;
    };
  }
}
