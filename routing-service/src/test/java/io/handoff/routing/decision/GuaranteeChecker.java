package io.handoff.routing.decision;

import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.account.OpenHandoff.Waiting;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Effect;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Logged;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.routing.decision.selection.Selection;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the guarantees from outside: from what is published, from the settings, and from presence
 * as it keeps it itself. Knows nothing of pools and queues. Plain comparisons, as it looks millions
 * of times.
 */
final class GuaranteeChecker {

  private final Map<String, Presence> presence = new HashMap<>();
  private final Map<String, Instant> presenceAt = new HashMap<>();
  private final Set<String> setAway = new HashSet<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();
  private Map<String, AgentWorkload> desksBefore = Map.of();
  private Map<String, OpenHandoff> waitingBefore = Map.of();

  /** On offer, after an agent's absence: who declines it sends it back to the front. */
  private Set<String> offeredFromTheFront = Set.of();

  private long checkedVersion;

  /** Target for which a handoff began to be held for its customer's last agent. */
  private final Map<String, RoutingTarget> heldAs = new HashMap<>();

  /** How often what was published. */
  Map<String, Long> seen() {
    return seen;
  }

  void before(AccountRouting state, Roster roster) {
    desksBefore = new HashMap<>();
    roster.config().agents().keySet().forEach(a -> desksBefore.put(a, state.desk(a)));
    waitingBefore = new HashMap<>();
    offeredFromTheFront = new HashSet<>();
    for (OpenHandoff open : state.open()) {
      if (open.waits() && !open.asleep()) {
        waitingBefore.put(open.conversationId(), open);
      } else if (open.standing() == HandoffStatus.OFFERED && open.front()) {
        offeredFromTheFront.add(open.conversationId());
      }
    }
  }

  void after(AccountRouting state, Roster roster, RoutingEvent event, Outcome outcome) {
    hear(event, outcome);
    outcome.effects().forEach(this::follow);
    state.open().forEach(open -> followHold(open, roster));
    checkHolders(state);
    checkLoad(state, roster);
    if (!outcome.changes().isEmpty()) {
      checkedVersion = roster.version();
    }
    if (checkedVersion == roster.version()) {
      checkNobodyWaitsInVain(state, roster);
    }
    checkOrder(state, roster, event, outcome);
  }

  private static void check(boolean holds, String what, Object... about) {
    if (!holds) {
      throw new AssertionError(what.formatted(about));
    }
  }

  private void hear(RoutingEvent event, Outcome outcome) {
    if (event instanceof PresenceReported news
        && news.presence() != null
        && !outcome.word().equals("duplicate")) {
      String agent = news.agentId();
      Instant at = news.origin().occurredAt();
      Instant last = presenceAt.get(agent);
      boolean stale = last != null && at.isBefore(last);
      check(outcome.word().equals(stale ? "stale-presence" : "presence"), "%s", outcome);
      if (!stale) {
        presenceAt.put(agent, at);
        if (!(news.heartbeat() && setAway.contains(agent) && news.presence() != Presence.OFFLINE)) {
          setAway.remove(agent);
          presence.put(agent, news.presence());
        }
      }
    }
  }

  /** Follows who has what by published decisions alone: each names who lost it. */
  private void follow(Effect effect) {
    if (effect instanceof Logged logged) {
      follow(logged);
    }
    if (!(effect instanceof Decided decided)) {
      return;
    }
    seen.merge(decided.ruling().getClass().getSimpleName(), 1L, Long::sum);
    String conversation = decided.handoff().conversationId();
    switch (decided.ruling()) {
      case RoutingResult.Assigned(String agentId, var previous, var commandId) -> {
        boolean again = agentId.equals(holders.get(conversation)) && previous == null;
        check(again || Objects.equals(holders.get(conversation), previous), "%s", decided);
        holders.put(conversation, agentId);
      }
      case RoutingResult.Offered(String agentId, var until, var previous) -> {
        check(Objects.equals(holders.get(conversation), previous), "%s", decided);
        holders.put(conversation, agentId);
      }
      case RoutingResult.Queued(int position, var wait, var previous) -> {
        check(position > 0, "%s", decided);
        lost(conversation, previous);
      }
      case RoutingResult.KeptOpen(var previous) -> lost(conversation, previous);
      case RoutingResult.Ended(var agentId) -> lost(conversation, agentId);
      case RoutingResult.Closed closed -> lost(conversation, null);
      case RoutingResult.Declined declined -> lost(conversation, null);
      case RoutingResult.Refused refused -> seen.merge("refused " + refused.code(), 1L, Long::sum);
    }
    check(decided.candidates().size() <= Selection.SHOWN, "%s", decided);
  }

  private void follow(Logged logged) {
    seen.merge(logged.code(), 1L, Long::sum);
    if (logged.code().equals("set-away") || logged.code().equals("heartbeat-timeout")) {
      String agent = logged.message().split("'", -1)[1];
      boolean away = logged.code().equals("set-away");
      presence.put(agent, away ? Presence.AWAY : Presence.OFFLINE);
      if (away) {
        setAway.add(agent);
      } else {
        setAway.remove(agent);
      }
    }
  }

  /** Only a team of the strategy "last-agent" begins to hold a handoff. */
  private void followHold(OpenHandoff open, Roster roster) {
    String handoffId = open.handoff().handoffId();
    Waiting waiting = open.waiting();
    if (waiting != null && waiting.heldFor() != null && !heldAs.containsKey(handoffId)) {
      check(
          routing(open, roster).strategy() == Strategy.LAST_AGENT, "held for no reason: %s", open);
      heldAs.put(handoffId, open.target());
    }
  }

  /** For whom else it is held, as far as its team's strategy excuses that; null: for nobody. */
  private @Nullable String heldFor(OpenHandoff open) {
    Waiting waiting = open.waiting();
    return waiting != null && open.target().equals(heldAs.get(open.handoff().handoffId()))
        ? waiting.heldFor()
        : null;
  }

  private void lost(String conversation, @Nullable String agent) {
    check(
        Objects.equals(holders.get(conversation), agent),
        "%s is with %s, not with %s",
        conversation,
        holders.get(conversation),
        agent);
    holders.remove(conversation);
  }

  /** No conversation has two agents: what was published is what is. */
  private void checkHolders(AccountRouting state) {
    int held = 0;
    for (OpenHandoff open : state.open()) {
      if (open.agentId() != null) {
        held++;
        check(
            open.agentId().equals(holders.get(open.conversationId())),
            "%s, but published was %s",
            open,
            holders);
      }
    }
    check(held == holders.size(), "published was %s", holders);
  }

  private void checkLoad(AccountRouting state, Roster roster) {
    for (AgentConfig agent : roster.config().agents().values()) {
      AgentWorkload workload = state.desk(agent.agentId());
      AgentWorkload before = desksBefore.getOrDefault(agent.agentId(), workload);
      int load = 0;
      for (OpenHandoff open : state.open()) {
        load += agent.agentId().equals(open.agentId()) ? open.terms().weight() : 0;
      }
      check(workload.load() == load, "load of %s is %s, not %s", agent, load, workload);
      check(
          load <= Math.max(agent.capacity(), before.load()),
          "%s has too much: %s, before %s",
          agent,
          workload,
          before);
      agent
          .abilities()
          .channelCapacity()
          .forEach(
              (channel, most) ->
                  check(
                      workload.on(channel) <= Math.max(most, before.on(channel)),
                      "%s has too much of %s: %s",
                      agent,
                      channel,
                      workload));
    }
  }

  private void checkNobodyWaitsInVain(AccountRouting state, Roster roster) {
    for (OpenHandoff open : state.open()) {
      if (open.waits() && !open.asleep()) {
        NeedsConfig needs = needs(open, roster);
        for (AgentConfig agent : roster.config().agents().values()) {
          AgentWorkload workload = state.desk(agent.agentId());
          boolean room =
              workload.load() + needs.weight() <= agent.capacity()
                  && roomOn(agent, workload, open.handoff().channelId());
          check(
              !room || !eligible(open, agent, roster),
              "%s waits although %s has room",
              open,
              agent);
        }
      }
    }
  }

  private static boolean roomOn(AgentConfig agent, AgentWorkload workload, String channel) {
    Integer most = agent.abilities().channelCapacity().get(channel);
    return most == null || workload.on(channel) < most;
  }

  private static NeedsConfig needs(OpenHandoff open, Roster roster) {
    return roster.config().channels().get(open.handoff().channelId()).handoff().needs();
  }

  /** Nothing that waited before and waits still was passed over by something behind it. */
  private void checkOrder(
      AccountRouting state, Roster roster, RoutingEvent event, Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      String agentId = effect instanceof Decided decided ? chosen(decided.ruling()) : null;
      if (agentId == null || !(effect instanceof Decided decided)) {
        continue;
      }
      OpenHandoff winner = state.handoff(decided.handoff().conversationId()).orElse(null);
      if (winner == null
          || !winner.handoff().equals(decided.handoff())
          || !agentId.equals(winner.agentId())
          || desksBefore.get(agentId).held().stream()
              .anyMatch(held -> held.conversationId().equals(winner.conversationId()))) {
        continue; // moved on, or accepted what was offered before
      }
      if (event instanceof RoutingEvent.TimePassed && losesLater(outcome, decided, agentId)) {
        continue; // the room that the other one needs came about only afterwards
      }
      AgentConfig agent = roster.config().agents().get(agentId);
      Set<String> taken = takenMeanwhile(outcome);
      for (OpenHandoff before : waitingBefore.values()) {
        OpenHandoff now = state.handoff(before.conversationId()).orElse(null);
        if (now != null
            && now.waits()
            && !now.asleep()
            && !taken.contains(now.conversationId())
            && now.handoff().equals(before.handoff())
            && eligible(before, agent, roster)
            && eligible(now, agent, roster)
            && isBefore(now, before, winner, cameFromTheFront(winner, event), roster)
            && couldInstead(now, winner, agent, state, roster)) {
          throw new AssertionError(
              "%s was passed over by %s on %s: %s"
                  .formatted(now, winner, event, RoutingScenario.rulings(outcome)));
        }
      }
    }
  }

  /** Whether something is taken from the agent after a decision of the same outcome. */
  private static boolean losesLater(Outcome outcome, Decided decided, String agentId) {
    List<Effect> effects = outcome.effects();
    return effects.subList(effects.indexOf(decided) + 1, effects.size()).stream()
        .anyMatch(
            later -> later instanceof Decided next && agentId.equals(previousAgent(next.ruling())));
  }

  private static @Nullable String previousAgent(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Assigned assigned -> assigned.previousAgentId();
      case RoutingResult.Offered offered -> offered.previousAgentId();
      case RoutingResult.Queued queued -> queued.previousAgentId();
      case RoutingResult.KeptOpen kept -> kept.previousAgentId();
      default -> null;
    };
  }

  /** Of many things that fall due at once, one can take what the next one loses again. */
  private static Set<String> takenMeanwhile(Outcome outcome) {
    Set<String> taken = new HashSet<>();
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Decided decided && chosen(decided.ruling()) != null) {
        taken.add(decided.handoff().conversationId());
      }
    }
    return taken;
  }

  /** What an agent has is at the front no more; what lost its agent just now was. */
  private boolean cameFromTheFront(OpenHandoff winner, RoutingEvent event) {
    OpenHandoff before = waitingBefore.get(winner.conversationId());
    return before == null
        ? winner.front()
            || offeredFromTheFront.contains(winner.conversationId())
            || event instanceof RoutingEvent.TimePassed
        : before.front();
  }

  private static @Nullable String chosen(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Assigned(var agent, var previous, var command) when command == null ->
          agent;
      case RoutingResult.Offered(var agent, var until, var previous) -> agent;
      default -> null;
    };
  }

  private boolean couldInstead(
      OpenHandoff waiting,
      OpenHandoff winner,
      AgentConfig agent,
      AccountRouting state,
      Roster roster) {
    AgentWorkload workload = state.desk(agent.agentId());
    int load = Math.max(workload.load(), desksBefore.get(agent.agentId()).load());
    String channel = waiting.handoff().channelId();
    return load - winner.terms().weight() + needs(waiting, roster).weight() <= agent.capacity()
        && (channel.equals(winner.handoff().channelId()) || roomOn(agent, workload, channel));
  }

  /** Ahead by its agent's absence, by priority, by age; its own words for the order. */
  private static boolean isBefore(
      OpenHandoff now, OpenHandoff before, OpenHandoff winner, boolean front, Roster roster) {
    if (now.front() != before.front() || !now.priority().equals(before.priority())) {
      return false; // it has only just come to the front
    }
    if (now.front()) {
      return false; // the winner's place at the front is not to be seen any more
    }
    Duration ageing = roster.config().routing().ageing();
    int steps = now.priority().ordinal() - winner.priority().ordinal();
    if (front || (ageing == null && steps != 0)) {
      return !front && steps > 0;
    }
    Instant since =
        ageing == null
            ? now.handoff().requestedAt()
            : now.handoff().requestedAt().minus(ageing.multipliedBy(steps));
    return since.isBefore(winner.handoff().requestedAt());
  }

  private static TeamRouting routing(OpenHandoff open, Roster roster) {
    String teamId = open.target().teamId();
    TeamConfig team = teamId == null ? null : roster.config().teams().get(teamId);
    return team == null ? roster.config().routing().team() : team.routing();
  }

  private boolean eligible(OpenHandoff open, AgentConfig agent, Roster roster) {
    Waiting waiting = open.waiting();
    Presence is = presence.getOrDefault(agent.agentId(), Presence.OFFLINE);
    boolean offers = routing(open, roster).acceptance() != null;
    boolean there =
        open.process() == Process.ASYNCHRONOUS
            ? !offers || is != Presence.OFFLINE
            : is == Presence.AVAILABLE;
    if (!there || waiting == null || open.passOf(agent.agentId()) != null) {
      return false;
    }
    String heldFor = heldFor(open);
    if (heldFor != null && !heldFor.equals(agent.agentId())) {
      return false;
    }
    NeedsConfig needs = needs(open, roster);
    if (needs.speaksLanguage() && !agent.abilities().speaks(open.handoff().language())) {
      return false;
    }
    TeamConfig team =
        open.target().teamId() == null ? null : roster.config().teams().get(open.target().teamId());
    TeamRouting routing = routing(open, roster);
    boolean member =
        open.target().agentId() != null
            ? open.target().agentId().equals(agent.agentId())
            : team == null || team.members().contains(agent.agentId());
    int lower = 0;
    List<WideningStep> steps = routing.widening();
    for (int i = 0; i < Math.min(waiting.stage(), steps.size()); i++) {
      lower += steps.get(i).lowerSkillsBy();
      String added = steps.get(i).addTeam();
      member |=
          added != null && roster.config().teams().get(added).members().contains(agent.agentId());
    }
    for (Map.Entry<String, Integer> skill : needs.skills().entrySet()) {
      if (agent.abilities().skills().getOrDefault(skill.getKey(), 0) < skill.getValue() - lower) {
        return false;
      }
    }
    return member;
  }

  /** Everything that was due has been acted on. */
  void checkNothingIsOverdue(AccountRouting state, Roster roster, Instant now) {
    check(state.wakeAt().isAfter(now), "something is due at %s", state.wakeAt());
    for (OpenHandoff open : state.open()) {
      check(
          open.standing() != HandoffStatus.OFFERED
              || Objects.requireNonNull(open.offer()).expiresAt().isAfter(now),
          "an offer that nobody answered stands: %s",
          open);
    }
    if (checkedVersion != roster.version()) {
      return;
    }
    Duration timeout = roster.config().routing().heartbeatTimeout();
    for (AgentWorkload workload : state.desks()) {
      AgentState agent = workload.agent();
      check(
          timeout == null
              || !agent.beats()
              || agent.presence() == Presence.OFFLINE
              || Objects.requireNonNull(agent.heardAt()).plus(timeout).isAfter(now),
          "%s is silent and not offline",
          agent);
    }
  }

  void checkNothingIsLeft(AccountRouting state) {
    check(holders.isEmpty(), "left: %s", holders);
    check(state.pools().isEmpty() && state.waiting() == 0, "left: %s", state.pools());
    for (AgentWorkload workload : state.desks()) {
      check(workload.load() == 0 && workload.held().isEmpty(), "left: %s", workload);
    }
  }
}
