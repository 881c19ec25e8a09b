package io.handoff.autoclose.decision;

import static io.handoff.autoclose.decision.Story.aStory;
import static io.handoff.autoclose.decision.Story.at;
import static io.handoff.autoclose.decision.Story.inHand;
import static io.handoff.autoclose.decision.time.Party.AGENT;
import static io.handoff.autoclose.decision.time.Party.CUSTOMER;
import static io.handoff.autoclose.testing.Accounts.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.Event.Stage;
import io.handoff.autoclose.decision.event.Event.TicketStage;
import io.handoff.autoclose.decision.sla.SlaFacts;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.kit.conversation.RecentIds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationPolicyTest {

  @Test
  void shouldCountTheCustomersSilenceWhenAnAgentWroteLast() {
    inHand().customer("10:00").agent("10:05").isDue("11:05", CUSTOMER);
  }

  @Test
  void shouldCountTheAgentsSilenceFromTheLastCustomerMessage() {
    inHand().agent("10:00").customer("10:05").customer("10:10").isDue("10:40", AGENT);
  }

  @Test
  void shouldCountNothingWhenNobodyIsInCharge() {
    aStory().customer("10:00").aiAgent("10:01").customer("10:02").isNotDue();
  }

  @Test
  void shouldCountNothingWhenNobodyHasIt() {
    aStory().customer("10:00").aiAgent("10:01").unassigned("10:02").isNotDue();
    inHand().agent("10:00").unassigned("10:02").isNotDue();
    inHand().agent("10:00").unassigned("10:02").assigned("10:30").isDue("11:30", CUSTOMER);
  }

  @Test
  void shouldCountNothingWithoutAHandoffForTheAiAgentAnswers() {
    aStory().agent("10:00").customer("10:05").isNotDue().aiAgent("10:06").isNotDue();
  }

  @Test
  void shouldCountTheCustomersSilenceWhenTheStatusSaysThatTheCustomerIsWaitedFor() {
    inHand()
        .customer("10:00")
        .ticket(SlaFacts.Status.WAITING_ON_CUSTOMER, "10:05")
        .isDue("11:05", CUSTOMER)
        .customer("10:20")
        .isDue("10:50", AGENT);
  }

  @Test
  void shouldCountTheCustomersSilenceOnWhenAnotherAgentGetsIt() {
    inHand().agent("10:00").handoff(Stage.ASSIGNED, "10:15", "bert").isDue("11:00", CUSTOMER);
  }

  @Test
  void shouldCountFromTheAssignmentWhenItCameAfterTheMessage() {
    aStory().customer("10:00").assigned("10:20").isDue("10:50", AGENT);
    aStory().customer("10:00").assigned("09:50").isDue("10:30", AGENT);
  }

  @Test
  void shouldCountAnewWhenAnotherAgentGetsIt() {
    aStory()
        .customer("10:00")
        .assigned("10:05")
        .handoff(Stage.ASSIGNED, "10:07", "anna")
        .isDue("10:35", AGENT)
        .handoff(Stage.ASSIGNED, "10:15", "bert")
        .isDue("10:45", AGENT);
  }

  @Test
  void shouldCountNothingWhileAnAgentIsBeingLookedFor() {
    aStory().customer("10:00").waiting("10:01").isNotDue();
    aStory().customer("10:00").handoff(Stage.OFFERED, "10:01", null).isNotDue();
    inHand().agent("10:00").waiting("10:01").isNotDue();
    aStory().customer("10:00").handoff(Stage.UNKNOWN, "10:01", null).isNotDue();
  }

  @Test
  void shouldNotTakeAutomaticMessagesForAnAnswer() {
    for (Author author : List.of(Author.AUTOMATIC, Author.AI_AGENT, Author.UNKNOWN)) {
      inHand()
          .agent("09:00")
          .customer("10:00")
          .writes(author, "10:10")
          .isDue("10:30", AGENT)
          .agent("10:20")
          .writes(author, "10:25")
          .isDue("11:20", CUSTOMER);
    }
  }

  @Test
  void shouldNameTheLastMessageOfAnybodyInTheClose() {
    Story story = inHand().agent("10:00").automatic("10:01").automatic("10:02");

    assertThat(story.deadline().orElseThrow().lastSequence()).isEqualTo(3);
    assertThat(story.deadline().orElseThrow().silentSince()).isEqualTo(at("10:00"));
  }

  @Test
  void shouldCountNothingWhenTheAiAgentIsBack() {
    inHand().agent("10:00").resumed("10:10").isNotDue();
    aStory()
        .customer("10:00")
        .assigned("10:01")
        .resumed("10:10")
        .isNotDue()
        .customer("10:11")
        .isNotDue();
    aStory().customer("10:00").resumed("10:10").assigned("10:01").isNotDue();
    inHand().agent("10:00").resumed("10:10").agent("10:20").isNotDue();
  }

  @Test
  void shouldCountNothingWhenTheHandoffHasEnded() {
    aStory().customer("10:00").assigned("10:01").agent("10:02").ended("10:10").isNotDue();
    aStory().customer("10:00").assigned("10:01").ended("10:10").agent("10:12").isNotDue();
  }

  @Test
  void shouldCountNothingWhileTheTicketIsAtRest() {
    aStory()
        .customer("10:00")
        .assigned("10:01")
        .ticket(TicketStage.AT_REST, "10:05")
        .isNotDue()
        .ticket(TicketStage.ACTIVE, "10:20")
        .isDue("10:50", AGENT);
  }

  @Test
  void shouldCountAnewWhenASnoozeIsOver() {
    inHand()
        .agent("10:01")
        .snoozed("10:02", "12:02")
        .isNotDue()
        .ticket(SlaFacts.Status.WAITING_ON_CUSTOMER, "12:02")
        .isDue("13:02", CUSTOMER);
  }

  @Test
  void shouldCountNothingWhileTheTicketIsAtRestThoughNewsOfAnOlderOneComes() {
    Story story = aStory().customer("10:00").assigned("10:01").ticket(TicketStage.AT_REST, "10:05");

    story
        .happens(
            new Event.TicketMoved(
                story.about("10:06"),
                "t0",
                "h0",
                at("09:00"),
                SlaFacts.Status.ENDED,
                at("10:06"),
                null,
                SlaState.Assigned.NOTHING))
        .isNotDue();
  }

  @Test
  void shouldIgnoreLateNewsOfAnEarlierHandoff() {
    Story story = aStory().customer("10:00").assigned("10:05");
    Event late =
        new Event.HandoffMoved(
            story.about("10:06"),
            "h0",
            at("00:00").minusSeconds(1),
            Stage.ENDED,
            null,
            null,
            null,
            "en");

    story.happens(late).isDue("10:35", AGENT);
  }

  @Test
  void shouldCountNothingWhenTheConversationIsClosed() {
    Story story = inHand().agent("10:00").closed("10:10").isNotDue();

    story.customer("10:09").comesTo(Outcome.OLDER_THAN_CLOSE);
    story.noted("10:12").comesTo(Outcome.AFTER_CLOSE);
    story.isNotDue().customer("10:13").comesTo(Outcome.IMPLICIT_START).isNotDue();
    story.agent("10:14").comesTo(Outcome.APPLIED).assigned("10:14").isDue("11:14", CUSTOMER);
  }

  @Test
  void shouldStayClosedWhenSomethingAutomaticIsWrittenOrTheCustomerRates() {
    Story story = inHand().agent("10:00").closed("10:10");

    story.automatic("10:11").comesTo(Outcome.AFTER_CLOSE);
    story.happens(new Event.Rated(story.about("10:12"))).comesTo(Outcome.AFTER_CLOSE);

    assertThat(story.conversation().standing().messages().open()).isFalse();
    assertThat(story.conversation().standing().messages().lastSequence()).isEqualTo(2);
    story.agent("10:13").comesTo(Outcome.IMPLICIT_START);
    story.assigned("10:13").isDue("11:13", CUSTOMER);
  }

  @Test
  void shouldKeepNothingOfARatingWhenTheConversationIsForgotten() {
    Decision decision =
        ConversationPolicy.decide(
            null, new Event.Rated(aStory().about("10:00")), Optional.of(anAccount().build()));

    assertThat(decision).isEqualTo(Decision.unchanged(Outcome.AFTER_CLOSE));
  }

  @Test
  void shouldNotCountAHandoffOfBeforeTheClose() {
    aStory().customer("10:00").assigned("10:01").closed("10:10").customer("10:20").isNotDue();
  }

  @Test
  void shouldChangeNothingWhenAnEventComesAgain() {
    Story story = aStory().customer("10:00").assigned("10:01");
    Event again = new Event.Posted(story.about("10:02"), Author.AGENT, 2);
    story.happens(again);
    Conversation before = story.conversation();

    story.happens(again).comesTo(Outcome.DUPLICATE);

    assertThat(story.conversation()).isEqualTo(before);
  }

  @Test
  void shouldWaitForAgentWhenOvertakenMessageOfCustomerComes() {
    Story story = aStory().assigned("09:00").writes(Author.AI_AGENT, "10:00:02", 2);

    story.writes(Author.CUSTOMER, "10:00:01", 1).comesTo(Outcome.APPLIED);

    story.isDue("10:30:01", Party.AGENT);
  }

  @Test
  void shouldLeaveLastWordWhereItIsWhenOvertakenMessageComes() {
    Story story = aStory().assigned("09:00").writes(Author.AGENT, "10:00", 2);

    story
        .writes(Author.CUSTOMER, "10:00", 1)
        .comesTo(Outcome.APPLIED)
        .isDue("11:00", Party.CUSTOMER);
    assertThat(story.conversation().standing().messages().lastSequence()).isEqualTo(2);
  }

  @Test
  void shouldHearCustomerWhenPlatformNumbersFromOneAgain() {
    Story story = aStory().assigned("09:00").writes(Author.AGENT, "10:00", 500);

    story.writes(Author.CUSTOMER, "10:20", 1).isDue("10:50", Party.AGENT);
  }

  @Test
  void shouldRefuseAbsurdSequences() {
    Story story = aStory().assigned("09:00").customer("10:00");
    Conversation before = story.conversation();

    story.writes(Author.AGENT, "10:01", 1L << 60).comesTo(Outcome.SEQUENCE_LEAP);
    story.writes(Author.AGENT, "10:01", 0).comesTo(Outcome.INVALID_SEQUENCE);

    assertThat(story.conversation()).isEqualTo(before);
  }

  @Test
  void shouldRememberTheLastSixtyFourIds() {
    RecentIds recent = RecentIds.NONE;
    for (int i = 0; i < 65; i++) {
      recent = recent.with("e" + i);
    }

    assertThat(recent.contains("e0")).isFalse();
    assertThat(recent.contains("e1")).isTrue();
    assertThat(recent.contains("e64")).isTrue();
    assertThat(recent.digests()).hasSize(64 * 16);
  }

  @Test
  void shouldRefuseWhatTheSettingsDoNotKnow() {
    Event event = new Event.Noted(aStory().about("10:00"));

    assertThat(ConversationPolicy.decide(null, event, Optional.empty()).outcome())
        .isEqualTo(Outcome.UNKNOWN_ACCOUNT);
  }

  @Test
  void shouldFollowAKnownConversationWhenItsSettingsAreMissing() {
    Story story = inHand().agent("10:00");
    Event answer = new Event.Posted(story.about("10:30"), Author.CUSTOMER, 2);

    Decision decision = ConversationPolicy.decide(story.conversation(), answer, Optional.empty());

    assertThat(decision.conversation()).isNotNull();
    assertThat(decision.conversation().standing().messages().lastSequence()).isEqualTo(2);
  }

  @Test
  void shouldPutTheDeadlineAsideWhenAnEventHappenedAfterIt() {
    Story story = inHand().agent("10:00").customer("11:00:00.001");

    assertThat(story.conversation().lapsed()).hasSize(1);
    assertThat(inHand().agent("10:00").customer("11:00").conversation().lapsed()).isEmpty();
  }

  @Test
  void shouldNotPutItAsideTwiceWhenAnEventLeavesItAsItIs() {
    Story story = inHand().agent("10:00").noted("11:30").noted("11:40");

    assertThat(story.conversation().lapsed()).isEmpty();
    assertThat(story.looking("12:00")).hasSize(1);
    assertThat(story.looking("13:00")).isEmpty();
  }

  @Test
  void shouldTakeItBackWhenAnEarlierEventIsReadLate() {
    Story story = aStory().customer("10:00").assigned("10:01").agent("10:40").resumed("10:20");

    assertThat(story.conversation().lapsed()).hasSize(1);
    assertThat(story.looking("12:30")).isEmpty();
  }

  @Test
  void shouldTakeItBackWhenTheDeadlineTurnsOutToBeLaterThanTheEvent() {
    Story story = aStory().customer("10:00").assigned("10:01").agent("10:40");
    assertThat(story.conversation().lapsed()).hasSize(1);

    story.handoff(Stage.ASSIGNED, "10:15", "bert");

    assertThat(story.looking("10:46")).isEmpty();
  }
}
