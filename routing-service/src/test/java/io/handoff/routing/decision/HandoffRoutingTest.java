package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.widening;
import static io.handoff.routing.Accounts.withoutPeople;
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
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.routing.decision.selection.Candidate.Verdict;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a handoff when it arrives. */
class HandoffRoutingTest {

  private static Accounts twoAgents() {
    return anAccount().withAgent("mina", 2).withAgent("jonas", 1).withTeam("help", "mina", "jonas");
  }

  @Test
  void shouldAssignAtOnceWhenAnAgentIsAvailable() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").forTeam("help")));
    floor.comes("mina");

    Outcome outcome = floor.asks("c1");

    assertThat(outcome.word()).isEqualTo("assigned");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("mina", null, null));
    assertThat(actions(outcome))
        .containsExactly(
            new Action.PauseAiAgent(),
            new Action.Assign("mina", "help", null),
            said(Occasion.TEAM_AVAILABLE, "team-available: Kim, help team"));
    assertThat(floor.load("mina")).isEqualTo(1);
  }

  @Test
  void shouldSayWhoWasConsideredAndWhy() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withAgent("ada", 0).withChannel(live("web")));
    floor.comes("mina");
    floor.comes("jonas");
    floor.comes("ada");
    floor.asks("c1");

    var decision = decisions(floor.asks("c2")).getFirst();

    assertThat(decision.candidates())
        .containsExactly(
            new Candidate("jonas", Verdict.CHOSEN, "0 of 1"),
            new Candidate("mina", Verdict.LESS_SUITED, "1 of 2"),
            new Candidate("ada", Verdict.FULL, "0 of 0"));
    assertThat(decision.candidateCount()).isEqualTo(3);
    assertThat(decision.why())
        .isEqualTo("Jonas has the least load for the capacity (0 of 1 taken) of 2 with room");
  }

  @Test
  void shouldQueueWhenAllWhoAreThereAreFull() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").forTeam("help")));
    floor.comes("jonas");
    floor.asks("c1");
    floor.asks("c2");

    Outcome outcome = floor.asks("c3");

    assertThat(outcome.word()).isEqualTo("queued");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Queued(2, null, null));
    assertThat(actions(outcome))
        .containsExactly(
            new Action.PauseAiAgent(),
            said(Occasion.TEAM_AVAILABLE, "team-available: Kim, help team"));
    assertThat(decisions(outcome).getFirst().candidates())
        .extracting(Candidate::verdict)
        .containsExactly(Verdict.FULL, Verdict.OFFLINE);
    assertThat(decisions(outcome).getFirst().why())
        .isEqualTo("the only agent of help team who could take it is full");
  }

  @Test
  void shouldNotCallAnAgentUnavailableWhoIsThereButHasTooLittleCapacity() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("jonas", 0)
                .withTeam("help", "jonas")
                .withChannel(live("web").forTeam("help")));
    floor.comes("jonas");

    assertThat(decisions(floor.asks("c1")).getFirst().why())
        .isEqualTo("nobody of help team who is there has enough capacity for it; it is kept open");
  }

  @Test
  void shouldNotCallAnAgentUnavailableWhoIsThereAndGaveItBack() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("jonas", 2)
                .withTeam("help", "jonas")
                .withChannel(live("web").forTeam("help")));
    floor.comes("jonas");
    floor.asks("c1");

    assertThat(decisions(floor.releases("c1", "jonas")).getLast().why())
        .isEqualTo(
            "everybody of help team who is there gave it back or declined it;"
                + " it is kept open");
  }

  @Test
  void shouldNameTheTeamOfTheAgentWhereWideningFoundOneElsewhere() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1)
                .withAgent("jonas", 1)
                .withTeam(
                    "help",
                    widening(new WideningStep(Duration.ofSeconds(60), 0, "others", Then.GO_ON)),
                    "mina")
                .withTeam("others", "jonas")
                .withChannel(
                    live("web")
                        .forTeam("help")
                        .saying(Occasion.QUEUED, "", "please wait")
                        .saying(Occasion.TEAM_AVAILABLE, "", "{agent} of {team} is with you")));
    floor.comes("mina");
    floor.comes("jonas");
    floor.asks("c1");
    floor.asks("c2");

    List<Outcome> later = floor.later(Duration.ofSeconds(61));

    assertThat(floor.agentOf("c2")).contains("jonas");
    assertThat(later.stream().flatMap(outcome -> said(outcome).stream()))
        .contains("Jonas of others team is with you");
  }

  @Test
  void shouldAssignWhatWaitedWhenRoomIsFreeWithoutRepeatingTheMessage() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").forTeam("help")));
    floor.comes("jonas");
    floor.asks("c1");
    floor.asks("c2");
    floor.asks("c3");

    Outcome outcome = floor.ends("c1");

    assertThat(rulings(outcome))
        .containsExactly(
            new RoutingResult.Ended("jonas"), new RoutingResult.Assigned("jonas", null, null));
    assertThat(said(outcome)).isEmpty();
    assertThat(floor.agentOf("c2")).contains("jonas");
    assertThat(floor.agentOf("c3")).isEmpty();
  }

  @Test
  void shouldKeepOpenWhenNobodyIsThereAndAssignWhenSomebodyComes() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").forTeam("help")));
    floor.presence("mina", Presence.AWAY);
    floor.presence("jonas", Presence.BUSY);

    Outcome outcome = floor.asks("c1");

    assertThat(outcome.word()).isEqualTo("unassigned");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.KeptOpen(null));
    assertThat(said(outcome)).containsExactly("team-unavailable: Kim, help team");
    assertThat(decisions(outcome).getFirst().candidates())
        .extracting(Candidate::verdict)
        .containsExactly(Verdict.BUSY, Verdict.AWAY);

    Outcome later = floor.comes("mina");

    assertThat(rulings(later)).containsExactly(new RoutingResult.Assigned("mina", null, null));
    assertThat(said(later)).containsExactly("team-available: Kim, help team");
  }

  @Test
  void shouldCloseWhenNobodyIsThereAndTheAccountChoseSo() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").closedWhenNobodyIsThere()));

    Outcome outcome = floor.asks("c1");

    assertThat(outcome.word()).isEqualTo("closed");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Closed());
    assertThat(actions(outcome))
        .containsExactly(
            new Action.PauseAiAgent(),
            said(Occasion.UNASSIGNED, "unassigned: Kim, The Shop"),
            new Action.Close(7, RoutingScenario.START.plusSeconds(1)));
    assertThat(floor.state.open()).isEmpty();
    assertThat(rulings(floor.comes("mina"))).isEmpty();
  }

  @Test
  void shouldQueueAndNotCloseWhenSomebodyIsThereButFull() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").closedWhenNobodyIsThere()));
    floor.comes("jonas");
    floor.asks("c1");

    assertThat(floor.asks("c2").word()).isEqualTo("queued");
  }

  @Test
  void shouldAssignAnAsynchronousHandoffToSomebodyWhoIsNotThere() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(asynchronous("web").inInbox()));

    Outcome outcome = floor.asks("c1");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("mina", null, null));
    assertThat(actions(outcome))
        .containsExactly(
            new Action.PauseAiAgent(),
            new Action.Assign("mina", null, null),
            said(Occasion.FOLLOW_UP, "follow-up: Kim, The Shop"));
    assertThat(floor.load("mina")).isEqualTo(1);
  }

  @Test
  void shouldQueueAnAsynchronousHandoffWhenNobodyHasRoom() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(asynchronous("web")));
    floor.asks("c1");
    floor.asks("c2");
    floor.asks("c3");

    Outcome outcome = floor.asks("c4");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Queued(1, null, null));
    assertThat(rulings(floor.ends("c2"))).contains(new RoutingResult.Assigned("jonas", null, null));
  }

  @Test
  void shouldDeclineWhenTheChannelHandsNothingOver() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(withoutPeople("web")));
    floor.comes("mina");

    Outcome outcome = floor.asks("c1");

    assertThat(outcome.word()).isEqualTo("declined");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Declined(true));
    assertThat(actions(outcome))
        .containsExactly(said(Occasion.NO_HANDOFF, "no-handoff: Kim, The Shop"));
    assertThat(decisions(outcome).getFirst().process()).isEqualTo(Process.NONE);
    assertThat(floor.state.open()).isEmpty();
  }

  @Test
  void shouldGoToTheNamedAgentOnly() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(live("web").forTeam("help").forAgent("jonas")));
    floor.comes("mina");

    Outcome outcome = floor.asks("c1");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.KeptOpen(null));
    assertThat(decisions(outcome).getFirst().candidates())
        .containsExactly(new Candidate("jonas", Verdict.OFFLINE, "0 of 1"));
    assertThat(rulings(floor.comes("jonas")))
        .containsExactly(new RoutingResult.Assigned("jonas", null, null));
  }

  @Test
  void shouldTreatATeamThatNobodyIsInAsNobodyAvailable() {
    RoutingScenario floor =
        new RoutingScenario(
            twoAgents().withTeam("ghosts").withChannel(live("web").forTeam("ghosts")));
    floor.comes("mina");

    Outcome outcome = floor.asks("c1");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.KeptOpen(null));
    assertThat(decisions(outcome).getFirst().why())
        .isEqualTo("nobody belongs to ghosts team; it is kept open");
  }

  @Test
  void shouldCountAgentsWithoutCapacityAsNotThere() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("ada", 0).withChannel(live("web")));
    floor.comes("ada");

    assertThat(rulings(floor.asks("c1"))).containsExactly(new RoutingResult.KeptOpen(null));
  }

  @Test
  void shouldChangeNothingWhenTheSameHandoffIsAskedAgain() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");

    Outcome repeat = floor.asks("c1");

    assertThat(repeat).isEqualTo(new Outcome("duplicate", 1, List.of(), List.of()));
  }

  @Test
  void shouldNotOpenAnEndedHandoffAgainWhenItsRequestIsRepeated() {
    RoutingScenario floor =
        new RoutingScenario(
            twoAgents()
                .withChannel(live("web"))
                .withChannel(withoutPeople("faq"))
                .withChannel(live("night").forAgent("jonas").closedWhenNobodyIsThere()));
    floor.comes("mina");
    floor.asks("c1");
    floor.ends("c1");
    floor.asks("c2", "faq", "h-c2");
    floor.asks("c3", "night", "h-c3");

    assertThat(floor.asks("c1").word()).isEqualTo("duplicate");
    assertThat(floor.asks("c2", "faq", "h-c2").word()).isEqualTo("duplicate");
    assertThat(floor.asks("c3", "night", "h-c3").word()).isEqualTo("duplicate");
    assertThat(floor.state.open()).isEmpty();
  }

  @Test
  void shouldEndTheOlderHandoffWhenTheConversationHasANewOne() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("mina", 1).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");

    Outcome outcome = floor.asks("c1", "web", "h-again");

    assertThat(rulings(outcome))
        .containsExactly(
            new RoutingResult.Ended("mina"),
            new RoutingResult.Assigned("mina", null, null),
            new RoutingResult.Queued(1, null, null));
    assertThat(floor.agentOf("c2")).contains("mina");
    assertThat(floor.state.handoff("c1").orElseThrow().standing()).isEqualTo(HandoffStatus.QUEUED);
  }

  @Test
  void shouldDeclineWhenTheChannelIsNotInTheSettings() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(live("web")));

    Outcome outcome = floor.asks("c1", "pager", "h1");

    assertThat(outcome.word()).isEqualTo("unknown-channel");
    assertThat(codes(outcome)).containsExactly("unknown-channel");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Declined(false));
    assertThat(floor.state.open()).isEmpty();
    assertThat(floor.asks("c1", "pager", "h1").word()).isEqualTo("duplicate");
  }

  @Test
  void shouldDeclineAndStillReleaseLoadWhenTheAccountHasNoSettings() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    Origin origin = floor.origin();
    Handoff other = RoutingScenario.handoff("c2", "web", "h2", origin);

    Outcome refused =
        floor.policy.decideWithoutSettings(
            floor.state, new HandoffAsked(origin, other, null), "shop");
    Outcome ended =
        floor.policy.decideWithoutSettings(
            floor.state,
            new RoutingEvent.EndReported(floor.origin(), RoutingScenario.subject("c1")),
            "shop");
    floor.state.evolve(ended.changes());

    assertThat(codes(refused)).containsExactly("unknown-account");
    assertThat(rulings(refused)).containsExactly(new RoutingResult.Declined(false));
    assertThat(refused.changes()).isEmpty();
    assertThat(rulings(ended)).containsExactly(new RoutingResult.Ended("mina"));
    assertThat(floor.load("mina")).isZero();
  }

  @Test
  void shouldFreeTheAgentAndDeclineWhenTicketServiceCouldNotTakeItIn() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    assertThat(floor.load("mina")).isEqualTo(1);

    Outcome outcome =
        floor.on(new RoutingEvent.EndReported(floor.origin(), RoutingScenario.subject("c1"), true));

    assertThat(outcome.word()).isEqualTo("given-up");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Declined(false));
    assertThat(floor.load("mina")).isZero();
    assertThat(floor.state.open()).isEmpty();
  }

  @Test
  void shouldNotTouchTheAccountWhenDeciding() {
    RoutingScenario floor = new RoutingScenario(twoAgents().withChannel(live("web")));
    floor.comes("mina");
    Origin origin = floor.origin();
    RoutingEvent event =
        new HandoffAsked(origin, RoutingScenario.handoff("c1", "web", "h1", origin), null);

    Outcome first = floor.policy.decide(floor.state, event, floor.roster);
    Outcome second = floor.policy.decide(floor.state, event, floor.roster);

    assertThat(second).isEqualTo(first);
    assertThat(floor.state.open()).isEmpty();
    assertThat(floor.load("mina")).isZero();
  }

  @Test
  void shouldTellThePlatformWhoLosesTheConversationWhenAnotherHandoffTakesItsPlace() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 1)
                .withAgent("jonas", 1)
                .withTeam("money", "jonas")
                .withChannel(live("web"))
                .withChannel(live("money").forTeam("money"))
                .withChannel(withoutPeople("faq")));
    floor.comes("mina");
    floor.asks("c1");
    floor.comes("jonas");

    Outcome second = floor.asks("c1", "money", "h-2");

    assertThat(rulings(second))
        .containsExactly(
            new RoutingResult.Ended("mina"), new RoutingResult.Assigned("jonas", null, null));
    assertThat(actions(second))
        .startsWith(new Action.Unassign("mina", "another handoff took its place"))
        .contains(new Action.Assign("jonas", "money", null));
    assertThat(actions(floor.asks("c1", "faq", "h-3")))
        .contains(new Action.Unassign("jonas", "another handoff took its place"));
  }
}
