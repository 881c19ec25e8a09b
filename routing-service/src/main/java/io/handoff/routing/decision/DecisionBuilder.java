package io.handoff.routing.decision;

import io.handoff.kit.time.Outages;
import io.handoff.routing.decision.Change.AgentChanged;
import io.handoff.routing.decision.Change.CountersChanged;
import io.handoff.routing.decision.Change.CustomerServed;
import io.handoff.routing.decision.Change.HandoffChanged;
import io.handoff.routing.decision.Change.HandoffFinished;
import io.handoff.routing.decision.Change.HandoffRemoved;
import io.handoff.routing.decision.Change.LineChanged;
import io.handoff.routing.decision.Change.RequestSeen;
import io.handoff.routing.decision.ProcessedIds.Receipt;
import io.handoff.routing.decision.RoutingEvent.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision in the making: a sheet over the aggregate, and what was put down so far. */
final class DecisionBuilder {

  private final AccountRouting state;
  private final Roster roster;
  private final Origin origin;
  private final Outages outages;
  private final Counters before;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Map<String, String> losers = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Map<@Nullable String, Boolean> open = new HashMap<>();
  private final Instant now;
  private boolean opened;

  DecisionBuilder(AccountRouting live, Roster roster, Origin origin, Outages outages) {
    this.state = live.draft();
    this.roster = roster;
    this.origin = origin;
    this.outages = outages;
    this.before = live.counters();
    Instant clock = before.clock();
    this.now = clock == null || clock.isBefore(origin.occurredAt()) ? origin.occurredAt() : clock;
  }

  /** The account's time: the latest event time that it has seen, this event's included. */
  Instant now() {
    return now;
  }

  /** Whether a team is open now; true where there is none. */
  boolean isOpen(@Nullable String teamId) {
    return open.computeIfAbsent(teamId, team -> roster.isOpen(team, now));
  }

  /** Puts down how an open handoff is now, under the terms that the settings in force make. */
  void put(OpenHandoff handoff) {
    OpenHandoff stamped = HandoffTerms.of(handoff, state, roster);
    change(new HandoffChanged(stamped));
  }

  /** Puts down how an agent is now. */
  void put(AgentState agent) {
    AgentWorkload workload = state.desk(agent.agentId());
    change(new AgentChanged(HandoffTerms.of(agent, workload, state, roster, outages)));
  }

  /** Id of the decision that would be published next. */
  String nextDecisionId() {
    return Effect.decisionId(roster.config().accountId(), origin.key(), effects.size());
  }

  /** The account as it will be after what was put down so far. To be read only. */
  AccountRouting state() {
    return state;
  }

  Roster roster() {
    return roster;
  }

  /** When no time was kept. */
  Outages outages() {
    return outages;
  }

  Origin origin() {
    return origin;
  }

  /** Puts a change down; what is read from now on shows it. */
  void change(Change change) {
    state.evolve(change);
    changes.add(change);
  }

  /** Puts an effect down. */
  void effect(Effect effect) {
    effects.add(effect);
  }

  /** Takes the next place in the order of arrivals. */
  long arrive() {
    count(state.counters().arrived());
    return state.counters().arrivals();
  }

  /** Notes that the agent got a conversation. */
  void assigned(String agentId) {
    count(state.counters().assigned());
    put(state.desk(agentId).agent().assigned(state.counters().assignments(), now));
  }

  /**
   * Notes that an agent loses a conversation or an offer in this decision.
   *
   * @param reason why, for the platform; null: what it comes to says it
   */
  void lost(OpenHandoff handoff, @Nullable String reason) {
    String agentId = handoff.agentId();
    if (agentId != null) {
      losers.put(handoff.conversationId(), agentId);
      if (reason != null) {
        reasons.put(handoff.conversationId(), reason);
      }
      put(state.desk(agentId).agent().idle(now));
    }
  }

  /** Why it was lost in this decision; null: nothing special. */
  @Nullable String lossReason(OpenHandoff handoff) {
    return reasons.get(handoff.conversationId());
  }

  /** Notes that the loss of a conversation was published. */
  void lossPublished(OpenHandoff handoff) {
    losers.remove(handoff.conversationId());
    reasons.remove(handoff.conversationId());
  }

  /** Who lost the conversation in this decision; null: nobody. */
  @Nullable String previous(OpenHandoff handoff) {
    return losers.get(handoff.conversationId());
  }

  /** Notes that this request was seen. */
  void seen() {
    count(state.counters().sawOne());
    change(
        new RequestSeen(
            new Receipt(state.counters().seen(), AccountRouting.hash(origin.eventId()))));
  }

  /** Whether waiting work has yet to be checked against these settings. */
  boolean settingsChanged() {
    return roster.version() != state.counters().settingsVersion();
  }

  /** Notes that waiting work was checked against these settings. */
  void checked() {
    count(state.counters().checked(roster.version()));
  }

  /** Notes that a handoff is over, so that it is not opened again. */
  void finished(String handoffId) {
    count(state.counters().finishedOne());
    change(
        new HandoffFinished(
            new Receipt(state.counters().finished(), AccountRouting.hash(handoffId))));
  }

  /** Takes an open handoff out: nobody has it and it waits no longer. */
  void remove(OpenHandoff handoff) {
    if (state.handoff(handoff.conversationId()).isPresent()) {
      change(new HandoffRemoved(handoff.conversationId()));
    }
  }

  /** Whether this decision has yet to look at what waited for business hours. */
  boolean firstOpening() {
    boolean first = !opened;
    opened = true;
    return first;
  }

  /** Notes the account's time, and when it has to be looked at. */
  void finish(@Nullable Instant refreshAt) {
    boolean waits = state.waiting() > 0;
    count(state.counters().at(now, waits ? roster.nextHours(now) : null, waits ? refreshAt : null));
  }

  /** Notes that the account was looked at because time had passed. */
  void woke() {
    count(state.counters().woke());
  }

  /** All that was put down. */
  Outcome outcome(String word) {
    Map<Object, Change> last = new LinkedHashMap<>();
    for (Change change : changes) {
      last.put(subject(change), change);
    }
    List<Change> all = new ArrayList<>(last.values());
    if (!state.counters().equals(before)) {
      all.add(new CountersChanged(state.counters()));
    }
    return new Outcome(word, roster.version(), all, effects);
  }

  private record Subject(char kind, Object id) {}

  /** What a change is about: of several about the same, the last one holds. */
  private static Object subject(Change change) {
    return switch (change) {
      case AgentChanged(AgentState agent) -> new Subject('a', agent.agentId());
      case HandoffChanged(OpenHandoff open) -> new Subject('h', open.conversationId());
      case HandoffRemoved(String conversationId) -> new Subject('h', conversationId);
      case LineChanged(QueueStatistics statistics) -> new Subject('l', statistics.key());
      case CustomerServed(String customerId, String agentId) -> new Subject('c', customerId);
      case RequestSeen(Receipt receipt) -> new Subject('r', receipt.number());
      case HandoffFinished(Receipt receipt) -> new Subject('f', receipt.number());
      case CountersChanged counters -> new Subject('n', "");
    };
  }

  private void count(Counters now) {
    state.evolve(new CountersChanged(now));
  }
}
