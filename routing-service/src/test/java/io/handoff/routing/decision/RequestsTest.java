package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.decision.RoutingScenario.actions;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static io.handoff.routing.decision.RoutingScenario.said;
import static io.handoff.routing.decision.RoutingScenario.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent;
import io.handoff.routing.decision.effect.RoutingEvent.AssignAsked;
import io.handoff.routing.decision.effect.RoutingEvent.OfferAnswered;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingEvent.Subject;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.handoff.RoutingTarget;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people and tickets ask. */
class RequestsTest {

  private static final RoutingTarget MONEY =
      new RoutingTarget(TargetKind.HELP_DESK, null, "money", null);
  private static final RoutingTarget ANYBODY =
      new RoutingTarget(TargetKind.HELP_DESK, null, null, null);

  private static Accounts shop() {
    return anAccount()
        .withAgent("mina", 2)
        .withAgent("jonas", 1)
        .withTeam("help", "mina", "jonas")
        .withTeam("money", "jonas")
        .withChannel(live("web"));
  }

  private static RoutingResult.Refused refusal(Outcome outcome) {
    return (RoutingResult.Refused) rulings(outcome).getFirst();
  }

  @Test
  void shouldReleaseLoadWhenTheHandoffEnds() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");

    Outcome outcome = floor.ends("c1");

    assertThat(outcome.word()).isEqualTo("ended");
    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Ended("mina"));
    assertThat(decisions(outcome).getFirst().candidates()).isEmpty();
    assertThat(actions(outcome)).isEmpty();
    assertThat(floor.load("mina")).isZero();
    assertThat(floor.state.open()).isEmpty();
  }

  @Test
  void shouldLeaveTheQueueWhenAWaitingHandoffEnds() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");

    assertThat(rulings(floor.ends("c1"))).containsExactly(new RoutingResult.Ended(null));
    assertThat(floor.state.pools()).isEmpty();
  }

  @Test
  void shouldOnlyCountWhenAHandoffEndsThatIsNotOpen() {
    RoutingScenario floor = new RoutingScenario(shop());

    Outcome outcome = floor.ends("c1");

    assertThat(outcome.word()).isEqualTo("already-ended");
    assertThat(outcome.effects()).isEmpty();
  }

  @Test
  void shouldNotEndANewerHandoffWhenTheEndOfAnOlderOneComesLate() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c1", "web", "h-newer");

    assertThat(floor.ends("c1").word()).isEqualTo("already-ended");
    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldAssignToTheChosenAgentWhetherOrNotTheAgentIsThere() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");

    Outcome outcome = floor.assigns("c1", "jonas");

    assertThat(rulings(outcome))
        .containsExactly(new RoutingResult.Assigned("jonas", null, "cmd-2"));
    assertThat(actions(outcome)).startsWith(new Action.Assign("jonas", null, null));
    assertThat(decisions(outcome).getFirst().why()).isEqualTo("a person chose Jonas");
    assertThat(floor.agentOf("c1")).contains("jonas");
  }

  @Test
  void shouldMoveAndUseTheFreedRoomWhenAnotherAgentIsChosen() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("jonas");
    floor.asks("c1");
    floor.asks("c2");

    Outcome outcome = floor.assigns("c1", "mina");

    assertThat(rulings(outcome))
        .containsExactly(
            new RoutingResult.Assigned("mina", "jonas", "cmd-4"),
            new RoutingResult.Assigned("jonas", null, null));
    assertThat(actions(outcome))
        .startsWith(
            new Action.Unassign("jonas", "it goes to Mina"), new Action.Assign("mina", null, null));
    assertThat(floor.agentOf("c1")).contains("mina");
    assertThat(floor.agentOf("c2")).contains("jonas");
  }

  @Test
  void shouldRefuseWhenTheChosenAgentIsFull() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");
    floor.asks("c2");
    floor.assigns("c1", "jonas");

    Outcome outcome = floor.assigns("c2", "jonas");

    assertThat(outcome.word()).isEqualTo("agent-full");
    assertThat(refusal(outcome))
        .isEqualTo(
            new RoutingResult.Refused("cmd-4", "agent-full", "Jonas has 1 of 1 conversations"));
    assertThat(floor.agentOf("c2")).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheChosenAgentIsUnknown() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");

    assertThat(refusal(floor.assigns("c1", "stranger")).code()).isEqualTo("unknown-agent");
  }

  @Test
  void shouldRefuseWhenTheHandoffIsUnknown() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c2");

    assertThat(refusal(floor.assigns("c1", "mina")).code()).isEqualTo("unknown-handoff");
    Outcome other =
        floor.on(
            new AssignAsked(
                floor.origin(), new Subject("c2", "other"), "mina", "cmd", "a person", null));
    assertThat(refusal(other).code()).isEqualTo("unknown-handoff");
    assertThat(decisions(other).getFirst().handoff().handoffId()).isEqualTo("other");
  }

  @Test
  void shouldAnswerAgainWithoutAnythingElseWhenTheAgentHasItAlready() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");
    floor.assigns("c1", "jonas");

    Outcome outcome = floor.assigns("c1", "jonas");

    assertThat(rulings(outcome))
        .containsExactly(new RoutingResult.Assigned("jonas", null, "cmd-3"));
    assertThat(actions(outcome)).isEmpty();
    assertThat(floor.load("jonas")).isEqualTo(1);
  }

  @Test
  void shouldChangeNothingWhenARequestIsRepeated() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");
    AssignAsked asked =
        new AssignAsked(floor.origin(), subject("c1"), "jonas", "cmd", "a person", null);
    floor.on(asked);
    floor.assigns("c1", "mina");

    Outcome repeat = floor.on(asked);

    assertThat(repeat).isEqualTo(new Outcome("duplicate", 1, List.of(), List.of()));
    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldGoToSomebodyElseWhenTheAgentGivesItBack() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.comes("jonas");

    Outcome outcome = floor.releases("c1", "mina");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("jonas", "mina", null));
    assertThat(actions(outcome)).startsWith(new Action.Unassign("mina", "it goes to Jonas"));
    assertThat(said(outcome)).isEmpty();
  }

  @Test
  void shouldWaitAtItsOldPlaceWhenGivenBackAndNobodyElseIsThere() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");
    floor.asks("c3");
    floor.asks("c4");

    Outcome outcome = floor.releases("c1", "mina");

    assertThat(decisions(outcome))
        .extracting(decided -> decided.handoff().conversationId())
        .containsExactly("c3", "c1");
    assertThat(rulings(outcome).getLast()).isEqualTo(new RoutingResult.KeptOpen("mina"));
    assertThat(decisions(floor.comes("jonas")))
        .extracting(decided -> decided.handoff().conversationId())
        .containsExactly("c1");
  }

  @Test
  void shouldBeThereAgainForWhatWasGivenBackWhenTheAgentComesBack() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.releases("c1", "mina");
    floor.comes("mina");
    assertThat(floor.agentOf("c1")).isEmpty();

    floor.presence("mina", Presence.AWAY);
    floor.comes("mina");

    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldRefuseWhenSomebodyElseGivesItBack() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");

    assertThat(refusal(floor.releases("c1", "jonas")).code()).isEqualTo("not-assigned");
    assertThat(floor.agentOf("c1")).contains("mina");
  }

  @Test
  void shouldFindSomebodyElseWhenReassigned() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.comes("jonas");

    assertThat(rulings(floor.reassigns("c1", null, null)))
        .containsExactly(new RoutingResult.Assigned("jonas", "mina", null));
  }

  @Test
  void shouldWaitForTheNewTargetWhenReassignedAndNobodyIsThere() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");

    Outcome outcome = floor.reassigns("c1", MONEY, Priority.HIGH);

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.KeptOpen("mina"));
    assertThat(actions(outcome)).startsWith(new Action.Unassign("mina", "a person moved it"));
    OpenHandoff waiting = floor.state.handoff("c1").orElseThrow();
    assertThat(waiting.target()).isEqualTo(MONEY);
    assertThat(waiting.priority()).isEqualTo(Priority.HIGH);
    assertThat(rulings(floor.comes("jonas")))
        .containsExactly(new RoutingResult.Assigned("jonas", null, null));
  }

  @Test
  void shouldKeepItsPlaceBeforeNewerWorkWhenReassignedToATeamOfTheSameAgent() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("jonas");
    floor.asks("c1");
    floor.asks("c2");

    Outcome outcome = floor.reassigns("c1", MONEY, null);

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("jonas", null, null));
    assertThat(actions(outcome)).as("keeps it, for jonas belongs to both").isEmpty();
    assertThat(floor.agentOf("c2")).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheNewTargetIsUnknown() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");

    assertThat(
            refusal(
                    floor.reassigns(
                        "c1", new RoutingTarget(TargetKind.INBOX, null, "nobodies", null), null))
                .code())
        .isEqualTo("unknown-team");
    assertThat(
            refusal(
                    floor.reassigns(
                        "c1", new RoutingTarget(TargetKind.INBOX, null, null, "stranger"), null))
                .code())
        .isEqualTo("unknown-agent");
  }

  @Test
  void shouldMoveInTheQueueWhenThePriorityChanges() {
    RoutingScenario floor =
        new RoutingScenario(anAccount().withAgent("mina", 1).withChannel(live("web")));
    floor.comes("mina");
    floor.asks("c1");
    floor.asks("c2");
    floor.asks("c3");

    Outcome outcome = floor.prioritises("c3", Priority.HIGH);

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Queued(1, null, null));
    assertThat(floor.prioritises("c3", Priority.HIGH).word()).isEqualTo("no-change");
    assertThat(rulings(floor.prioritises("c1", Priority.HIGH))).isEmpty();
    floor.ends("c1");
    assertThat(floor.agentOf("c3")).contains("mina");
  }

  @Test
  void shouldRefuseAnswersToOffers() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1");

    assertThat(
            refusal(floor.on(new OfferAnswered(floor.origin(), subject("c1"), "mina", null, true)))
                .code())
        .isEqualTo("no-offer");
  }

  @Test
  void shouldGiveAReopenedHandoffToItsAgentIfThere() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.comes("jonas");
    floor.asks("c1");
    floor.ends("c1");
    floor.asks("c2");

    Outcome outcome = floor.reopens("c1", ANYBODY, "mina");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Assigned("mina", null, null));
    assertThat(floor.reopens("c1", ANYBODY, "mina").word()).isEqualTo("no-change");
    assertThat(floor.ends("c1").word()).isEqualTo("ended");
  }

  @Test
  void shouldGiveAReopenedHandoffToSomebodyElseIfItsAgentIsGone() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.asks("c1");
    floor.ends("c1");
    floor.presence("mina", Presence.OFFLINE);
    floor.comes("jonas");

    assertThat(rulings(floor.reopens("c1", ANYBODY, "mina")))
        .containsExactly(new RoutingResult.Assigned("jonas", null, null));
  }

  @Test
  void shouldNeverCloseAReopenedHandoff() {
    RoutingScenario floor =
        new RoutingScenario(shop().withChannel(live("web").closedWhenNobodyIsThere()));

    assertThat(rulings(floor.reopens("c1", ANYBODY, null)))
        .containsExactly(new RoutingResult.KeptOpen(null));
  }

  @Test
  void shouldKeepAReopenedHandoffWhenItsChannelOrAccountIsNotInTheSettingsAnyMore() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.comes("mina");
    floor.settings(anAccount().withAgent("mina", 1));
    assertThat(rulings(floor.reopens("c1", ANYBODY, "mina")))
        .containsExactly(new RoutingResult.Assigned("mina", null, null));

    Origin origin = floor.origin();
    Outcome gone =
        floor.policy.decideWithoutSettings(
            floor.state,
            new RoutingEvent.ReopenAsked(
                origin,
                RoutingScenario.handoff("c2", "web", "h-c2", origin),
                ANYBODY,
                "mina",
                Priority.NORMAL),
            "shop");
    floor.state.evolve(gone.changes());
    assertThat(rulings(gone)).containsExactly(new RoutingResult.KeptOpen(null));

    floor.settings(shop());
    floor.comes("jonas");
    assertThat(floor.agentOf("c2")).contains("jonas");
  }

  @Test
  void shouldRefuseToReopenWhenTheConversationHasAnotherHandoff() {
    RoutingScenario floor = new RoutingScenario(shop());
    floor.asks("c1", "web", "h-newer");

    assertThat(refusal(floor.reopens("c1", ANYBODY, null)).code()).isEqualTo("other-handoff-open");
  }
}
