package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.decision.RoutingScenario.codes;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.PresenceReported;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who comes, who goes, and what waits. */
class PresenceTest {

  private static Accounts shop() {
    return anAccount()
        .withAgent("mina", 2)
        .withAgent("jonas", 1)
        .withTeam("help", "mina", "jonas")
        .withTeam("money", "jonas")
        .withChannel(live("web"))
        .withChannel(live("help").forTeam("help"))
        .withChannel(live("money").forTeam("money"))
        .withChannel(asynchronous("mail"));
  }

  private static PresenceReported news(String id, String agent, Presence presence, int second) {
    return new PresenceReported(
        new Origin(id, RoutingScenario.START.plusSeconds(second)), agent, presence, false);
  }

  @Test
  void shouldTakeWaitingWorkByPriorityThenAgeAsLongAsThereIsRoom() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("oldest");
    floor.asks("older", "help", "h-older");
    floor.asks("urgent", "money", "h-urgent");
    floor.prioritises("urgent", Priority.URGENT);
    floor.asks("newest");

    Outcome minaCame = floor.comes("mina");

    assertThat(decisions(minaCame))
        .filteredOn(decided -> decided.ruling() instanceof RoutingResult.Assigned)
        .extracting(decided -> decided.handoff().conversationId())
        .containsExactly("oldest", "older");
    assertThat(decisions(minaCame).getFirst().why())
        .isEqualTo(
            "Mina is the only one with room (0 of 2 taken);"
                + " of what waited for The Shop, this was first by priority (NORMAL) and age");

    Outcome jonasCame = floor.comes("jonas");

    assertThat(decisions(jonasCame))
        .extracting(decided -> decided.handoff().conversationId())
        .containsExactly("urgent");
    assertThat(floor.agentOf("newest")).isEmpty();
  }

  @Test
  void shouldKeepWorkAndTakeNoneWhenAnAgentGoes() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");

    for (Presence gone : new Presence[] {Presence.BUSY, Presence.AWAY, Presence.OFFLINE}) {
      floor.presence("mina", gone);
      assertThat(floor.agentOf("c1")).contains("mina");
      assertThat(rulings(floor.asks("c-" + gone)))
          .containsExactly(new RoutingResult.KeptOpen(null));
    }
  }

  @Test
  void shouldChangeNothingWhenTheNewsIsOlderThanTheLast() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.on(news("n2", "mina", Presence.OFFLINE, 20));

    Outcome late = floor.on(news("n1", "mina", Presence.AVAILABLE, 10));

    assertThat(late.word()).isEqualTo("stale-presence");
    assertThat(codes(late)).containsExactly("stale-presence");
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.OFFLINE);
    assertThat(rulings(floor.asks("c1"))).containsExactly(new RoutingResult.KeptOpen(null));
    assertThat(floor.on(news("n1", "mina", Presence.AVAILABLE, 10)).word()).isEqualTo("duplicate");
  }

  @Test
  void shouldTakeTheLaterOfTwoWhenTheyHappenedAtTheSameMoment() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.on(news("n1", "mina", Presence.OFFLINE, 10));
    floor.on(news("n2", "mina", Presence.AVAILABLE, 10));

    assertThat(floor.on(news("n1", "mina", Presence.OFFLINE, 10)).word()).isEqualTo("duplicate");
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.AVAILABLE);
  }

  @Test
  void shouldRefuseWhenTheAgentIsNotInTheSettings() {
    RoutingScenario floor = new RoutingScenario(shop());

    Outcome outcome = floor.comes("stranger");

    assertThat(codes(outcome)).containsExactly("unknown-agent");
    assertThat(outcome.changes()).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheStatusIsFromALaterVersion() {
    RoutingScenario floor = new RoutingScenario(shop());

    assertThat(codes(floor.on(new PresenceReported(floor.origin(), "mina", null, false))))
        .containsExactly("unknown-status");
  }

  @Test
  void shouldAssignWaitingWorkWhenSettingsMakeRoom() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("mina", 1).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");
    floor.settings(anAccount().withAgent("mina", 2).withChannel(live("web")));

    Outcome next = floor.asks("c3");

    assertThat(rulings(next))
        .contains(
            new RoutingResult.Assigned("mina", null, null),
            new RoutingResult.Queued(1, null, null));
    assertThat(floor.agentOf("c2")).contains("mina");
    assertThat(next.settingsVersion()).isEqualTo(2);
  }

  @Test
  void shouldKeepWhatIsHeldWhenSettingsTakeRoomAway() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("mina", 2).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");
    floor.settings(anAccount().withAgent("mina", 1).withChannel(live("web")));

    floor.ends("c1");

    assertThat(floor.agentOf("c2")).contains("mina");
    assertThat(rulings(floor.asks("c3"))).containsExactly(new RoutingResult.Queued(1, null, null));
  }

  @Test
  void shouldGiveBackWhatAPersonGaveToAnAgentWhoWasNeverHeardOf() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");
    floor.assigns("c1", "mina");
    floor.comes("jonas");
    floor.later(Duration.ofMinutes(4));
    assertThat(floor.agentOf("c1")).contains("mina");

    floor.later(Duration.ofMinutes(2));

    assertThat(floor.agentOf("c1")).contains("jonas");
  }
}
