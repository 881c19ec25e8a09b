package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.openAt;
import static io.handoff.routing.Accounts.skilled;
import static io.handoff.routing.Accounts.widening;
import static io.handoff.routing.decision.RoutingScenario.codes;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static io.handoff.routing.decision.RoutingScenario.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.account.OpenHandoff.HandoffStatus;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.routing.decision.message.Messages;
import io.handoff.routing.decision.selection.Selection.Obstacle;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What time does: widening, silence, absence, news of the queue. */
class WaitingTest {

  private static WideningStep after(int seconds, int lower, String team, Then then) {
    return new WideningStep(Duration.ofSeconds(seconds), lower, team, then);
  }

  private static RoutingScenario withExperts(WideningStep... steps) {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1, skilled("money", 2))
                .withAgent("jonas", 1)
                .withTeam("experts", widening(steps), "mina")
                .withTeam("others", "jonas")
                .withChannel(
                    live("web")
                        .forTeam("experts")
                        .asking(new NeedsConfig(Map.of("money", 4), false, 1))
                        .saying(Occasion.OVERFLOW, "", "it takes longer")
                        .saying(Occasion.CALL_BACK, "", "we call you back")));
    floor.comes("mina");
    floor.comes("jonas");
    return floor;
  }

  @Test
  void shouldSayThatNobodyHasTheSkillAndDropItWithTime() {
    RoutingScenario floor =
        withExperts(after(60, 1, null, Then.GO_ON), after(120, 1, null, Then.GO_ON));

    var first = decisions(floor.asks("c1")).getFirst();

    assertThat(first.obstacle()).isEqualTo(Obstacle.SKILL_MISSING);
    assertThat(first.why()).contains("has the skills");
    List<Outcome> steps = floor.later(Duration.ofSeconds(70));
    assertThat(steps.stream().flatMap(o -> decisions(o).stream()))
        .anyMatch(decision -> decision.why().contains("the required skills drop by 1"));
    assertThat(floor.agentOf("c1")).isEmpty();
    floor.later(Duration.ofSeconds(60));
    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldAddATeamWithTime() {
    RoutingScenario floor = withExperts(after(60, 10, "others", Then.GO_ON));
    floor.presence("mina", Presence.AWAY);
    floor.asks("c1");

    floor.later(Duration.ofSeconds(61));

    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldTellTheCustomerAndFollowUpLaterInTheEnd() {
    RoutingScenario floor =
        withExperts(after(60, 0, null, Then.OVERFLOW_MESSAGE), after(120, 0, null, Then.CALL_BACK));
    floor.asks("c1");

    assertThat(floor.later(Duration.ofSeconds(61)).stream().flatMap(o -> said(o).stream()))
        .containsExactly("it takes longer");
    assertThat(floor.later(Duration.ofSeconds(61)).stream().flatMap(o -> said(o).stream()))
        .containsExactly("we call you back");
    assertThat(floor.open("c1").process()).isEqualTo(Process.ASYNCHRONOUS);
    assertThat(floor.open("c1").standing()).isEqualTo(HandoffStatus.QUEUED);
  }

  private static Accounts shop() {
    return anAccount()
        .withAgent("mina", 2)
        .withAgent("jonas", 1)
        .withChannel(live("web"))
        .withChannel(asynchronous("mail").forAgent("mina"));
  }

  @Test
  void shouldCountAnAgentAsOfflineWhoseHeartbeatsStop() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.beats("mina", Presence.AVAILABLE);
    floor.later(Duration.ofSeconds(100));
    floor.beats("mina", Presence.AVAILABLE);

    assertThat(floor.later(Duration.ofSeconds(100))).isEmpty();
    List<Outcome> outcomes = floor.later(Duration.ofSeconds(30));

    assertThat(codes(outcomes.getFirst())).containsExactly("heartbeat-timeout");
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.OFFLINE);
    floor.beats("mina", Presence.AVAILABLE);
    assertThat(floor.state.desk("mina").agent().presence()).isEqualTo(Presence.AVAILABLE);
  }

  @Test
  void shouldNotMissHeartbeatsOfThoseWhoSendNone() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");

    assertThat(floor.later(Duration.ofHours(2))).isEmpty();
  }

  @Test
  void shouldReturnLiveWorkToTheHeadOfTheQueueAfterAWhile() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("letter", "mail", "h-letter");
    floor.comes("jonas");
    floor.asks("c2");
    floor.asks("c3");
    floor.prioritises("c3", Priority.URGENT);
    floor.presence("mina", Presence.OFFLINE);

    assertThat(floor.later(Duration.ofMinutes(4)).stream().flatMap(o -> rulings(o).stream()))
        .noneMatch(RoutingResult.Assigned.class::isInstance);
    assertThat(floor.agentOf("c1")).contains("mina");
    floor.later(Duration.ofMinutes(2));

    assertThat(floor.agentOf("c1")).isEmpty();
    assertThat(floor.agentOf("letter")).contains("mina");
    floor.ends("c2");
    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldKeepWhatAnAgentHasWhoIsBackInTime() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.presence("mina", Presence.OFFLINE);
    floor.later(Duration.ofMinutes(4));
    floor.comes("mina");

    floor.later(Duration.ofHours(1));

    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldReturnAsynchronousWorkWhereTheAccountSaysSo() {
    Accounts account =
        shop()
            .routed(
                new RoutingConfig(
                    SettingsDefaults.TEAM_ROUTING,
                    null,
                    Duration.ofSeconds(10),
                    WhenOffline.RETURN,
                    null))
            .withChannel(asynchronous("post"));
    RoutingScenario floor = new RoutingScenario(account);
    floor.comes("mina");
    floor.asks("c1", "post", "h-c1");
    floor.comes("jonas");
    floor.presence("mina", Presence.OFFLINE);

    floor.later(Duration.ofSeconds(11));

    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldPublishPositionsAndWaitsWhenTheyHaveChanged() {
    RoutingScenario floor = new RoutingScenario(shop().withChannel(live("solo").forAgent("jonas")));
    floor.comes("jonas");
    for (int n = 0; n < 7; n++) {
      floor.asks("c" + n, "solo", "h-c" + n);
    }
    for (int n = 0; n < 4; n++) {
      floor.later(Duration.ofSeconds(20));
      floor.ends("c" + n);
    }

    List<RoutingResult> news =
        floor.later(Duration.ofSeconds(40)).stream().flatMap(o -> rulings(o).stream()).toList();

    assertThat(news)
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(result)
                    .isInstanceOfSatisfying(
                        RoutingResult.Queued.class,
                        queued -> assertThat(queued.estimatedWaitMs()).isPositive()))
        .extracting(result -> ((RoutingResult.Queued) result).position())
        .containsExactly(1, 2);
    assertThat(floor.later(Duration.ofMinutes(10)).stream().flatMap(o -> rulings(o).stream()))
        .isEmpty();
  }

  @Test
  void shouldFillInPositionAndWait() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1)
                .withChannel(live("web").saying(Occasion.QUEUED, "", "{position}, about {wait}")));
    floor.comes("mina");
    floor.asks("c1");

    assertThat(said(floor.asks("c2"))).as("a hole").noneMatch(text -> text.contains("about"));
    assertThat(Messages.wait(Duration.ofSeconds(61))).isEqualTo("2 min");
    assertThat(Messages.wait(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }

  @Test
  void shouldNotLetNormalWorkStarveBehindHigher() {
    RoutingScenario floor = new RoutingScenario(shop().withChannel(live("solo").forAgent("jonas")));
    floor.comes("jonas");
    floor.asks("busy", "solo", "h-busy");
    floor.asks("normal", "solo", "h-normal");
    floor.later(Duration.ofMinutes(40));
    floor.asks("high", "solo", "h-high");
    floor.prioritises("high", Priority.HIGH);

    floor.ends("busy");

    assertThat(floor.agentOf("normal")).contains("jonas");
  }

  private static RoutingScenario withHours(Accounts account) {
    RoutingScenario floor =
        new RoutingScenario(
            account
                .withAgent("mina", 1)
                .withTeam("desk", openAt("desk"), "mina")
                .withChannel(
                    live("web")
                        .forTeam("desk")
                        .saying(Occasion.TEAM_UNAVAILABLE, "en", "back {hours}")));
    floor.comes("mina");
    return floor;
  }

  @Test
  void shouldAssignWhatWaitsWhenTheTeamOpens() {
    // The floor's day begins on a Monday at nine.
    RoutingScenario floor = withHours(anAccount().withHours("desk", 10, 17, DayOfWeek.MONDAY));

    Outcome first = floor.asks("c1");
    floor.asks("c2");

    assertThat(rulings(first)).containsExactly(new RoutingResult.KeptOpen(null));
    assertThat(decisions(first).getFirst().obstacle()).isEqualTo(Obstacle.OUTSIDE_HOURS);
    assertThat(said(first)).containsExactly("back Monday 10:00");
    floor.later(Duration.ofMinutes(59));
    assertThat(floor.agentOf("c1")).isEmpty();
    List<Outcome> opened = floor.later(Duration.ofMinutes(1));
    assertThat(opened)
        .flatExtracting(RoutingScenario::rulings)
        .contains(new RoutingResult.Assigned("mina", null, null));
    assertThat(floor.agentOf("c1")).contains("mina");
    assertThat(floor.agentOf("c2")).isEmpty();
  }

  @Test
  void shouldTakeNothingMoreWhenTheTeamHasClosed() {
    RoutingScenario floor = withHours(anAccount().withHours("desk", 8, 10, DayOfWeek.MONDAY));
    floor.asks("c1");
    floor.later(Duration.ofHours(1));
    floor.ends("c1");

    assertThat(rulings(floor.asks("c2"))).containsExactly(new RoutingResult.KeptOpen(null));
    floor.later(Duration.ofDays(6).plusHours(21));
    assertThat(floor.agentOf("c2")).isEmpty();
    floor.later(Duration.ofHours(1));
    assertThat(floor.agentOf("c2")).contains("mina");
  }

  @Test
  void shouldKeepOpenWithoutEndWhereTheCalendarNeverOpens() {
    RoutingScenario floor = withHours(anAccount().withHours("desk", 9, 17));

    Outcome outcome = floor.asks("c1");

    assertThat(decisions(outcome).getFirst().obstacle()).isEqualTo(Obstacle.OUTSIDE_HOURS);
    assertThat(said(outcome)).as("a hole").isEmpty();
    floor.later(Duration.ofDays(400));
    assertThat(floor.agentOf("c1")).isEmpty();
    assertThat(rulings(floor.assigns("c1", "mina")).getFirst())
        .isInstanceOf(RoutingResult.Assigned.class);
  }

  @Test
  void shouldBePassiveWhileNothingIsDue() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");

    assertThat(floor.state.wakeAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldBeginToWidenAnewWhenReassignedToAnotherTeam() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1)
                .withTeam("help", widening(after(60, 1, null, Then.GO_ON)), "mina")
                .withTeam("money", widening(after(60, 1, null, Then.GO_ON)), "mina")
                .withChannel(live("web").forTeam("help")));
    floor.asks("c1");
    floor.later(Duration.ofSeconds(90));
    assertThat(floor.open("c1").waiting().stage()).isEqualTo(1);

    floor.reassigns("c1", new RoutingTarget(TargetKind.HELP_DESK, null, "money", null), null);

    assertThat(floor.open("c1").waiting().stage()).isZero();
    assertThat(floor.open("c1").lookAt()).isEqualTo(floor.now().plusSeconds(60));
  }

  @Test
  void shouldLookAtTheQueueOnceAfterSomethingHappened() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("mina", 1).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");

    assertThat(floor.state.wakeAt()).isBetween(floor.now(), floor.now().plusSeconds(30));
    long before = floor.state.counters().wakes();
    floor.later(Duration.ofHours(8));
    assertThat(floor.state.counters().wakes()).isEqualTo(before + 1);
    assertThat(floor.state.wakeAt()).isEqualTo(Instant.MAX);
    floor.asks("c3");
    assertThat(floor.state.wakeAt()).isEqualTo(floor.now().plusSeconds(30));
  }
}
