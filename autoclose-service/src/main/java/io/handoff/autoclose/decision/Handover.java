package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.Event.HandoffMoved;
import io.handoff.autoclose.decision.Event.Stage;
import io.handoff.autoclose.decision.Event.TicketMoved;
import io.handoff.autoclose.decision.Event.TicketStage;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is to answer, folded. Only ticket.events change it, in their order.
 *
 * @param handoff the last handoff that was heard of and has not ended; null: none
 * @param endedAt when the last handoff ended; null: none has
 * @param ticket the last ticket that was heard of; null: none
 */
public record Handover(
    @Nullable Handoff handoff, @Nullable Instant endedAt, @Nullable TicketStanding ticket) {

  /** Nobody was asked. */
  public static final Handover NONE = new Handover(null, null, null);

  /**
   * A handoff that has not ended as far as its ticket's side knows.
   *
   * @param trackedAt event time of the last that was heard of it
   * @param assignedAt since when the agent has it; null: nobody has
   * @param assignment the event that gave it to the agent; null: nobody has it
   */
  public record Handoff(
      String handoffId,
      Instant requestedAt,
      Stage stage,
      Instant trackedAt,
      @Nullable Instant assignedAt,
      @Nullable Origin assignment,
      @Nullable String agentId,
      @Nullable String teamId,
      @Nullable String customerName,
      String language) {}

  /**
   * Where a ticket stands.
   *
   * @param createdAt when it was made; null: not known
   */
  public record TicketStanding(
      String handoffId, TicketStage stage, Instant trackedAt, @Nullable Instant createdAt) {}

  Handover with(HandoffMoved moved) {
    Handoff same =
        handoff != null && handoff.handoffId().equals(moved.handoffId()) ? handoff : null;
    boolean another = handoff != null && same == null;
    if (handoff != null && another && moved.requestedAt().isBefore(handoff.requestedAt())) {
      return this; // late news of a handoff that another one has followed
    }
    Instant at = moved.about().occurredAt();
    if (moved.stage() == Stage.ENDED) {
      return another ? this : new Handover(null, Times.later(endedAt, at), ticket);
    }
    boolean assigned = moved.stage() == Stage.ASSIGNED;
    Handoff kept =
        assigned
                && same != null
                && same.stage() == Stage.ASSIGNED
                && Objects.equals(same.agentId(), moved.agentId())
            ? same
            : null;
    Instant assignedAt = assigned ? at : null;
    Origin assignment = assigned ? moved.about().origin() : null;
    return new Handover(
        new Handoff(
            moved.handoffId(),
            moved.requestedAt(),
            moved.stage(),
            at,
            kept == null ? assignedAt : kept.assignedAt(),
            kept == null ? assignment : kept.assignment(),
            moved.agentId(),
            moved.teamId(),
            moved.customerName(),
            moved.language()),
        endedAt,
        ticket);
  }

  Handover with(TicketMoved moved) {
    Instant known = ticket == null ? null : ticket.createdAt();
    if (known != null && moved.createdAt().isBefore(known)) {
      return this; // late news of a ticket that another one has followed
    }
    return new Handover(
        handoff,
        endedAt,
        new TicketStanding(
            moved.handoffId(), moved.stage(), moved.about().occurredAt(), moved.createdAt()));
  }
}
