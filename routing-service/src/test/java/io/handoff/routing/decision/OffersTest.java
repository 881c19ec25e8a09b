package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.offering;
import static io.handoff.routing.decision.RoutingScenario.actions;
import static io.handoff.routing.decision.RoutingScenario.codes;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static io.handoff.routing.decision.RoutingScenario.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamRouting.Strategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents accept, decline, or let it pass. */
class OffersTest {

  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(31);

  private static Accounts shop(int awayAfterMissed) {
    return anAccount()
        .withAgent("mina", 1)
        .withAgent("jonas", 2)
        .withTeam("help", offering(Strategy.LEAST_LOADED, awayAfterMissed), "mina", "jonas")
        .withChannel(live("web").forTeam("help"))
        .withChannel(asynchronous("mail").forTeam("help"));
  }

  private static RoutingScenario offered(int awayAfterMissed) {
    RoutingScenario floor = new RoutingScenario(shop(awayAfterMissed));
    floor.comes("mina");
    floor.comes("jonas");
    return floor;
  }

  private static String refusal(Outcome outcome) {
    return ((RoutingResult.Refused) rulings(outcome).getFirst()).code();
  }

  @Test
  void shouldOfferAndReserveWhereAgentsHaveToAccept() {
    RoutingScenario floor = offered(0);

    Outcome outcome = floor.asks("c1");

    assertThat(outcome.word()).isEqualTo("offered");
    assertThat(rulings(outcome))
        .containsExactly(new RoutingResult.Offered("mina", floor.now().plusSeconds(30), null));
    assertThat(actions(outcome))
        .containsExactly(
            new Action.PauseAiAgent(),
            new Action.Assign("mina", "help", floor.now().plusSeconds(30)));
    assertThat(floor.load("mina")).isEqualTo(1);
    assertThat(rulings(floor.asks("c2")).getFirst())
        .isInstanceOfSatisfying(
            RoutingResult.Offered.class, o -> assertThat(o.agentId()).isEqualTo("jonas"));
  }

  @Test
  void shouldAssignWhenTheAgentAccepts() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");
    String offerId = floor.open("c1").offer().offerId();

    Outcome outcome =
        floor.on(
            new OfferAnswered(
                floor.origin(), RoutingScenario.subject("c1"), "mina", offerId, true));

    assertThat(outcome.word()).isEqualTo("offer-accepted");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("mina", null, null));
    assertThat(said(outcome)).containsExactly("team-available: Kim, help team");
    assertThat(floor.open("c1").standing()).isEqualTo(HandoffStatus.ASSIGNED);
    assertThat(floor.later(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void shouldGoToTheNextWhenTheTimeIsOver() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");

    List<Outcome> outcomes = floor.later(HALF_A_MINUTE);

    assertThat(outcomes).hasSize(1);
    assertThat(rulings(outcomes.getFirst()).getFirst())
        .isInstanceOfSatisfying(
            RoutingResult.Offered.class,
            offer -> {
              assertThat(offer.agentId()).isEqualTo("jonas");
              assertThat(offer.previousAgentId()).isEqualTo("mina");
            });
    assertThat(actions(outcomes.getFirst()))
        .contains(new Action.Unassign("mina", "Mina did not accept it in time"));
    assertThat(decisions(outcomes.getFirst()).getFirst().candidates())
        .contains(new Candidate("mina", Candidate.Verdict.LET_PASS, "0 of 1"));
    assertThat(floor.load("mina")).isZero();
  }

  @Test
  void shouldGoToTheNextAtOnceWhenDeclined() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");

    assertThat(floor.declines("c1", "mina").word()).isEqualTo("offer-declined");

    assertThat(floor.agentOf("c1")).contains("jonas");
    assertThat(refusal(floor.accepts("c1", "mina"))).isEqualTo("offer-declined-before");
  }

  @Test
  void shouldAskAgainInTheNextRoundOnly() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");
    floor.declines("c1", "mina");
    Outcome all = floor.declines("c1", "jonas");

    assertThat(rulings(all)).containsExactly(new RoutingResult.Queued(1, null, "jonas"));
    assertThat(floor.later(Duration.ofSeconds(50)).stream().flatMap(o -> rulings(o).stream()))
        .isEmpty();
    floor.later(Duration.ofSeconds(20));
    assertThat(floor.open("c1").standing()).isEqualTo(HandoffStatus.OFFERED);
  }

  @Test
  void shouldTellThePlaceInLineOnceAndOfAnAgentOnlyWhenThereIsOne() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1)
                .withTeam("help", offering(Strategy.LEAST_LOADED, 0), "mina")
                .withChannel(
                    live("web")
                        .forTeam("help")
                        .saying(Occasion.QUEUED, "", "number {position}")
                        .saying(Occasion.TEAM_AVAILABLE, "", "here is {agent}")));
    floor.comes("mina");
    floor.asks("c1");

    assertThat(said(floor.declines("c1", "mina"))).containsExactly("number 1");
    floor.later(Duration.ofSeconds(61));
    assertThat(floor.open("c1").standing()).isEqualTo(HandoffStatus.OFFERED);
    assertThat(said(floor.declines("c1", "mina"))).isEmpty();
    assertThat(floor.open("c1").standing()).isEqualTo(HandoffStatus.QUEUED);
    floor.later(Duration.ofSeconds(61));
    assertThat(said(floor.accepts("c1", "mina"))).containsExactly("here is Mina");
  }

  @Test
  void shouldSetAnAgentAwayWhoMissesOfferAfterOffer() {
    RoutingScenario floor = new RoutingScenario(shop(2));
    floor.comes("mina");
    floor.asks("c1");
    floor.later(HALF_A_MINUTE);
    assertThat(floor.state.desk("mina").agent().missed()).isEqualTo(1);
    floor.later(Duration.ofMinutes(1));

    List<Outcome> outcomes = floor.later(HALF_A_MINUTE);

    assertThat(outcomes.stream().flatMap(outcome -> codes(outcome).stream())).contains("set-away");
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.AWAY);
    floor.beats("mina", Presence.AVAILABLE);
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.AWAY);
    floor.comes("mina");
    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldAnswerWhoeverAcceptsWhatIsNotOnOffer() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");

    assertThat(refusal(floor.accepts("c1", "jonas"))).isEqualTo("foreign-offer");
    assertThat(
            refusal(
                floor.on(
                    new OfferAnswered(
                        floor.origin(), RoutingScenario.subject("c1"), "mina", "another", true))))
        .isEqualTo("offer-expired");
    floor.accepts("c1", "mina");
    assertThat(refusal(floor.accepts("c1", "mina"))).isEqualTo("already-accepted");
    assertThat(refusal(floor.accepts("c1", "jonas"))).isEqualTo("foreign-offer");
  }

  @Test
  void shouldTellWhoAcceptsTooLateThatTheOfferIsOver() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");
    floor.later(HALF_A_MINUTE);

    assertThat(refusal(floor.accepts("c1", "mina"))).isEqualTo("offer-expired");
    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldWithdrawTheOfferWhenTheAgentGoesOffline() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");

    floor.presence("mina", Presence.OFFLINE);

    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldGiveAnOfferItsTimeAnewThatWasMadeWhileTheServiceWasBehind() {
    RoutingScenario floor = offered(0);
    floor.asks("c1");
    var at = floor.state.wakeAt();
    var caughtUp = at.plusSeconds(600);

    floor.on(RoutingPolicy.timePassed(floor.state, "shop", at, caughtUp));

    assertThat(floor.agentOf("c1")).contains("mina");
    assertThat(floor.state.wakeAt()).isEqualTo(caughtUp.plusSeconds(30));
    at = floor.state.wakeAt();
    floor.on(RoutingPolicy.timePassed(floor.state, "shop", at, at.plusSeconds(600)));
    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldOfferAsynchronousWorkToThoseWhoCanAnswer() {
    RoutingScenario floor = new RoutingScenario(shop(0));
    floor.asks("c1", "mail", "h-c1");
    assertThat(floor.agentOf("c1")).isEmpty();

    floor.presence("mina", Presence.BUSY);

    assertThat(floor.agentOf("c1")).contains("mina");
  }
}
