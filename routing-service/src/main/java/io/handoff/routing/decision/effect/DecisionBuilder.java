package io.handoff.routing.decision.effect;

import io.handoff.kit.time.Outages;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.Change;
import io.handoff.routing.decision.account.Change.AgentChanged;
import io.handoff.routing.decision.account.Change.CountersChanged;
import io.handoff.routing.decision.account.Change.CustomerServed;
import io.handoff.routing.decision.account.Change.HandoffChanged;
import io.handoff.routing.decision.account.Change.HandoffFinished;
import io.handoff.routing.decision.account.Change.HandoffRemoved;
import io.handoff.routing.decision.account.Change.LineChanged;
import io.handoff.routing.decision.account.Change.RequestSeen;
import io.handoff.routing.decision.account.Counters;
import io.handoff.routing.decision.account.HandoffTerms;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.ProcessedIds.Receipt;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.queue.QueueStatistics;
import io.handoff.routing.decision.queue.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision in the making: collects changes and effects, and reads through to the account. */
public final class DecisionBuilder {

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

  /** Begins a decision; the account itself stays as it is. */
  public DecisionBuilder(AccountRouting live, Roster roster, Origin origin, Outages outages) {
    this.state = live.draft();
    this.roster = roster;
    this.origin = origin;
    this.outages = outages;
    this.before = live.counters();
    Instant clock = before.clock();
    this.now = clock == null || clock.isBefore(origin.occurredAt()) ? origin.occurredAt() : clock;
  }

  /** The account's time: the latest event time that it has seen, this event's included. */
  public Instant now() {
    return now;
  }

  /** Whether a team is open now; true where there is none. */
  public boolean isOpen(@Nullable String teamId) {
    return open.computeIfAbsent(teamId, team -> roster.isOpen(team, now));
  }

  /** Puts down how an open handoff is now, under the terms that the settings in force make. */
  public void put(OpenHandoff handoff) {
    OpenHandoff stamped = HandoffTerms.of(handoff, state, roster);
    change(new HandoffChanged(stamped));
  }

  /** Puts down how an agent is now. */
  public void put(AgentState agent) {
    AgentWorkload workload = state.desk(agent.agentId());
    change(new AgentChanged(HandoffTerms.of(agent, workload, state, roster, outages)));
  }

  /** Id of the decision that would be published next. */
  public String nextDecisionId() {
    return Effect.decisionId(roster.config().accountId(), origin.key(), effects.size());
  }

  /** The account as it will be after what was put down so far. To be read only. */
  public AccountRouting state() {
    return state;
  }

  public Roster roster() {
    return roster;
  }

  /** When no time was kept. */
  public Outages outages() {
    return outages;
  }

  public Origin origin() {
    return origin;
  }

  /** Puts a change down; what is read from now on shows it. */
  public void change(Change change) {
    state.evolve(change);
    changes.add(change);
  }

  /** Puts an effect down. */
  public void effect(Effect effect) {
    effects.add(effect);
  }

  /** Takes the next place in the order of arrivals. */
  public long arrive() {
    count(state.counters().arrived());
    return state.counters().arrivals();
  }

  /** Notes that the agent got a conversation. */
  public void assigned(String agentId) {
    count(state.counters().assigned());
    put(state.desk(agentId).agent().assigned(state.counters().assignments(), now));
  }

  /**
   * Notes that an agent loses a conversation or an offer in this decision.
   *
   * @param reason why, for the platform; null: what it comes to says it
   */
  public void lost(OpenHandoff handoff, @Nullable String reason) {
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
  public @Nullable String lossReason(OpenHandoff handoff) {
    return reasons.get(handoff.conversationId());
  }

  /** Notes that the loss of a conversation was published. */
  public void lossPublished(OpenHandoff handoff) {
    losers.remove(handoff.conversationId());
    reasons.remove(handoff.conversationId());
  }

  /** Who lost the conversation in this decision; null: nobody. */
  public @Nullable String previous(OpenHandoff handoff) {
    return losers.get(handoff.conversationId());
  }

  /** Notes that this request was seen. */
  public void seen() {
    count(state.counters().sawOne());
    change(
        new RequestSeen(
            new Receipt(state.counters().seen(), AccountRouting.hash(origin.eventId()))));
  }

  /** Whether waiting work has yet to be checked against these settings. */
  public boolean settingsChanged() {
    return roster.version() != state.counters().settingsVersion();
  }

  /** Notes that waiting work was checked against these settings. */
  public void checked() {
    count(state.counters().checked(roster.version()));
  }

  /** Notes that a handoff is over, so that it is not opened again. */
  public void finished(String handoffId) {
    count(state.counters().finishedOne());
    change(
        new HandoffFinished(
            new Receipt(state.counters().finished(), AccountRouting.hash(handoffId))));
  }

  /** Takes an open handoff out: nobody has it and it waits no longer. */
  public void remove(OpenHandoff handoff) {
    if (state.handoff(handoff.conversationId()).isPresent()) {
      change(new HandoffRemoved(handoff.conversationId()));
    }
  }

  /** Whether this decision has yet to look at what waited for business hours. */
  public boolean firstOpening() {
    boolean first = !opened;
    opened = true;
    return first;
  }

  /** Notes the account's time, and when it has to be looked at. */
  public void finish(@Nullable Instant refreshAt) {
    boolean waits = state.waiting() > 0;
    count(state.counters().at(now, waits ? roster.nextHours(now) : null, waits ? refreshAt : null));
  }

  /** Notes that the account was looked at because time had passed. */
  public void woke() {
    count(state.counters().woke());
  }

  /** All that was put down. */
  public Outcome outcome(String word) {
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
