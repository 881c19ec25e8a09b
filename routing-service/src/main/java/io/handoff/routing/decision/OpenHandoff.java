package io.handoff.routing.decision;

import io.handoff.settings.HandoffConfig.Process;
import io.handoff.settings.MessagesConfig.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A handoff that is open: somebody has it, or it waits. Immutable; kept in the store of handoffs.
 *
 * @param handoff the handoff
 * @param process live or asynchronous; handoffs without a person are never open
 * @param target where it goes
 * @param priority how much it matters
 * @param arrival place in the order in which the account's handoffs arrived, from 1; unique
 * @param standing where it stands
 * @param agentId who has it; null unless it is assigned
 * @param told what the customer was told so far, so that nothing is said twice
 * @param givenBackBy agents who gave it back and are not to have it again, in alphabetical order
 */
public record OpenHandoff(
    Handoff handoff,
    Process process,
    RoutingTarget target,
    Priority priority,
    long arrival,
    Standing standing,
    @Nullable String agentId,
    List<Occasion> told,
    List<String> givenBackBy) {

  /** Where an open handoff stands. */
  public enum Standing {
    /** An agent has it. */
    ASSIGNED,
    /** It waits for an agent who is there but has no room. */
    QUEUED,
    /** Nobody was there: it waits in the unassigned view. */
    UNASSIGNED
  }

  // State written by an older version may lack lists; a newer one may know other occasions.
  @SuppressWarnings("ConstantValue")
  public OpenHandoff {
    told = told == null ? List.of() : told.stream().filter(Objects::nonNull).toList();
    givenBackBy = givenBackBy == null ? List.of() : List.copyOf(givenBackBy);
    if ((standing == Standing.ASSIGNED) != (agentId != null)) {
      throw new IllegalArgumentException("assigned means that an agent has it, and only that");
    }
  }

  /** A handoff that has just arrived and belongs to nobody yet. */
  public static OpenHandoff arrived(
      Handoff handoff, Process process, RoutingTarget target, Priority priority, long arrival) {
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        Standing.UNASSIGNED,
        null,
        List.of(),
        List.of());
  }

  /** Id of its conversation. */
  public String conversationId() {
    return handoff.conversationId();
  }

  /** Whether it waits for an agent. */
  public boolean waits() {
    return standing != Standing.ASSIGNED;
  }

  /** The pool that it waits in, or would. */
  public Pool pool() {
    return new Pool(process, target.teamId(), target.agentId(), givenBackBy);
  }

  /** Its place among all that waits. */
  public WaitingKey key() {
    return new WaitingKey(priority, handoff.requestedAt(), arrival, conversationId());
  }

  /** The same, held by an agent. */
  public OpenHandoff assignedTo(String agent) {
    return new OpenHandoff(
        handoff, process, target, priority, arrival, Standing.ASSIGNED, agent, told, givenBackBy);
  }

  /** The same, waiting. */
  public OpenHandoff waiting(Standing how) {
    return new OpenHandoff(
        handoff, process, target, priority, arrival, how, null, told, givenBackBy);
  }

  /** The same, with another priority. */
  public OpenHandoff with(Priority other) {
    return new OpenHandoff(
        handoff, process, target, other, arrival, standing, agentId, told, givenBackBy);
  }

  /** The same for another target, for which nobody has given it back yet. */
  public OpenHandoff with(RoutingTarget other) {
    return new OpenHandoff(
        handoff, process, other, priority, arrival, standing, agentId, told, List.of());
  }

  /** The same, after the customer was told something. */
  public OpenHandoff told(Occasion occasion) {
    List<Occasion> more = new ArrayList<>(told);
    more.add(occasion);
    return new OpenHandoff(
        handoff, process, target, priority, arrival, standing, agentId, more, givenBackBy);
  }

  /** The same, after an agent gave it back. */
  public OpenHandoff givenBack(String agent) {
    TreeSet<String> more = new TreeSet<>(givenBackBy);
    more.add(agent);
    return new OpenHandoff(
        handoff, process, target, priority, arrival, standing, agentId, told, List.copyOf(more));
  }

  /** The same, with an agent who gave it back having the chance again. */
  public OpenHandoff forgiven(String agent) {
    List<String> fewer = givenBackBy.stream().filter(other -> !other.equals(agent)).toList();
    return new OpenHandoff(
        handoff, process, target, priority, arrival, standing, agentId, told, fewer);
  }
}
