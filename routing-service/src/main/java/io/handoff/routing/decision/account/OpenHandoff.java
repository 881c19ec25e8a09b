package io.handoff.routing.decision.account;

import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Pool;
import io.handoff.routing.decision.queue.WaitingKey;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A handoff that is open: somebody has it or is offered it, or it waits. Immutable; kept in the
 * store of handoffs.
 *
 * @param handoff the handoff
 * @param process live or asynchronous; handoffs without a person are never open
 * @param target where it goes
 * @param priority how much it matters
 * @param arrival place in the order in which the account's handoffs arrived, from 1; unique
 * @param standing where it stands
 * @param agentId who has it or is offered it; null while it waits
 * @param told what the customer was told so far, so that nothing is said twice
 * @param passes agents who gave it back or let it pass, in alphabetical order
 * @param terms what the settings make of it
 * @param offer the open offer; null: there is none
 * @param waiting how it waits, or waited before it was offered; null: an agent has it
 * @param front whether it goes before all others, as its agent went offline
 * @param lookAt when it has to be looked at; null: at no time
 * @param assignments how often it came to an agent; one that was taken up again begins with 1
 * @param asleep whether its ticket is snoozed: whoever has it is not busy with it, and otherwise it
 *     waits in no queue
 */
public record OpenHandoff(
    Handoff handoff,
    Process process,
    RoutingTarget target,
    Priority priority,
    long arrival,
    HandoffStatus standing,
    @Nullable String agentId,
    List<Occasion> told,
    List<Pass> passes,
    Terms terms,
    @Nullable Offer offer,
    @Nullable Waiting waiting,
    boolean front,
    @Nullable Instant lookAt,
    int assignments,
    boolean asleep) {

  /** Where an open handoff stands. */
  public enum HandoffStatus {
    /** An agent has it. */
    ASSIGNED,
    /** An agent is asked to take it. */
    OFFERED,
    /** It waits for an agent who is there but has no room. */
    QUEUED,
    /** Nobody was there: it waits in the unassigned view. */
    UNASSIGNED
  }

  /** How an agent came not to have a conversation. */
  public enum PassKind {
    /** Had it and gave it back. */
    GAVE_BACK,
    /** Declined the offer. */
    DECLINED,
    /** Let the offer lapse. */
    LET_PASS
  }

  /** An agent who is not to have it for now. */
  public record Pass(String agentId, PassKind how, Instant at) {}

  /**
   * What the settings in force make of it.
   *
   * @param weight how much of an agent's capacity it takes
   * @param language language that the agent has to speak; null: any
   * @param ageingMs waiting for so long weighs as much as a step of priority
   */
  public record Terms(int weight, @Nullable String language, long ageingMs) {
    static final Terms NONE = new Terms(1, null, 0);
  }

  /**
   * An open offer.
   *
   * @param offerId id of the decision that made it
   * @param expiresAt when it lapses
   * @param extended whether it stands longer than was published
   */
  public record Offer(String offerId, Instant expiresAt, boolean extended) {}

  /**
   * How it waits.
   *
   * @param since since when
   * @param stage steps of widening that were taken
   * @param heldFor the only agent it waits for, for the time being; null: nobody in particular
   * @param heldUntil until when
   * @param shownPosition position as it was published last; 0: was not
   * @param shownWaitMs estimated wait as it was published last; null: none was
   */
  public record Waiting(
      Instant since,
      int stage,
      @Nullable String heldFor,
      @Nullable Instant heldUntil,
      int shownPosition,
      @Nullable Long shownWaitMs) {

    static Waiting from(Instant since) {
      return new Waiting(since, 0, null, null, 0, null);
    }

    public Waiting widened() {
      return new Waiting(since, stage + 1, heldFor, heldUntil, shownPosition, shownWaitMs);
    }

    public Waiting widenedTo(int steps) {
      return new Waiting(since, steps, heldFor, heldUntil, shownPosition, shownWaitMs);
    }

    public Waiting heldFor(@Nullable String agent, @Nullable Instant until) {
      return new Waiting(since, stage, agent, until, shownPosition, shownWaitMs);
    }

    public Waiting shown(int position, @Nullable Long waitMs) {
      return new Waiting(since, stage, heldFor, heldUntil, position, waitMs);
    }
  }

  // State written by an older version may lack parts; a newer one may know other occasions.
  @SuppressWarnings("ConstantValue")
  public OpenHandoff {
    told = told == null ? List.of() : told.stream().filter(Objects::nonNull).toList();
    passes = passes == null ? List.of() : List.copyOf(passes);
    terms = terms == null ? Terms.NONE : terms;
    boolean somebody = standing == HandoffStatus.ASSIGNED || standing == HandoffStatus.OFFERED;
    if (somebody != (agentId != null)) {
      throw new IllegalArgumentException("assigned or offered means to an agent, and only that");
    }
    if ((standing == HandoffStatus.OFFERED) != (offer != null)) {
      throw new IllegalArgumentException("offered means that there is an offer, and only that");
    }
    if (!somebody && waiting == null) {
      waiting = Waiting.from(handoff.requestedAt());
    }
  }

  /**
   * A handoff that has just arrived and belongs to nobody yet.
   *
   * @param now since when it waits
   */
  public static OpenHandoff arrived(
      Handoff handoff,
      Process process,
      RoutingTarget target,
      Priority priority,
      long arrival,
      Instant now) {
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        HandoffStatus.UNASSIGNED,
        null,
        List.of(),
        List.of(),
        Terms.NONE,
        null,
        Waiting.from(now),
        false,
        null,
        0,
        false);
  }

  /** Id of its conversation. */
  public String conversationId() {
    return handoff.conversationId();
  }

  /** Whether it waits for an agent. */
  public boolean waits() {
    return standing == HandoffStatus.QUEUED || standing == HandoffStatus.UNASSIGNED;
  }

  /** The pool that it waits in, or would. */
  public Pool pool() {
    List<String> without = passes.stream().map(Pass::agentId).toList();
    return new Pool(
        process,
        target.teamId(),
        target.agentId(),
        handoff.channelId(),
        terms.language(),
        waiting == null ? 0 : waiting.stage(),
        waiting == null ? null : waiting.heldFor(),
        without);
  }

  /** Its place among all that waits. */
  public WaitingKey key() {
    return WaitingKey.of(
        front, priority, terms.ageingMs(), handoff.requestedAt(), arrival, conversationId());
  }

  /** As it lies on an agent's desk. */
  AgentWorkload.Held held() {
    return new AgentWorkload.Held(conversationId(), handoff.channelId(), terms.weight());
  }

  /** How an agent passed it; null: did not. */
  public @Nullable PassKind passOf(String agent) {
    for (Pass pass : passes) {
      if (pass.agentId().equals(agent)) {
        return pass.how();
      }
    }
    return null;
  }

  /** The same, held by an agent. */
  public OpenHandoff assignedTo(String agent) {
    return copy(HandoffStatus.ASSIGNED, agent, passes, null, null, false);
  }

  /** The same, offered to an agent. */
  public OpenHandoff offeredTo(String agent, Offer offer) {
    return copy(HandoffStatus.OFFERED, agent, passes, offer, waiting, front);
  }

  /** The same with an offer that stands longer. */
  public OpenHandoff extended(Instant until) {
    Offer old = Objects.requireNonNull(offer);
    return copy(standing, agentId, passes, new Offer(old.offerId(), until, true), waiting, front);
  }

  /** The same, waiting; since now if an agent had it. */
  public OpenHandoff waiting(HandoffStatus how, Instant now) {
    return copy(how, null, passes, null, waiting == null ? Waiting.from(now) : waiting, front);
  }

  /** The same, waiting in another way. */
  public OpenHandoff with(Waiting other) {
    return copy(standing, agentId, passes, offer, other, front);
  }

  /** The same, at the head of the queue. */
  public OpenHandoff toTheFront() {
    return copy(standing, agentId, passes, offer, waiting, true);
  }

  /** The same after an agent gave it back or let it pass. */
  public OpenHandoff passedBy(String agent, PassKind how, Instant at) {
    List<Pass> more = new ArrayList<>(passes);
    more.removeIf(pass -> pass.agentId().equals(agent));
    more.add(new Pass(agent, how, at));
    more.sort(Comparator.comparing(Pass::agentId));
    Waiting free =
        waiting != null && agent.equals(waiting.heldFor()) ? waiting.heldFor(null, null) : waiting;
    return copy(standing, agentId, more, offer, free, front);
  }

  /** The same with some who passed it having the chance again. */
  public OpenHandoff without(Predicate<Pass> forgiven) {
    return copy(
        standing,
        agentId,
        passes.stream().filter(forgiven.negate()).toList(),
        offer,
        waiting,
        front);
  }

  /** The same, with another priority. */
  public OpenHandoff with(Priority other) {
    return new OpenHandoff(
        handoff,
        process,
        target,
        other,
        arrival,
        standing,
        agentId,
        told,
        passes,
        terms,
        offer,
        waiting,
        front,
        lookAt,
        assignments,
        asleep);
  }

  /**
   * The same for another target: nobody has passed it yet, it is held for nobody, and its steps of
   * widening begin anew.
   */
  public OpenHandoff with(RoutingTarget other, Instant now) {
    Waiting anew = waiting == null ? null : Waiting.from(now);
    return new OpenHandoff(
        handoff,
        process,
        other,
        priority,
        arrival,
        standing,
        agentId,
        told,
        List.of(),
        terms,
        offer,
        anew,
        front,
        lookAt,
        assignments,
        asleep);
  }

  /** The same, followed up later. */
  public OpenHandoff asynchronous() {
    return new OpenHandoff(
        handoff,
        Process.ASYNCHRONOUS,
        target,
        priority,
        arrival,
        standing,
        agentId,
        told,
        passes,
        terms,
        offer,
        waiting,
        front,
        lookAt,
        assignments,
        asleep);
  }

  /** The same, after the customer was told something. */
  public OpenHandoff told(Occasion occasion) {
    List<Occasion> more = new ArrayList<>(told);
    more.add(occasion);
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        standing,
        agentId,
        more,
        passes,
        terms,
        offer,
        waiting,
        front,
        lookAt,
        assignments,
        asleep);
  }

  /** The same under other terms, to be looked at some other time. */
  OpenHandoff under(Terms others, @Nullable Instant next) {
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        standing,
        agentId,
        told,
        passes,
        others,
        offer,
        waiting,
        front,
        next,
        assignments,
        asleep);
  }

  private OpenHandoff copy(
      HandoffStatus how,
      @Nullable String agent,
      List<Pass> others,
      @Nullable Offer open,
      @Nullable Waiting wait,
      boolean first) {
    boolean came = how == HandoffStatus.ASSIGNED && standing != HandoffStatus.ASSIGNED;
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        how,
        agent,
        told,
        others,
        terms,
        open,
        wait,
        first,
        lookAt,
        came ? assignments + 1 : assignments,
        asleep);
  }

  /** The same, of a conversation that is taken up again. */
  public OpenHandoff again() {
    return new OpenHandoff(
        handoff, process, target, priority, arrival, standing, agentId, told, passes, terms, offer,
        waiting, front, lookAt, 1, asleep);
  }

  /** The same while its ticket is snoozed. */
  public OpenHandoff sleeping() {
    return sleeping(true, passes, waiting);
  }

  /** The same when it is back: whoever passed it may have it, and its wait begins anew. */
  public OpenHandoff awake(Instant now) {
    return sleeping(false, List.of(), agentId == null ? Waiting.from(now) : null);
  }

  private OpenHandoff sleeping(boolean now, List<Pass> others, @Nullable Waiting wait) {
    return new OpenHandoff(
        handoff,
        process,
        target,
        priority,
        arrival,
        standing,
        agentId,
        told,
        others,
        terms,
        offer,
        wait,
        front,
        lookAt,
        assignments,
        now);
  }
}
