package io.handoff.autoclose.decision.conversation;

import io.handoff.autoclose.decision.event.Event.HandoffMoved;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.Event.TicketMoved;
import io.handoff.autoclose.decision.event.Event.TicketStage;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.time.Origin;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is to answer, folded. Only ticket.events change it, in their order.
 *
 * @param handoff the last handoff that was heard of and has not ended; null: none
 * @param ticket the last ticket that was heard of; null: none
 */
public record Handover(@Nullable Handoff handoff, @Nullable TicketStanding ticket) {

  /** Nobody was asked. */
  public static final Handover NONE = new Handover(null, null);

  /**
   * A moment from which time can be counted.
   *
   * @param at event time
   * @param origin the event
   */
  public record Start(Instant at, Origin origin) {

    /** The later one; of the same moment this one. */
    Start or(@Nullable Start other) {
      return other != null && other.at().isAfter(at) ? other : this;
    }
  }

  /**
   * A handoff that has not ended as far as its ticket's side knows.
   *
   * @param trackedAt event time of the last that was heard of it
   * @param taken since when it waits or somebody has it, where nobody was asked before; null: since
   *     it was asked for, or nobody is asked
   * @param assigned since when this agent has it; null: nobody has
   * @param held since when somebody has it without a break; null: nobody has
   */
  public record Handoff(
      String handoffId,
      Instant requestedAt,
      Stage stage,
      Instant trackedAt,
      @Nullable Start taken,
      @Nullable Start assigned,
      @Nullable Start held,
      @Nullable String agentId,
      @Nullable String teamId,
      @Nullable String customerName,
      String language) {}

  /**
   * Where a ticket stands.
   *
   * @param createdAt when it was made; null: not known
   * @param active since when it is not at rest any more; null: it never was
   * @param waiting since when its status says that the customer is waited for; null: it does not
   * @param waitedUntil since when its status does not say so any more; null: it never did
   */
  public record TicketStanding(
      String handoffId,
      TicketStage stage,
      Instant trackedAt,
      @Nullable Instant createdAt,
      @Nullable Start active,
      @Nullable Start waiting,
      @Nullable Start waitedUntil) {

    /** Since when the customer is waited for, if not since before a moment; null otherwise. */
    @Nullable Start waitsForCustomerSince(Instant moment) {
      return waiting == null || waiting.at().isBefore(moment) ? null : waiting;
    }
  }

  /** After news of a handoff; news of one that another has followed changes nothing. */
  public Handover with(HandoffMoved moved) {
    Handoff same =
        handoff != null && handoff.handoffId().equals(moved.handoffId()) ? handoff : null;
    boolean another = handoff != null && same == null;
    if (handoff != null && another && moved.requestedAt().isBefore(handoff.requestedAt())) {
      return this; // late news of a handoff that another one has followed
    }
    if (moved.stage() == Stage.ENDED) {
      return another ? this : new Handover(null, ticket);
    }
    Instant at = moved.about().occurredAt();
    Start now = moved.stage() == Stage.ASSIGNED ? new Start(at, moved.about().origin()) : null;
    Start assigned = now;
    Start held = now;
    if (now != null && same != null && same.stage() == Stage.ASSIGNED) {
      held = same.held();
      assigned = Objects.equals(same.agentId(), moved.agentId()) ? same.assigned() : now;
    }
    return new Handover(
        new Handoff(
            moved.handoffId(),
            moved.requestedAt(),
            moved.stage(),
            at,
            taken(same, moved),
            assigned,
            held,
            moved.agentId(),
            moved.teamId(),
            moved.customerName(),
            moved.language()),
        ticket);
  }

  private static @Nullable Start taken(@Nullable Handoff before, HandoffMoved moved) {
    if (before == null || moved.stage() == Stage.UNASSIGNED) {
      return null;
    }
    return before.stage() == Stage.UNASSIGNED
        ? new Start(moved.about().occurredAt(), moved.about().origin())
        : before.taken();
  }

  /** After news of a ticket; news of one that another has followed changes nothing. */
  public Handover with(TicketMoved moved) {
    TicketStanding before = ticket;
    Instant known = before == null ? null : before.createdAt();
    if (known != null && moved.createdAt().isBefore(known)) {
      return this; // late news of a ticket that another one has followed
    }
    Start now = new Start(moved.statusAt(), moved.about().origin());
    Start active = null;
    Start waiting = null;
    Start waitedUntil = null;
    if (before != null && before.handoffId().equals(moved.handoffId())) {
      boolean woke = before.stage() == TicketStage.AT_REST && moved.stage() == TicketStage.ACTIVE;
      active = woke ? now : before.active();
      waiting = before.waiting();
      waitedUntil = before.waitedUntil();
    }
    if (moved.status() != Status.WAITING_ON_CUSTOMER) {
      waitedUntil = waiting == null ? waitedUntil : now;
      waiting = null;
    } else if (waiting == null) {
      waiting = now;
    }
    return new Handover(
        handoff,
        new TicketStanding(
            moved.handoffId(),
            moved.stage(),
            moved.about().occurredAt(),
            moved.createdAt(),
            active,
            waiting,
            waitedUntil));
  }
}
