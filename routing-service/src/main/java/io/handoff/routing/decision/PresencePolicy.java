package io.handoff.routing.decision;

import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.OpenHandoff.PassKind;
import io.handoff.routing.decision.OpenHandoff.Standing;
import io.handoff.routing.decision.RoutingEvent.PresenceReported;
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
  String hear(Draft draft, PresenceReported news, Presence presence) {
    AgentState agent = draft.state().desk(news.agentId()).agent();
    long hash = AccountRouting.hash(news.origin().eventId());
    if (agent.presenceAt() != null && news.origin().occurredAt().isBefore(agent.presenceAt())) {
      draft.put(agent.heardLate(hash));
      draft.effect(
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
        agent.heard(presence, news.origin().occurredAt(), hash, news.heartbeat(), draft.now());
    draft.put(heard);
    changed(draft, agent, heard.presence());
    return "presence";
  }

  /** Carries through what follows from an agent's presence. */
  void changed(Draft draft, AgentState before, Presence now) {
    if (now == Presence.AVAILABLE && before.presence() != Presence.AVAILABLE) {
      forgive(draft, before.agentId());
    }
    if (now != Presence.AVAILABLE && before.presence() == Presence.AVAILABLE) {
      letGo(draft, before.agentId());
    }
    if (now == Presence.OFFLINE) {
      withdraw(draft, before.agentId());
    } else {
      dispatcher.settle(draft, before.agentId());
    }
    if (now != before.presence()) {
      dispatcher.lookAgain(draft, before.agentId());
    }
  }

  /** An agent was silent for too long. */
  void silent(Draft draft, AgentState agent) {
    draft.put(agent.timedOut(draft.now()));
    draft.effect(
        new Logged(
            true,
            null,
            "presence",
            "heartbeat-timeout",
            "agent '%s' was %s and has not been heard of since %s: counts as offline"
                .formatted(agent.agentId(), agent.presence(), agent.heardAt())));
    changed(draft, agent, Presence.OFFLINE);
  }

  /** An agent was offline for too long: the head of the queue gets what the agent had. */
  void gone(Draft draft, AgentState agent) {
    List<OpenHandoff> lost =
        Dispatcher.held(draft, agent.agentId()).stream()
            .filter(handoff -> Stamps.returns(handoff, draft.roster()))
            .toList();
    dispatcher.takeBack(
        draft, agent.agentId(), lost, draft.roster().nameOf(agent.agentId()) + " went offline");
    draft.put(draft.state().desk(agent.agentId()).agent());
  }

  private void withdraw(Draft draft, String agentId) {
    for (OpenHandoff handoff : Dispatcher.held(draft, agentId)) {
      if (handoff.standing() == Standing.OFFERED) {
        dispatcher.again(
            draft,
            handoff,
            handoff.passedBy(agentId, PassKind.LET_PASS, draft.now()),
            draft.roster().nameOf(agentId) + " went offline");
      }
    }
  }

  /** What waits for one agent who is not there any more goes to anybody. */
  private void letGo(Draft draft, String agentId) {
    boolean any = false;
    for (WaitingKey key : draft.state().waiting(pool -> agentId.equals(pool.heldFor()))) {
      any |= dispatcher.release(draft, key.conversationId());
    }
    if (any) {
      dispatcher.fillAll(draft);
    }
  }

  /** Who comes back can have again what they passed, also what somebody else has meanwhile. */
  private static void forgive(Draft draft, String agentId) {
    Stream<String> waiting =
        draft.state().waiting(pool -> pool.without().contains(agentId)).stream()
            .map(WaitingKey::conversationId);
    Stream<String> held =
        draft.state().agentIds().stream()
            .flatMap(other -> draft.state().desk(other).held().stream())
            .map(Desk.Held::conversationId);
    Stream.concat(waiting, held)
        .flatMap(id -> draft.state().handoff(id).stream())
        .filter(handoff -> handoff.passOf(agentId) != null)
        .sorted(Comparator.comparing(OpenHandoff::key)) // a restart changes the order of desks
        .toList()
        .forEach(handoff -> draft.put(handoff.without(pass -> pass.agentId().equals(agentId))));
  }
}
