package io.handoff.deploy.testhandoff;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationOffered;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketEvent;
import io.handoff.deploy.testhandoff.Hop.Stage;
import java.time.Duration;
import java.util.List;

/** What hops answered, or did not, in words. */
final class HopWords {
  private HopWords() {}

  static String trigger(HandoffRequest request) {
    return request.getPayload() instanceof HandoffRequested requested
        ? "%s, trigger %s, settings version %d"
            .formatted(
                ObservedRecords.words(requested.getHandoff().getReason()),
                requested.getHandoff().getEvidence().getTriggerId(),
                request.getSettingsVersion())
        : "";
  }

  static String routed(RoutingDecision decision) {
    String team = decision.getTarget().getTeamId();
    return "process %s, to the %s%s: %s"
        .formatted(
            ObservedRecords.words(decision.getProcess()),
            ObservedRecords.words(decision.getTarget().getKind()),
            team == null ? "" : ", team " + team,
            decision.getWhy());
  }

  static String ticket(TicketEvent event) {
    return event.getTicketId() == null
        ? "none, as the target is an inbox; followed there, marked as a test"
        : "ticket " + event.getTicketId() + ", marked as a test";
  }

  static String outcome(RoutingDecision decision) {
    return switch (decision.getPayload()) {
      case ConversationAssigned assigned -> "assigned to " + assigned.getAgentId();
      case ConversationOffered offered -> "offered to " + offered.getAgentId();
      case ConversationQueued queued ->
          "queued at position %d: nobody is available".formatted(queued.getPosition());
      case ConversationUnassigned unassigned ->
          "left unassigned (%s): nobody is available"
              .formatted(ObservedRecords.words(unassigned.getOutcome()));
      default -> "ended";
    };
  }

  /**
   * Where to look.
   *
   * @param said what the service wrote to the decision log
   */
  static String silent(Stage stage, String conversationId, Duration limit, List<String> said) {
    StringBuilder text = new StringBuilder();
    if (!said.isEmpty()) {
      text.append(
          "%s has read the call of %s, sent nothing to %s for it, and said:"
              .formatted(stage.service(), conversationId, stage.writes()));
      said.forEach(line -> text.append("\n    ").append(line));
      text.append("\n  what it said names what to change in the settings; then try again");
      return text.toString();
    }
    text.append(
        "%s gave no answer for \"%s\" within %d s: nothing about %s on %s"
            .formatted(
                stage.service(), stage.title(), limit.toSeconds(), conversationId, stage.writes()));
    text.append(
        """

        it reads %s; nothing shows that it has read the call
        1. does it run? curl http://INSTANCE/actuator/health/readiness; if not: deploy/runbooks/HandoffServiceDown.md
        2. is it behind? handoff:lag:sum of the service: deploy/runbooks/HandoffBehind.md, HandoffNotProcessing.md
        3. did it refuse the record? topic %s: deploy/runbooks/HandoffDeadLetters.md\
        """
            .formatted(stage.reads(), stage.deadLetters())
            .indent(2)
            .stripTrailing());
    return text.toString();
  }
}
