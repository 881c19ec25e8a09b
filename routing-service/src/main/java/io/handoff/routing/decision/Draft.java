package io.handoff.routing.decision;

import io.handoff.routing.decision.Change.AgentChanged;
import io.handoff.routing.decision.Change.CountersChanged;
import io.handoff.routing.decision.Change.HandoffFinished;
import io.handoff.routing.decision.Change.HandoffRemoved;
import io.handoff.routing.decision.Change.RequestSeen;
import io.handoff.routing.decision.Receipts.Receipt;
import io.handoff.routing.decision.RoutingEvent.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision in the making: a sheet over the aggregate, and what was put down so far. */
final class Draft {

  private final AccountRouting state;
  private final Roster roster;
  private final Origin origin;
  private final Counters before;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Map<String, String> losers = new HashMap<>();

  Draft(AccountRouting live, Roster roster, Origin origin) {
    this.state = live.draft();
    this.roster = roster;
    this.origin = origin;
    this.before = live.counters();
  }

  /** The account as it will be after what was put down so far. To be read only. */
  AccountRouting state() {
    return state;
  }

  Roster roster() {
    return roster;
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
    change(
        new AgentChanged(
            state
                .desk(agentId)
                .agent()
                .assigned(state.counters().assignments(), origin.occurredAt())));
  }

  /** Notes that an agent lost a conversation in this decision. */
  void lost(OpenHandoff handoff) {
    if (handoff.agentId() != null) {
      losers.put(handoff.conversationId(), handoff.agentId());
    }
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

  /** All that was put down. */
  Outcome outcome(String word) {
    List<Change> all = new ArrayList<>(changes);
    if (!state.counters().equals(before)) {
      all.add(new CountersChanged(state.counters()));
    }
    return new Outcome(word, roster.version(), all, effects);
  }

  private void count(Counters now) {
    state.evolve(new CountersChanged(now));
  }
}
