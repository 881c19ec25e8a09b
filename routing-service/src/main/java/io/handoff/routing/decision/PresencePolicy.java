package io.handoff.routing.decision;

import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.HandoffTerms;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.PassKind;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.assignment.Dispatcher;
import io.handoff.routing.decision.effect.DecisionBuilder;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.decision.queue.WaitingKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** News of agents: who comes takes waiting work, who goes keeps what there is. */
final class PresencePolicy {

  private final Dispatcher dispatcher;

  PresencePolicy(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Whether this news was heard before. */
  boolean isRepeat(AccountRouting state, PresenceReported news) {
    return state
        .desk(news.agentId())
        .agent()
        .recentNews()
        .contains(AccountRouting.hash(news.origin().eventId()));
  }

  /** What is wrong with the news; null: nothing. */
  @Nullable Logged refusal(PresenceReported news, Roster roster) {
    if (roster.agent(news.agentId()) == null) {
      return new Logged(
          false,
          null,
          "presence",
          "unknown-agent",
          "the account's settings have no agent '" + news.agentId() + "'");
    }
    if (news.presence() == null) {
      return new Logged(
          false,
          null,
          "presence",
          "unknown-status",
          "agent '" + news.agentId() + "' has a status that this version does not know");
    }
    return null;
  }

  /** Takes the news in. */
  String hear(DecisionBuilder decision, PresenceReported news, Presence presence) {
    AgentState agent = decision.state().desk(news.agentId()).agent();
    long hash = AccountRouting.hash(news.origin().eventId());
    if (agent.presenceAt() != null && news.origin().occurredAt().isBefore(agent.presenceAt())) {
      decision.put(agent.heardLate(hash));
      decision.effect(
          new Logged(
              true,
              null,
              "presence",
              "stale-presence",
              "agent '%s' was %s at %s already; news of %s comes too late"
                  .formatted(
                      news.agentId(),
                      agent.presence(),
                      agent.presenceAt(),
                      news.origin().occurredAt())));
      return "stale-presence";
    }
    AgentState heard =
        agent.heard(presence, news.origin().occurredAt(), hash, news.heartbeat(), decision.now());
    decision.put(heard);
    changed(decision, agent, heard.presence());
    return "presence";
  }

  /** Carries through what follows from an agent's presence. */
  void changed(DecisionBuilder decision, AgentState before, Presence now) {
    if (now == Presence.AVAILABLE && before.presence() != Presence.AVAILABLE) {
      forgive(decision, before.agentId());
    }
    if (now != Presence.AVAILABLE && before.presence() == Presence.AVAILABLE) {
      letGo(decision, before.agentId());
    }
    if (now == Presence.OFFLINE) {
      withdraw(decision, before.agentId());
    } else {
      dispatcher.settle(decision, before.agentId());
    }
    if (now != before.presence()) {
      dispatcher.lookAgain(decision, before.agentId());
    }
  }

  /** An agent was silent for too long. */
  void silent(DecisionBuilder decision, AgentState agent) {
    decision.put(agent.timedOut(decision.now()));
    decision.effect(
        new Logged(
            true,
            null,
            "presence",
            "heartbeat-timeout",
            "agent '%s' was %s and has not been heard of since %s: counts as offline"
                .formatted(agent.agentId(), agent.presence(), agent.heardAt())));
    changed(decision, agent, Presence.OFFLINE);
  }

  /** An agent was offline for too long: the head of the queue gets what the agent had. */
  void gone(DecisionBuilder decision, AgentState agent) {
    List<OpenHandoff> lost =
        Dispatcher.held(decision, agent.agentId()).stream()
            .filter(handoff -> HandoffTerms.returns(handoff, decision.roster()))
            .toList();
    dispatcher.takeBack(
        decision,
        agent.agentId(),
        lost,
        decision.roster().nameOf(agent.agentId()) + " went offline");
    decision.put(decision.state().desk(agent.agentId()).agent());
  }

  private void withdraw(DecisionBuilder decision, String agentId) {
    for (OpenHandoff handoff : Dispatcher.held(decision, agentId)) {
      if (handoff.standing() == HandoffStatus.OFFERED) {
        dispatcher.again(
            decision,
            handoff,
            handoff.passedBy(agentId, PassKind.LET_PASS, decision.now()),
            decision.roster().nameOf(agentId) + " went offline");
      }
    }
  }

  /** What waits for one agent who is not there any more goes to anybody. */
  private void letGo(DecisionBuilder decision, String agentId) {
    boolean any = false;
    for (WaitingKey key : decision.state().waiting(pool -> agentId.equals(pool.heldFor()))) {
      any |= dispatcher.release(decision, key.conversationId());
    }
    if (any) {
      dispatcher.fillAll(decision);
    }
  }

  /** Who comes back can have again what they passed, also what somebody else has meanwhile. */
  private static void forgive(DecisionBuilder decision, String agentId) {
    Stream<String> waiting =
        decision.state().waiting(pool -> pool.without().contains(agentId)).stream()
            .map(WaitingKey::conversationId);
    Stream<String> held =
        decision.state().agentIds().stream()
            .flatMap(other -> decision.state().desk(other).held().stream())
            .map(AgentWorkload.Held::conversationId);
    Stream.concat(waiting, held)
        .flatMap(id -> decision.state().handoff(id).stream())
        .filter(handoff -> handoff.passOf(agentId) != null)
        .sorted(Comparator.comparing(OpenHandoff::key)) // a restart changes the order of desks
        .toList()
        .forEach(handoff -> decision.put(handoff.without(pass -> pass.agentId().equals(agentId))));
  }
}
