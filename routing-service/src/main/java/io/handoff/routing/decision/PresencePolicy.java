package io.handoff.routing.decision;

import io.handoff.routing.decision.Change.AgentChanged;
import io.handoff.routing.decision.Change.HandoffChanged;
import io.handoff.routing.decision.Effect.Logged;
import io.handoff.routing.decision.RoutingEvent.PresenceReported;
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
      draft.change(new AgentChanged(agent.heardLate(hash)));
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
    draft.change(new AgentChanged(agent.heard(presence, news.origin().occurredAt(), hash)));
    if (presence == Presence.AVAILABLE) {
      if (agent.presence() != Presence.AVAILABLE) {
        forgive(draft, news.agentId());
      }
      dispatcher.settle(draft, news.agentId());
    }
    return "presence";
  }

  /** Who comes back can have again what they gave back and nobody took. */
  private static void forgive(Draft draft, String agentId) {
    for (Pool pool : draft.state().pools()) {
      if (pool.without().contains(agentId)) {
        for (WaitingKey key : draft.state().queue(pool).toList()) {
          draft
              .state()
              .handoff(key.conversationId())
              .ifPresent(waiting -> draft.change(new HandoffChanged(waiting.forgiven(agentId))));
        }
      }
    }
  }
}
