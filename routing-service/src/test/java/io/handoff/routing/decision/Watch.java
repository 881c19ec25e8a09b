package io.handoff.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.decision.Effect.Decided;
import io.handoff.routing.decision.RoutingEvent.PresenceReported;
import io.handoff.settings.AgentConfig;
import io.handoff.settings.HandoffConfig.Process;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the guarantees from outside: from what is published, from the settings, and from presence
 * as it keeps it itself. Knows nothing of pools and queues.
 */
final class Watch {

  private final Map<String, Presence> presence = new HashMap<>();
  private final Map<String, Instant> presenceAt = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private Map<String, Integer> loadBefore = Map.of();
  private Map<String, OpenHandoff> waitingBefore = Map.of();
  private long checkedVersion;

  void before(AccountRouting state, Roster roster) {
    loadBefore = new HashMap<>();
    roster.config().agents().keySet().forEach(a -> loadBefore.put(a, state.desk(a).load()));
    waitingBefore = new HashMap<>();
    state.open().stream()
        .filter(OpenHandoff::waits)
        .forEach(open -> waitingBefore.put(open.conversationId(), open));
  }

  void after(AccountRouting state, Roster roster, RoutingEvent event, Outcome outcome) {
    hear(event, outcome);
    outcome.effects().forEach(this::follow);
    checkHolders(state.open());
    checkLoad(state, roster);
    boolean lookedAt = !outcome.changes().isEmpty();
    if (lookedAt) {
      checkedVersion = roster.version();
    }
    if (checkedVersion == roster.version()) {
      checkNobodyWaitsInVain(state, roster);
    }
    checkOrder(state, roster, outcome);
  }

  private void hear(RoutingEvent event, Outcome outcome) {
    if (event instanceof PresenceReported news
        && news.presence() != null
        && !outcome.word().equals("duplicate")) {
      Instant at = news.origin().occurredAt();
      Instant last = presenceAt.get(news.agentId());
      boolean stale = last != null && at.isBefore(last);
      assertThat(outcome.word()).isEqualTo(stale ? "stale-presence" : "presence");
      if (!stale) {
        presence.put(news.agentId(), news.presence());
        presenceAt.put(news.agentId(), at);
      }
    }
  }

  /** Follows who has what by published decisions alone: each names who lost it. */
  private void follow(Effect effect) {
    if (!(effect instanceof Decided decided)) {
      return;
    }
    String conversation = decided.handoff().conversationId();
    switch (decided.ruling()) {
      case Ruling.Assigned(String agentId, var previous, var commandId) -> {
        boolean again = agentId.equals(holders.get(conversation)) && previous == null;
        if (!again) {
          assertThat(holders.get(conversation)).isEqualTo(previous);
        }
        holders.put(conversation, agentId);
      }
      case Ruling.Queued(int position, var previous) -> lost(conversation, previous);
      case Ruling.KeptOpen(var previous) -> lost(conversation, previous);
      case Ruling.Ended(var agentId) -> lost(conversation, agentId);
      case Ruling.Closed closed -> lost(conversation, null);
      case Ruling.Declined declined -> lost(conversation, null);
      case Ruling.Refused refused -> {}
    }
  }

  private void lost(String conversation, @Nullable String agent) {
    assertThat(holders.get(conversation)).isEqualTo(agent);
    holders.remove(conversation);
  }

  /** No conversation has two agents: what was published is what is. */
  private void checkHolders(Collection<OpenHandoff> open) {
    Map<String, String> held = new HashMap<>();
    open.stream()
        .filter(handoff -> handoff.agentId() != null)
        .forEach(handoff -> held.put(handoff.conversationId(), String.valueOf(handoff.agentId())));
    assertThat(held).isEqualTo(holders);
  }

  private void checkLoad(AccountRouting state, Roster roster) {
    for (AgentConfig agent : roster.config().agents().values()) {
      int load = state.desk(agent.agentId()).load();
      long held = holders.values().stream().filter(agent.agentId()::equals).count();
      assertThat(load).as("load of %s", agent.agentId()).isEqualTo((int) held);
      assertThat(load)
          .as("load of %s", agent.agentId())
          .isLessThanOrEqualTo(
              Math.max(agent.capacity(), loadBefore.getOrDefault(agent.agentId(), 0)));
    }
  }

  private void checkNobodyWaitsInVain(AccountRouting state, Roster roster) {
    for (OpenHandoff open : state.open()) {
      if (open.waits()) {
        for (AgentConfig agent : roster.config().agents().values()) {
          boolean room = state.desk(agent.agentId()).load() < agent.capacity();
          assertThat(room && eligible(open, agent.agentId(), roster))
              .as("%s waits although %s has room", open, agent.agentId())
              .isFalse();
        }
      }
    }
  }

  /** Nothing that waited before and waits still was passed over by something newer or lesser. */
  private void checkOrder(AccountRouting state, Roster roster, Outcome outcome) {
    Set<String> assignedNow = new HashSet<>();
    for (Decided decided : Floor.decisions(outcome)) {
      if (decided.ruling() instanceof Ruling.Assigned(var agent, var previous, var command)
          && command == null) {
        OpenHandoff winner =
            state
                .handoff(decided.handoff().conversationId())
                .filter(open -> open.handoff().equals(decided.handoff()))
                .orElse(null);
        if (winner == null || !assignedNow.add(winner.conversationId())) {
          continue;
        }
        assertThat(eligible(winner, agent, roster)).as("%s for %s", agent, winner).isTrue();
        List<OpenHandoff> passedOver =
            waitingBefore.values().stream()
                .filter(w -> state.handoff(w.conversationId()).filter(w::equals).isPresent())
                .filter(w -> eligible(w, agent, roster))
                .filter(w -> isBefore(w, winner))
                .toList();
        assertThat(passedOver).as("passed over by %s", winner).isEmpty();
      }
    }
  }

  /** Of higher priority, or of the same and older; its own words for the order. */
  private static boolean isBefore(OpenHandoff one, OpenHandoff other) {
    int byPriority = one.priority().ordinal() - other.priority().ordinal();
    return byPriority > 0
        || (byPriority == 0 && one.handoff().requestedAt().isBefore(other.handoff().requestedAt()));
  }

  private boolean eligible(OpenHandoff open, String agent, Roster roster) {
    RoutingTarget target = open.target();
    boolean member =
        target.agentId() != null
            ? target.agentId().equals(agent)
            : roster.config().members(target.teamId()).contains(agent);
    boolean there =
        open.process() == Process.ASYNCHRONOUS || presence.get(agent) == Presence.AVAILABLE;
    return member && there && !open.givenBackBy().contains(agent);
  }

  void checkNobodyHasAnything() {
    assertThat(holders).isEmpty();
  }
}
