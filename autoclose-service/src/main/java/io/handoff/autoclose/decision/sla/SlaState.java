package io.handoff.autoclose.decision.sla;

import io.handoff.autoclose.decision.sla.SlaFacts.Fact;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.time.Origin;
import io.handoff.rules.Action.Priority;
import io.handoff.sla.SlaClocks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a ticket's clocks: how they stood at a moment, and what has happened since.
 *
 * <p>The two streams have no order among each other, so facts are kept for a while and sorted by
 * event time. Only when there are more than {@value #FACTS}, or what is promised changes, the older
 * ones become part of how the clocks stood.
 *
 * @param ticketId the ticket; null: none has been heard of
 * @param began what made the ticket; null: there is none
 * @param status of the ticket by its last event
 * @param assigned what its promises follow from
 * @param version settings that they were read from
 * @param stood how the clocks stood
 * @param stoodAt when; facts before are taken as of then
 * @param facts since
 * @param overdue what fell due before {@code stoodAt} and was not told yet
 * @param told keys of what was told or dropped, of targets that have not been met since
 */
public record SlaState(
    @Nullable String ticketId,
    @Nullable Origin began,
    Status status,
    Assigned assigned,
    long version,
    SlaClocks.Snapshot stood,
    Instant stoodAt,
    List<Fact> facts,
    List<SlaDue> overdue,
    List<String> told) {

  /** More facts than this are not kept one by one. */
  public static final int FACTS = 12;

  /** Before the first fact. */
  public static final SlaState NONE =
      new SlaState(
          null,
          null,
          Status.ACTIVE,
          Assigned.NOTHING,
          0,
          SlaClocks.Snapshot.NONE,
          Instant.EPOCH,
          List.of(),
          List.of(),
          List.of());

  public SlaState {
    facts = List.copyOf(facts);
    overdue = List.copyOf(overdue);
    told = List.copyOf(told);
  }

  /**
   * What a ticket's promises follow from.
   *
   * @param policyId the policy that stands on it; null: none
   * @param priority of the ticket
   * @param teamId team in charge; null: none
   */
  public record Assigned(@Nullable String policyId, Priority priority, @Nullable String teamId) {

    /** Nothing is promised. */
    public static final Assigned NOTHING = new Assigned(null, Priority.NORMAL, null);
  }

  /** When the last thing happened that is known. */
  public Instant lastAt() {
    return facts.isEmpty() ? stoodAt : facts.getLast().at();
  }

  public SlaState withFacts(List<Fact> now) {
    return new SlaState(
        ticketId, began, status, assigned, version, stood, stoodAt, now, overdue, told);
  }

  public SlaState with(Status now) {
    return new SlaState(
        ticketId, began, now, assigned, version, stood, stoodAt, facts, overdue, told);
  }

  public SlaState with(Assigned now, long settings) {
    return new SlaState(
        ticketId, began, status, now, settings, stood, stoodAt, facts, overdue, told);
  }

  /** The same with the clocks as they stood at a moment. */
  public SlaState standing(SlaClocks.Snapshot clocks, Instant at) {
    return new SlaState(
        ticketId, began, status, assigned, version, clocks, at, facts, overdue, told);
  }

  /** The same with what waits to fall due, and what was told already. */
  public SlaState withDue(List<SlaDue> waiting, List<String> done) {
    return new SlaState(
        ticketId, began, status, assigned, version, stood, stoodAt, facts, waiting, done);
  }
}
