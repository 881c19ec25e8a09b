package io.handoff.autoclose.decision;

import static io.handoff.autoclose.decision.Story.aStory;
import static io.handoff.autoclose.decision.Story.aStoryWith;
import static io.handoff.autoclose.decision.Story.at;
import static io.handoff.autoclose.decision.Story.inHand;
import static io.handoff.autoclose.decision.Story.inHandWith;
import static io.handoff.autoclose.testing.Accounts.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.Decision.Outcome;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.event.Event.Author;
import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.time.Outages;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilencePolicyTest {

  @Test
  void shouldFireWhenTheSafeClockHasReachedTheDeadlineAndNotBefore() {
    Story story = inHand().agent("10:00");

    assertThat(story.looking("10:59:59.999")).isEmpty();
    assertThat(story.looking("11:00"))
        .singleElement()
        .satisfies(close -> assertThat(close.deadline().due()).isEqualTo(at("11:00")));
  }

  @Test
  void shouldFireOnceWhenLookedAtAgain() {
    Story story = inHand().agent("10:00");
    story.looking("11:00");

    assertThat(story.looking("11:00")).isEmpty();
    assertThat(story.looking("23:00")).isEmpty();
    assertThat(
            SilencePolicy.DEFAULT.wake(
                story.conversation(), Outages.NONE, Optional.of(Accounts.usual())))
        .isEmpty();
  }

  @Test
  void shouldGiveTheSameTimeAgainWhenAnOutageTookItAndTheAccountWantsThat() {
    Story story = inHandWith(hourAfter(AfterOutage.SHIFT)).agent("10:00").outage("10:30", "11:30");

    assertThat(story.looking("11:59:59")).isEmpty();
    assertThat(story.wakes()).contains(at("12:00").plusMillis(1));
    assertThat(story.looking("12:00"))
        .singleElement()
        .satisfies(close -> assertThat(close.deadline().due()).isEqualTo(at("12:00")));
  }

  @Test
  void shouldNotFireWhenTheCustomerAnswersInTheTimeThatAnOutageGaveBack() {
    Story story =
        inHandWith(hourAfter(AfterOutage.SHIFT))
            .agent("10:00")
            .customer("11:40")
            .outage("10:30", "11:30");

    assertThat(story.looking("12:30")).isEmpty();
  }

  @Test
  void shouldDropWhatFellDueInAnOutageWhenTheAccountWantsThat() {
    Story story = inHandWith(hourAfter(AfterOutage.SKIP)).agent("10:00").outage("10:30", "11:30");

    assertThat(story.looking("23:00")).isEmpty();
    assertThat(story.wakes()).isEmpty();
  }

  @Test
  void shouldNotDropWhatFallsDueAfterAnOutage() {
    Story story = inHandWith(hourAfter(AfterOutage.SKIP)).agent("10:00").outage("10:01", "10:59");

    assertThat(story.looking("11:00")).hasSize(1);
  }

  @Test
  void shouldFireToTheSecondAfterAnOutageWhenTheAccountSaysNothing() {
    Story story = inHand().agent("10:00").outage("10:30", "11:30");

    assertThat(story.looking("11:30"))
        .singleElement()
        .satisfies(close -> assertThat(close.deadline().due()).isEqualTo(at("11:00")));
  }

  @Test
  void shouldAddTheGraceToEveryDeadline() {
    inHandWith(
            anAccount()
                .closingWhenCustomerSilentFor(Duration.ofHours(1))
                .closingWhenAgentSilentFor(Duration.ofMinutes(30))
                .withGrace(Duration.ofSeconds(45))
                .build())
        .agent("10:00")
        .isDue("11:00:45", Party.CUSTOMER)
        .customer("10:10")
        .isDue("10:40:45", Party.AGENT);
  }

  @Test
  void shouldForgetAClosedConversationWhenItsRetentionIsOver() {
    Story story = inHand().agent("10:00").closed("10:05");
    Instant over = at("10:05").plus(Duration.ofDays(7));
    assertThat(story.wakes()).contains(over);

    story.looking(over.minusMillis(1));
    assertThat(story.isForgotten()).isFalse();
    story.looking(over);
    assertThat(story.isForgotten()).isTrue();
  }

  @Test
  void shouldNotForgetWhatHasBegunAnew() {
    Story story = inHand().agent("10:00").closed("10:05").customer("12:00");

    story.looking(at("10:05").plus(Duration.ofDays(30)));

    assertThat(story.isForgotten()).isFalse();
  }

  private static AccountConfig hourAfter(AfterOutage outage) {
    return anAccount().closingWhenCustomerSilentFor(Duration.ofHours(1)).after(outage).build();
  }

  @Test
  void shouldFireWhenTheAnswerCameTooLate() {
    Story story = inHand().agent("10:00").customer("11:10");

    List<Close> closes = story.looking("11:12");

    assertThat(closes).hasSize(1);
    assertThat(closes.getFirst().deadline().due()).isEqualTo(at("11:00"));
    assertThat(closes.getFirst().deadline().lastSequence()).isEqualTo(1);
    story.isDue("11:40", Party.AGENT);
  }

  @Test
  void shouldGiveTheSameIdWhetherSomebodyLookedBeforeOrAfterTheLateAnswer() {
    String before = inHand().agent("10:00").looking("11:05").getFirst().actionId();
    String after = inHand().agent("10:00").customer("11:10").looking("11:15").getFirst().actionId();

    assertThat(before).isEqualTo(after);
  }

  @Test
  void shouldNotFireTheSameSilenceTwiceWhenAnAssignmentMovesAMissedDeadline() {
    Story story =
        aStory().customer("10:00").assigned("10:01").handoff(Event.Stage.ASSIGNED, "10:40", "bert");

    assertThat(story.looking("12:00"))
        .singleElement()
        .satisfies(close -> assertThat(close.deadline().due()).isEqualTo(at("10:31")));
    assertThat(story.looking("13:00")).isEmpty();
  }

  @Test
  void shouldCountAnewWhenTheConversationMovesOnAfterAClose() {
    Story story = inHand().agent("10:00");
    story.looking("11:00");

    assertThat(story.customer("11:01").looking("11:31")).hasSize(1);
  }

  @Test
  void shouldIgnoreAutomaticMessagesWhileThePlatformHasNotAnswered() {
    Story story = inHand().agent("10:00");
    story.looking("11:00");

    assertThat(story.automatic("11:00:01").looking("23:00")).isEmpty();
  }

  @Test
  void shouldCountFromTheRefusalWhenThePlatformRefuses() {
    Story story = inHand().agent("10:00");
    String actionId = story.looking("11:00").getFirst().actionId();

    story.refused("11:05", actionId, 1).comesTo(Outcome.APPLIED).isDue("12:05", Party.CUSTOMER);

    assertThat(story.looking("12:05").getFirst().actionId()).isNotEqualTo(actionId);
  }

  @Test
  void shouldWaitForTheMessageThatARefusalTellsOf() {
    Story story = inHand().agent("10:00");
    String actionId = story.looking("11:00").getFirst().actionId();

    story.refused("11:05", actionId, 2).isNotDue();

    assertThat(story.looking("23:00")).isEmpty();
    story.customer("11:00").isDue("11:30", Party.AGENT);
  }

  @Test
  void shouldChangeNothingWhenARefusalIsOfAnOlderClose() {
    Story story = inHand().agent("10:00");
    String actionId = story.looking("11:00").getFirst().actionId();

    story.customer("11:01").refused("11:02", actionId, 2).comesTo(Outcome.STALE_REFUSAL);
    story.isDue("11:31", Party.AGENT).refused("11:03", "another", 2).comesTo(Outcome.STALE_REFUSAL);
  }

  @Test
  void shouldKeepAtMostSixteenMissedDeadlines() {
    Story story = inHand();
    for (int hour = 0; hour < 20; hour++) {
      story.agent("%02d:00".formatted(hour)).agent("%02d:00:01".formatted(hour));
    }
    for (int i = 0; i < 3; i++) {
      story.customer("2%d:30".formatted(i)).agent("2%d:31".formatted(i));
    }

    assertThat(story.conversation().lapsed()).hasSizeLessThanOrEqualTo(Conversation.LAPSED_LIMIT);
  }

  @Test
  void shouldWaitForTheRestWhenEventsArePublishedLongAfterTheyHappened() {
    Story story = inHand();
    EventMetadata published = story.about("10:00");
    EventMetadata late =
        new EventMetadata(published.origin(), "acme", "web", "c1", at("10:00"), at("15:00"), false);
    story.happens(new Event.Posted(late, Author.AGENT, 1));

    assertThat(
            SilencePolicy.DEFAULT.wake(
                story.conversation(), Outages.NONE, Optional.of(Accounts.usual())))
        .contains(at("15:00:02"));
    assertThat(story.looking("15:00:01")).isEmpty();
    assertThat(story.looking("15:00:02")).hasSize(1);
  }

  @Test
  void shouldSayWhatTheAccountHasSetForClosings() {
    Story story =
        aStoryWith(
            anAccount()
                .closingWhenCustomerSilentFor(Duration.ofHours(1))
                .askingForRating()
                .saying(Occasion.CLOSING, "en", "Bye from {team}")
                .saying(Occasion.RATING_REQUEST, "en", "Rate us")
                .build());

    Close close = story.assigned("09:59").agent("10:00").looking("11:00").getFirst();

    assertThat(close.closing()).isNotNull();
    assertThat(close.closing().text()).isEqualTo("Bye from Support");
    assertThat(close.rating()).isNotNull();
  }

  @Test
  void shouldCloseWithButtonsWhereTheAccountHasSetSome() {
    Part button = new Part.Button("Write to {team} again", null, "hello");
    Story story =
        aStoryWith(
            anAccount()
                .closingWhenCustomerSilentFor(Duration.ofHours(1))
                .showing(Occasion.CLOSING, new Part.Text("Bye"), button)
                .build());

    Close close = story.assigned("09:59").agent("10:00").looking("11:00").getFirst();

    assertThat(close.closing()).isNotNull();
    assertThat(close.closing().text()).isEqualTo("Bye\n\n▸ Write to Support again");
    assertThat(close.closing().parts())
        .containsExactly(
            new Part.Text("Bye"), new Part.Button("Write to Support again", null, "hello"));
  }

  @Test
  void shouldAskForNoRatingWhenItIsOff() {
    Story story =
        inHandWith(
            anAccount()
                .closingWhenCustomerSilentFor(Duration.ofHours(1))
                .saying(Occasion.RATING_REQUEST, "en", "Rate us")
                .build());

    Close close = story.agent("10:00").looking("11:00").getFirst();

    assertThat(close.closing()).isNull();
    assertThat(close.rating()).isNull();
  }

  @Test
  void shouldSayThatSettingsAreGoneOnlyWhenASilenceWasCounted() {
    Conversation silent = inHand().agent("10:00").conversation();
    Conversation calm = aStory().customer("10:00").conversation();

    assertThat(fired(silent).suppressed()).isEqualTo("unknown-account");
    assertThat(fired(calm).suppressed()).isNull();
    assertThat(fired(silent).closes()).isEmpty();
  }

  private static TimerResult fired(Conversation conversation) {
    return SilencePolicy.DEFAULT.fire(
        "acme", "c1", conversation, new Timekeeping(at("23:00"), Outages.NONE), Optional.empty());
  }
}
