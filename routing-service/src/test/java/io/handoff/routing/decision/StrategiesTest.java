package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.atMost;
import static io.handoff.routing.Accounts.by;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.skilled;
import static io.handoff.routing.Accounts.speaking;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.agent.AgentWorkload;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.routing.decision.selection.Candidate.Verdict;
import io.handoff.routing.decision.selection.Selection.Obstacle;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.TeamRouting.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Who of several agents gets it, by each strategy, and what is asked of an agent. */
class StrategiesTest {

  private static Accounts fifty(Strategy strategy, int capacity) {
    Accounts account =
        anAccount().taking(by(strategy)).withChannel(live("web")).withChannel(live("sms"));
    for (int n = 0; n < 50; n++) {
      account.withAgent("agent" + n, capacity);
    }
    return account;
  }

  private static RoutingScenario opened(Accounts account, int agents) {
    RoutingScenario floor = new RoutingScenario(account);
    for (int n = 0; n < agents; n++) {
      floor.comes("agent" + n);
    }
    return floor;
  }

  @Test
  void shouldGiveEverybodyTheSameNumberOfTurns() {
    RoutingScenario floor = opened(fifty(Strategy.ROTATION, 1_000), 50);
    for (int n = 0; n < 10_000; n++) {
      floor.asks("c" + n);
    }
    assertThat(floor.state.desks()).extracting(AgentWorkload::load).containsOnly(200);
    floor.asks("one more");
    assertThat(floor.state.desks()).extracting(AgentWorkload::load).containsOnly(200, 201);
  }

  @Test
  void shouldKeepRelativeLoadsWithinOneConversationWhileConversationsArrive() {
    RoutingScenario floor = opened(fifty(Strategy.LEAST_LOADED, 300), 50);
    for (int n = 0; n < 10_000; n++) {
      floor.asks("c" + n);
      int least = floor.state.desks().stream().mapToInt(AgentWorkload::load).min().orElseThrow();
      assertThat(floor.state.desks())
          .allSatisfy(workload -> assertThat(workload.load()).isBetween(least, least + 1));
    }
    assertThat(floor.state.desks()).extracting(AgentWorkload::load).containsOnly(200);
  }

  /** Which conversations end is not routing's choice, who gets the next one is. */
  @Property(tries = 20)
  void shouldTakeTheLeastLoadedForItsCapacityWheneverConversationsEnd(@ForAll long seed) {
    Random random = new Random(seed);
    Accounts account = anAccount().taking(by(Strategy.LEAST_LOADED)).withChannel(live("web"));
    Map<String, Integer> capacities = new HashMap<>();
    for (int n = 0; n < 50; n++) {
      capacities.put("agent" + n, 1 + random.nextInt(30));
      account.withAgent("agent" + n, capacities.get("agent" + n));
    }
    RoutingScenario floor = opened(account, 50);
    List<String> open = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      if (!open.isEmpty() && random.nextInt(3) == 0) {
        floor.ends(open.remove(random.nextInt(open.size())));
      }
      Map<String, Integer> loads = new HashMap<>();
      capacities.keySet().forEach(agent -> loads.put(agent, floor.load(agent)));
      floor.asks("c" + n);
      open.add("c" + n);

      String chosen = floor.agentOf("c" + n).orElse(null);
      List<String> able =
          capacities.keySet().stream().filter(a -> loads.get(a) < capacities.get(a)).toList();
      if (chosen == null) {
        assertThat(able).as("seed %d, step %d", seed, n).isEmpty();
      } else {
        assertThat(able)
            .as("seed %d, step %d: %s was chosen", seed, n, chosen)
            .contains(chosen)
            .allSatisfy(
                other ->
                    assertThat(loads.get(chosen) * capacities.get(other))
                        .isLessThanOrEqualTo(loads.get(other) * capacities.get(chosen)));
      }
    }
  }

  @Test
  void shouldLetThoseWhoCannotTakeItMissTheirTurn() {
    RoutingScenario floor = opened(fifty(Strategy.ROTATION, 5), 3);
    floor.asks("c1");
    floor.presence("agent1", Presence.AWAY);
    floor.asks("c2");
    floor.comes("agent1");
    floor.asks("c3");
    floor.asks("c4");

    assertThat(floor.agentOf("c1")).contains("agent0");
    assertThat(floor.agentOf("c2")).contains("agent2");
    assertThat(floor.agentOf("c3")).contains("agent0");
    assertThat(floor.agentOf("c4")).contains("agent1");
  }

  @Test
  void shouldGiveEachChannelItsOwnTurn() {
    RoutingScenario floor = opened(fifty(Strategy.ROTATION_BY_CHANNEL, 5), 2);
    floor.asks("c1", "web", "h1");
    floor.asks("c2", "sms", "h2");
    floor.asks("c3", "web", "h3");

    assertThat(floor.agentOf("c1")).contains("agent0");
    assertThat(floor.agentOf("c2")).contains("agent0");
    assertThat(floor.agentOf("c3")).contains("agent1");
  }

  @Test
  void shouldTakeWhoHasBeenIdleLongest() {
    RoutingScenario floor = opened(fifty(Strategy.LONGEST_IDLE, 5), 3);
    floor.asks("c1");
    floor.asks("c2");
    floor.asks("c3");
    floor.ends("c1");

    floor.asks("c4");

    assertThat(floor.agentOf("c4")).contains("agent1");
  }

  @Test
  void shouldTakeTheBestSkilled() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .taking(by(Strategy.BEST_SKILL))
                .withAgent("mina", 5, skilled("money", 3))
                .withAgent("jonas", 5, skilled("money", 7))
                .withAgent("cho", 5)
                .withChannel(live("web").asking(new NeedsConfig(Map.of("money", 2), false, 1))));
    floor.comes("mina");
    floor.comes("jonas");
    floor.comes("cho");

    var decision = decisions(floor.asks("c1")).getFirst();

    assertThat(floor.agentOf("c1")).contains("jonas");
    assertThat(decision.candidates())
        .contains(new Candidate("cho", Verdict.SKILL_MISSING, "money 0 of 2"));
  }

  private static Outcome asksFor(RoutingScenario floor, String conversation, String lastAgent) {
    Origin origin = floor.origin();
    return floor.on(
        new HandoffAsked(
            origin,
            RoutingScenario.handoff(conversation, "web", "h-" + conversation, origin),
            lastAgent));
  }

  @Test
  void shouldGoToTheCustomersLastAgentOrWaitForThatOneAWhile() {
    Accounts account =
        anAccount()
            .taking(by(Strategy.LAST_AGENT))
            .withAgent("mina", 1)
            .withAgent("jonas", 5)
            .withChannel(live("web"));
    RoutingScenario floor = new RoutingScenario(account);
    floor.comes("mina");
    floor.comes("jonas");
    asksFor(floor, "c1", "mina");
    Outcome second = asksFor(floor, "c2", "mina");

    assertThat(floor.agentOf("c1")).contains("mina");
    assertThat(rulings(second)).containsExactly(new RoutingResult.Queued(1, null, null));
    assertThat(decisions(second).getFirst().why()).contains("had the customer last");
    floor.ends("c1");
    assertThat(floor.agentOf("c2")).contains("mina");

    asksFor(floor, "c3", "mina");
    floor.later(Duration.ofMinutes(3));
    assertThat(floor.agentOf("c3")).contains("jonas");

    asksFor(floor, "c4", "mina");
    floor.presence("mina", Presence.AWAY);
    assertThat(floor.agentOf("c4")).contains("jonas");
  }

  @Test
  void shouldBeHeldForNobodyWhenTheTeamNoLongerAsksForTheLastAgent() {
    Accounts account =
        anAccount()
            .taking(by(Strategy.LAST_AGENT))
            .withAgent("mina", 1)
            .withAgent("jonas", 5)
            .withChannel(live("web"));
    RoutingScenario floor = new RoutingScenario(account);
    floor.comes("mina");
    floor.comes("jonas");
    asksFor(floor, "c1", "mina");
    asksFor(floor, "c2", "mina");
    assertThat(floor.agentOf("c2")).isEmpty();

    floor.settings(account.taking(by(Strategy.LEAST_LOADED)));
    floor.comes("jonas");

    assertThat(floor.agentOf("c2")).contains("jonas");
  }

  @Test
  void shouldCountWeightsAndBoundsByChannel() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 5, atMost(1, "web"))
                .withChannel(live("web").asking(new NeedsConfig(Map.of(), false, 3)))
                .withChannel(live("sms")));
    floor.comes("mina");

    floor.asks("c1");
    var second = decisions(floor.asks("c2")).getFirst();
    floor.asks("c3", "sms", "h3");
    floor.asks("c4", "sms", "h4");
    floor.asks("c5", "sms", "h5");

    assertThat(floor.load("mina")).isEqualTo(5);
    assertThat(second.obstacle()).isEqualTo(Obstacle.ALL_FULL);
    assertThat(floor.agentOf("c5")).isEmpty();
    floor.ends("c1");
    assertThat(floor.agentOf("c2")).contains("mina");
  }

  @Test
  void shouldSayThatOneMoreOfTheChannelIsTooMuch() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount().withAgent("mina", 5, atMost(1, "web")).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");

    assertThat(decisions(floor.asks("c2")).getFirst().candidates())
        .containsExactly(new Candidate("mina", Verdict.CHANNEL_FULL, "1 of 5"));
    assertThat(((RoutingResult.Refused) rulings(floor.assigns("c2", "mina")).getFirst()).code())
        .isEqualTo("agent-channel-full");
  }

  @Test
  void shouldAskForTheCustomersLanguageWhereTheChannelSaysSo() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 5, speaking("ko"))
                .withChannel(live("web").asking(new NeedsConfig(Map.of(), true, 1))));
    floor.comes("mina");

    var decision = decisions(floor.asks("c1")).getFirst();

    assertThat(decision.ruling()).isEqualTo(new RoutingResult.KeptOpen(null));
    assertThat(decision.obstacle()).isEqualTo(Obstacle.LANGUAGE_MISSING);
    assertThat(decision.why()).contains("speaks the customer's language (en)");
  }

  @Test
  void shouldBeHeldForNobodyAndBeginToWaitAnewWhenReassignedToAnotherTeam() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .taking(by(Strategy.LAST_AGENT))
                .withAgent("mina", 1)
                .withAgent("jonas", 5)
                .withAgent("cho", 5)
                .withTeam("help", by(Strategy.LAST_AGENT), "mina", "cho")
                .withTeam("money", "jonas")
                .withChannel(live("web").forTeam("help")));
    floor.comes("mina");
    floor.comes("jonas");
    floor.comes("cho");
    asksFor(floor, "c1", "mina");
    asksFor(floor, "c2", "mina");
    assertThat(floor.agentOf("c2")).isEmpty();

    floor.reassigns("c2", new RoutingTarget(TargetKind.HELP_DESK, null, "money", null), null);

    assertThat(floor.agentOf("c2")).contains("jonas");
  }
}
