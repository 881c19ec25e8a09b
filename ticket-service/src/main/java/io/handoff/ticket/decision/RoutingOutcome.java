package io.handoff.ticket.decision;

import io.handoff.ticket.decision.ticket.AssignedFields;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.HandoffProcess;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routing decided on a handoff.
 *
 * @param decisionId id of the decision
 * @param causeId what led routing to it, such as a request of this service; null: not told
 * @param handoff the handoff
 * @param process process in force
 * @param target target in force
 * @param priority priority in force
 * @param why in words
 * @param outcome what was decided
 * @param assigned what rules want the ticket to begin with, by the names of {@link AssignedFields}
 */
public record RoutingOutcome(
    String decisionId,
    @Nullable String causeId,
    Handoff handoff,
    HandoffProcess process,
    Target target,
    Priority priority,
    String why,
    Outcome outcome,
    Map<String, String> assigned) {

  public RoutingOutcome {
    assigned = Map.copyOf(assigned);
  }

  /** A decision in which no rule had a say. */
  public RoutingOutcome(
      String decisionId,
      @Nullable String causeId,
      Handoff handoff,
      HandoffProcess process,
      Target target,
      Priority priority,
      String why,
      Outcome outcome) {
    this(decisionId, causeId, handoff, process, target, priority, why, outcome, Map.of());
  }

  /** What was decided. */
  public sealed interface Outcome {}

  /** Outcomes that say where the handoff stands. */
  public sealed interface Standing extends Outcome {}

  /** An agent has to accept it. */
  public record Offered(String agentId, Instant expiresAt) implements Standing {}

  /** An agent has it; commandId: who asked for that, null: nobody. */
  public record Assigned(String agentId, @Nullable String commandId) implements Standing {}

  /** It waits. */
  public record Queued() implements Standing {}

  /** Nobody is there; closing: routing asked the platform to close the conversation. */
  public record Unassigned(boolean closing) implements Standing {}

  /** The account's process is "none". */
  public record Declined() implements Outcome {}

  /** A request was not carried out. */
  public record Refused(@Nullable String commandId, String code, String message)
      implements Outcome {}

  /** Nobody is busy with it any more. */
  public record Ended() implements Outcome {}
}
