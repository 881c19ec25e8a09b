package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.decision.RoutingScenario.decisions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.selection.Candidate;
import io.handoff.routing.decision.selection.Candidate.Verdict;
import io.handoff.routing.decision.selection.Selection;
import org.junit.jupiter.api.Test;

/** Who of several agents gets a conversation. */
class SelectionTest {

  @Test
  void shouldPreferTheSmallestLoadRelativeToCapacity() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount().withAgent("small", 2).withAgent("big", 10).withChannel(live("web")));
    floor.comes("small");
    floor.comes("big");

    for (int n = 0; n < 12; n++) {
      floor.asks("c" + n);
    }

    assertThat(floor.load("small")).isEqualTo(2);
    assertThat(floor.load("big")).isEqualTo(10);
  }

  @Test
  void shouldStayWithinOneConversationOfEachOtherWhenCapacitiesAreEqual() {
    Accounts account = anAccount().withChannel(live("web"));
    for (int n = 0; n < 5; n++) {
      account.withAgent("agent" + n, 20);
    }
    RoutingScenario floor = new RoutingScenario(account);
    for (int n = 0; n < 5; n++) {
      floor.comes("agent" + n);
    }
    for (int n = 0; n < 73; n++) {
      floor.asks("c" + n);
    }

    for (int n = 0; n < 5; n++) {
      assertThat(floor.load("agent" + n)).isBetween(14, 15);
    }
  }

  @Test
  void shouldTakeWhoeverRestedLongestWhenLoadsAreEqual() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount().withAgent("a", 5).withAgent("b", 5).withChannel(live("web")));
    floor.comes("b");
    floor.comes("a");

    assertThat(rulings(floor.asks("c1")))
        .containsExactly(new RoutingResult.Assigned("a", null, null));
    floor.ends("c1");
    assertThat(rulings(floor.asks("c2")))
        .containsExactly(new RoutingResult.Assigned("b", null, null));
    floor.ends("c2");
    assertThat(rulings(floor.asks("c3")))
        .containsExactly(new RoutingResult.Assigned("a", null, null));
  }

  @Test
  void shouldShowTwentyCandidatesAndCountAllWithTheChosenOneFirst() {
    Accounts account = anAccount().withChannel(live("web"));
    for (int n = 0; n < 60; n++) {
      account.withAgent("agent" + n, n == 50 ? 1000 : 1);
    }
    RoutingScenario floor = new RoutingScenario(account);
    floor.comes("agent50");
    floor.asks("first");
    for (int n = 0; n < 60; n += 2) {
      floor.comes("agent" + n);
    }
    for (int n = 0; n < 30; n++) {
      floor.asks("c" + n);
    }

    var decision = decisions(floor.asks("last")).getFirst();

    assertThat(decision.candidateCount()).isEqualTo(60);
    assertThat(decision.candidates()).hasSize(Selection.SHOWN).doesNotHaveDuplicates();
    assertThat(decision.candidates().getFirst().agentId()).isEqualTo("agent50");
    assertThat(decision.candidates().getFirst().verdict()).isEqualTo(Verdict.CHOSEN);
    assertThat(decision.candidates().subList(1, 20))
        .extracting(Candidate::verdict)
        .containsOnly(Verdict.FULL);
  }
}
