package io.handoff.trigger.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.trigger.Accounts;
import io.handoff.trigger.decision.ConversationInput.Author;
import io.handoff.trigger.decision.ConversationInput.Closed;
import io.handoff.trigger.decision.ConversationInput.CouldNotAnswer;
import io.handoff.trigger.decision.ConversationInput.Declined;
import io.handoff.trigger.decision.ConversationInput.Event;
import io.handoff.trigger.decision.ConversationInput.Message;
import io.handoff.trigger.decision.ConversationInput.Paused;
import io.handoff.trigger.decision.ConversationInput.PersonAsked;
import io.handoff.trigger.decision.ConversationInput.Resumed;
import io.handoff.trigger.decision.ConversationInput.Started;
import io.handoff.trigger.decision.ConversationInput.Unrelated;
import io.handoff.trigger.decision.ConversationInput.What;
import io.handoff.trigger.decision.TriggerDecision.HandoffOpened;
import io.handoff.trigger.decision.TriggerDecision.NoAction;
import io.handoff.trigger.decision.TriggerDecision.Refused;
import io.handoff.trigger.decision.TriggerDecision.TriggerSuppressed;
import io.handoff.trigger.decision.TriggerDecision.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriggerDeciderTest {

  private static final Instant TEN = Instant.parse("2026-11-02T10:00:00Z");

  private final TriggerDecider decider =
      new TriggerDecider(
          new TriggerPolicies(PersonRequestDetector.create(), new CompiledTriggers()));

  /** Plays one conversation. */
  private final class Play {
    private @Nullable AccountConfig account;
    private ConversationState state = ConversationState.NEW;
    private long sequence;
    private int events;
    private Instant now = TEN;

    Play(@Nullable AccountConfig account) {
      this.account = account;
    }

    Verdict customer(String text) {
      return what(new Message(++sequence, Author.CUSTOMER, "c1", text));
    }

    Verdict agent(String text) {
      return what(new Message(++sequence, Author.AGENT, "anna", text));
    }

    Verdict what(What what) {
      now = now.plusSeconds(10);
      return input(new Event("e" + ++events, "web", now, false, what));
    }

    Verdict input(ConversationInput input) {
      TriggerDecision decision = decider.decide("acme", "k1", state, input, account);
      if (decision.state() != null) {
        state = decision.state();
      }
      return decision.verdict();
    }
  }

  @Test
  void shouldHandOffWithEvidenceWhenCustomTriggerIsInMessage() {
    Play play = new Play(Accounts.acme());
    assertThat(play.customer("안녕하세요")).isEqualTo(new NoAction("implicit-start"));
    Verdict verdict = play.customer("😀 환불 부탁드려요");
    assertThat(verdict)
        .isInstanceOfSatisfying(
            HandoffOpened.class,
            opened -> {
              assertThat(opened.trigger().reason()).isEqualTo(Reason.CUSTOM_TRIGGER);
              assertThat(opened.trigger().triggerId()).isEqualTo("refund-ko");
              assertThat(opened.trigger().phrase()).isEqualTo("환불");
              assertThat(opened.trigger().messageSequence()).isEqualTo(2);
              assertThat(opened.trigger().match())
                  .isEqualTo(new FoundTrigger.Span(2, 4, "환불", FoundTrigger.How.EXACT));
              assertThat(opened.language()).isEqualTo("pl");
              assertThat(opened.context().messageCount()).isEqualTo(2);
            });
  }

  @Test
  void shouldHandOffWhenCustomerAsksForPersonInWords() {
    Verdict verdict = new Play(Accounts.acme()).customer("Chcę porozmawiać z konsultantem!");
    assertThat(((HandoffOpened) verdict).trigger().reason()).isEqualTo(Reason.PERSON_REQUESTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"EMAIL", "FORM"})
  void shouldReadTheCustomersOwnWordsAloneWhenTheChannelQuotes(ChannelType type) {
    String quoted = "> Do you want your money back, or talk to a human? 😀\r\n\r\n";
    assertThat(new Play(Accounts.acmeOn(type)).customer(quoted + "No, thank you.\n-- \nmoney back"))
        .isInstanceOf(NoAction.class);
    assertThat(new Play(Accounts.acmeOn(type)).customer(quoted)).isInstanceOf(NoAction.class);
    assertThat(new Play(Accounts.acmeOn(type)).customer(quoted + "Let me talk to a human"))
        .isInstanceOf(HandoffOpened.class);
    HandoffOpened opened =
        (HandoffOpened) new Play(Accounts.acmeOn(type)).customer(quoted + "My money\nback, please");
    int start = quoted.codePointCount(0, quoted.length()) + 3;
    assertThat(opened.trigger().match())
        .isEqualTo(new FoundTrigger.Span(start, start + 10, "money\nback", FoundTrigger.How.EXACT));
    assertThat(opened.context().lastCustomerMessage().text()).startsWith("> Do you");
  }

  @ParameterizedTest
  @EnumSource(names = {"WEB_CHAT", "SMS", "MESSENGER"})
  void shouldReadTheWholeMessageWhenTheChannelDoesNotQuote(ChannelType type) {
    assertThat(new Play(Accounts.acmeOn(type)).customer("> money back"))
        .isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldHandOffWhenPlatformSaysSo() {
    assertThat(new Play(Accounts.acme()).what(new PersonAsked("button")))
        .isInstanceOf(HandoffOpened.class);
    Play play = new Play(Accounts.acme());
    play.customer("where is my parcel");
    assertThat(((HandoffOpened) play.what(new CouldNotAnswer("no source", null))).trigger())
        .isEqualTo(FoundTrigger.byEvent(Reason.AI_AGENT_COULD_NOT_ANSWER, 1L));
  }

  @Test
  void shouldHandOffWhenCustomerWritesToPausedAiAgent() {
    Play play = new Play(Accounts.acme());
    assertThat(play.what(new Paused(false))).isInstanceOf(NoAction.class);
    assertThat(((HandoffOpened) play.customer("hello?")).trigger().reason())
        .isEqualTo(Reason.AI_AGENT_PAUSED);
  }

  @Test
  void shouldHandOffWhenAiAgentIsPausedWhileCustomerWaits() {
    Play play = new Play(Accounts.acme());
    play.customer("hello?");
    assertThat(play.what(new Paused(false))).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldDoNothingWhenOneOfUsPausedTheAiAgent() {
    Play play = new Play(Accounts.acme());
    play.customer("hello?");
    assertThat(play.what(new Paused(true))).isInstanceOf(NoAction.class);
  }

  @Test
  void shouldHandOffWhenChannelHasNoAiAgent() {
    Play play = new Play(Accounts.withChannel(Accounts.ON_SINCE, false, Accounts.all(true)));
    assertThat(((HandoffOpened) play.customer("hello")).trigger().reason())
        .isEqualTo(Reason.NO_AI_AGENT);
  }

  @Test
  void shouldLeaveBuiltInTriggersAloneWhenTheyAreOff() {
    Play play = new Play(Accounts.withChannel(Accounts.ON_SINCE, false, Accounts.all(false)));
    assertThat(play.customer("I want to talk to a human")).isInstanceOf(NoAction.class);
    assertThat(play.what(new CouldNotAnswer(null, null))).isInstanceOf(NoAction.class);
    assertThat(play.what(new PersonAsked(null))).isInstanceOf(NoAction.class);
    assertThat(play.what(new Paused(false))).isInstanceOf(NoAction.class);
    assertThat(play.customer("my money back!")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldNotMatchInsideAnotherWordOrInOthersMessages() {
    Play play = new Play(Accounts.acme());
    assertThat(play.customer("my money backpack")).isInstanceOf(NoAction.class);
    assertThat(play.agent("환불")).isInstanceOf(NoAction.class);
    assertThat(play.what(new Message(++play.sequence, Author.AI_AGENT, null, "환불")))
        .isInstanceOf(NoAction.class);
    assertThat(play.what(new Message(++play.sequence, Author.AUTOMATIC, null, "환불")))
        .isInstanceOf(NoAction.class);
  }

  @Test
  void shouldIgnoreCaseAndWidth() {
    assertThat(new Play(Accounts.acme()).customer("ＭＯＮＥＹ Back")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldRecordSecondTriggerWhenHandoffIsOpen() {
    Play play = new Play(Accounts.acme());
    String handoffId = ((HandoffOpened) play.customer("환불")).handoffId();
    assertThat(play.customer("money back"))
        .isInstanceOfSatisfying(
            TriggerSuppressed.class,
            suppressed -> {
              assertThat(suppressed.openHandoffId()).isEqualTo(handoffId);
              assertThat(suppressed.trigger().triggerId()).isEqualTo("money-back");
            });
  }

  @Test
  void shouldBeLiveAgainWhenHandedBackClosedOrDeclined() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.what(new Resumed());
    HandoffOpened second = (HandoffOpened) play.customer("환불");
    assertThat(play.input(new Declined("d1", second.handoffId())))
        .isEqualTo(new NoAction("handoff-ended"));
    assertThat(play.input(new Declined("d1", second.handoffId())))
        .isEqualTo(new NoAction("duplicate"));
    HandoffOpened third = (HandoffOpened) play.customer("환불");
    play.what(new Closed());
    HandoffOpened fourth = (HandoffOpened) play.customer("환불");
    assertThat(fourth.handoffId()).isNotEqualTo(third.handoffId());
  }

  @Test
  void shouldOpenHandoffWhenCallCrossedTheHandBack() {
    Play play = new Play(Accounts.acme());
    HandoffOpened first = (HandoffOpened) play.customer("환불");
    play.agent("done, back to the assistant");
    assertThat(play.customer("no, money back please")).isInstanceOf(TriggerSuppressed.class);
    HandoffOpened second = (HandoffOpened) play.what(new Resumed());
    assertThat(second.handoffId()).isNotEqualTo(first.handoffId());
    assertThat(second.trigger().triggerId()).isEqualTo("money-back");
    assertThat(second.call().eventId()).isEqualTo("e3");
    assertThat(second.trigger().messageSequence()).isEqualTo(3);
    assertThat(play.what(new Resumed())).as("once").isEqualTo(new NoAction("no-trigger"));
  }

  @Test
  void shouldCountAHandoffAsAskedForAfterTheHandBackThatItFollows() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.customer("money back");
    HandoffOpened crossed = (HandoffOpened) play.what(new Resumed());
    assertThat(crossed.requestedAt()).isAfter(play.now);
    play.what(new Closed());

    Play behind = new Play(Accounts.acme());
    behind.customer("환불");
    behind.what(new Resumed());
    Instant resumedAt = behind.now;
    behind.now = behind.now.minusSeconds(13); // another node of the platform, three seconds behind
    HandoffOpened opened = (HandoffOpened) behind.customer("환불");
    assertThat(opened.requestedAt()).isAfter(resumedAt);
  }

  @Test
  void shouldNotEndAHandoffWhenAnOlderHandBackComesAgain() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.now = play.now.minusSeconds(30);
    assertThat(play.what(new Resumed())).isEqualTo(new NoAction("older-than-handoff"));
    play.now = play.now.plusSeconds(60);
    assertThat(play.customer("환불")).isInstanceOf(TriggerSuppressed.class);
  }

  @Test
  void shouldFollowAKnownConversationWhileSettingsAreGone() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    AccountConfig settings = play.account;
    play.account = null;
    assertThat(play.what(new Closed())).isInstanceOf(Refused.class);
    play.account = settings;
    assertThat(play.customer("환불")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldKnowARepeatOfAnEventAfterAnyNumberOfMessages() {
    Play play = new Play(Accounts.acme());
    play.customer("where is my parcel");
    Event could =
        new Event("could", "web", TEN.plusSeconds(11), false, new CouldNotAnswer("x", null));
    assertThat(play.input(could)).isInstanceOf(HandoffOpened.class);
    play.what(new Resumed());
    for (int i = 0; i < 200; i++) {
      play.agent("hm");
    }
    assertThat(play.input(could)).isEqualTo(new NoAction("duplicate"));
  }

  @Test
  void shouldNotOpenHandoffOnHandBackWhenAgentWroteAfterTheCall() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.customer("money back");
    play.agent("it is on its way");
    assertThat(play.what(new Resumed())).isEqualTo(new NoAction("no-trigger"));
  }

  @Test
  void shouldNotOpenHandoffOnHandBackWhenOnlyTheAiAgentLackedAnAnswer() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.what(new CouldNotAnswer(null, null));
    assertThat(play.what(new Resumed())).isEqualTo(new NoAction("no-trigger"));
  }

  @Test
  void shouldForgetUnansweredCallWhenDeclinedOrClosed() {
    Play declined = new Play(Accounts.acme());
    HandoffOpened first = (HandoffOpened) declined.customer("환불");
    declined.customer("money back");
    declined.input(new Declined("d1", first.handoffId()));
    assertThat(declined.what(new Resumed())).isEqualTo(new NoAction("no-trigger"));
    Play closed = new Play(Accounts.acme());
    closed.customer("환불");
    closed.customer("money back");
    closed.what(new Closed());
    closed.customer("hello");
    assertThat(closed.what(new Resumed())).isEqualTo(new NoAction("no-trigger"));
  }

  @Test
  void shouldNotEndNewerHandoffWhenOlderIsDeclined() {
    Play play = new Play(Accounts.acme());
    HandoffOpened first = (HandoffOpened) play.customer("환불");
    play.what(new Resumed());
    play.customer("환불");
    play.input(new Declined("d1", first.handoffId()));
    assertThat(play.customer("환불")).isInstanceOf(TriggerSuppressed.class);
  }

  @Test
  void shouldConsiderOnlyWhatWasSentAfterChannelWasTurnedOn() {
    Play off = new Play(Accounts.withChannel(null, true, Accounts.all(true)));
    assertThat(off.customer("환불")).isEqualTo(new NoAction("channel-off"));
    Play later = new Play(Accounts.withChannel(TEN.plusSeconds(15), true, Accounts.all(true)));
    assertThat(later.customer("환불")).isEqualTo(new NoAction("channel-off"));
    assertThat(later.what(new CouldNotAnswer(null, null)))
        .as("the question was asked before")
        .isEqualTo(new NoAction("no-trigger"));
    assertThat(later.customer("환불")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldRefuseWhenAccountOrChannelIsUnknown() {
    assertThat(new Play(null).customer("환불"))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("unknown-account"));
    Play play = new Play(Accounts.acme());
    Event elsewhere =
        new Event("x", "phone", TEN, false, new Message(1, Author.CUSTOMER, null, "환불"));
    assertThat(play.input(elsewhere))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("unknown-channel"));
    Event unnumbered =
        new Event("y", "web", TEN, false, new Message(0, Author.CUSTOMER, null, "환불"));
    assertThat(play.input(unnumbered))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("invalid-sequence"));
  }

  @Test
  void shouldChangeNothingWhenEventIsRepeatedOrOlderThanClose() {
    Play play = new Play(Accounts.acme());
    Event first = new Event("e0", "web", TEN, false, new Message(1, Author.CUSTOMER, null, "환불"));
    play.input(first);
    ConversationState before = play.state;
    assertThat(play.input(first)).isEqualTo(new NoAction("duplicate"));
    assertThat(play.state).isEqualTo(before);
    play.sequence = 1;
    play.what(new Closed());
    before = play.state;
    Event late = new Event("late", "web", TEN, false, new Message(2, Author.CUSTOMER, null, "환불"));
    assertThat(play.input(late))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("older-than-close"));
    assertThat(play.state).isEqualTo(before);
  }

  @Test
  void shouldAskForPersonAfterTheCloseWhenCallIsOfTheSameMoment() {
    Play play = new Play(Accounts.acme());
    play.customer("hello");
    play.what(new Closed());
    Event call = new Event("call", "web", play.now, false, new ConversationInput.PersonAsked(null));
    assertThat(play.input(call))
        .isInstanceOfSatisfying(
            HandoffOpened.class, opened -> assertThat(opened.requestedAt()).isAfter(play.now));
  }

  @Test
  void shouldHearCallThatOthersHaveOvertaken() {
    Play play = new Play(Accounts.acme());
    play.customer("hello");
    play.sequence++;
    play.what(new Message(++play.sequence, Author.AI_AGENT, null, "Is there anything else?"));
    Event overtaken =
        new Event(
            "late",
            "web",
            play.now.minusSeconds(1),
            false,
            new Message(2, Author.CUSTOMER, null, "I want to talk to a human"));
    assertThat(play.input(overtaken)).isInstanceOf(HandoffOpened.class);
    assertThat(play.state.lastCustomerMessage().sequence()).isEqualTo(2);
    assertThat(play.state.gate().lastSequence()).isEqualTo(3);
    assertThat(play.input(overtaken)).isEqualTo(new NoAction("duplicate"));
  }

  @Test
  void shouldKeepLaterWordsWhenOvertakenMessageComes() {
    Play play = new Play(Accounts.acme());
    play.sequence = 1;
    play.customer("second");
    ConversationState before = play.state;
    Event overtaken =
        new Event(
            "late",
            "web",
            play.now.minusSeconds(1),
            false,
            new Message(1, Author.CUSTOMER, null, "first"));
    assertThat(play.input(overtaken)).isEqualTo(new NoAction("no-trigger"));
    assertThat(play.state.lastCustomerMessage()).isEqualTo(before.lastCustomerMessage());
    assertThat(play.state.messageCount()).isEqualTo(2);
  }

  @Test
  void shouldKeepCallWhenOvertakenMessageOfAgentComes() {
    Play play = new Play(Accounts.acme());
    play.customer("환불");
    play.sequence++;
    play.customer("환불");
    Event overtaken =
        new Event(
            "late",
            "web",
            play.now.minusSeconds(1),
            false,
            new Message(2, Author.AGENT, "anna", "hello"));
    play.input(overtaken);
    assertThat(play.what(new Resumed())).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldRefuseAbsurdSequenceAndHearWhatFollows() {
    Play play = new Play(Accounts.acme());
    play.customer("hello");
    Message absurd = new Message(1_793_000_000_000_000L, Author.AI_AGENT, null, "hi");
    assertThat(play.what(absurd))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("sequence-leap"));
    assertThat(play.customer("환불")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldHearPlatformThatNumbersFromOneAgain() {
    Play play = new Play(Accounts.acme());
    for (int i = 0; i < 100; i++) {
      play.customer("hello");
    }
    play.sequence = 0;
    assertThat(play.customer("환불")).isInstanceOf(HandoffOpened.class);
  }

  @Test
  void shouldRefuseCallOfBeforeTheCloseWhenConversationHasBegunAnew() {
    Play play = new Play(Accounts.acme());
    play.customer("hello");
    Instant before = play.now;
    play.sequence++;
    play.what(new Closed());
    play.customer("hello again");
    Event old =
        new Event("late", "web", before, false, new Message(2, Author.CUSTOMER, null, "환불"));
    assertThat(play.input(old))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo("older-than-close"));
  }

  @Test
  void shouldNotReopenWhenOnlyEchoesAndRatingsCome() {
    Play play = new Play(Accounts.acme());
    play.customer("hello");
    play.what(new Closed());
    assertThat(play.what(new Message(++play.sequence, Author.AUTOMATIC, null, "bye")))
        .isEqualTo(new NoAction("after-close"));
    assertThat(play.what(new Unrelated())).isEqualTo(new NoAction("after-close"));
    assertThat(play.state.gate().closedAt()).isNotNull();
  }

  @Test
  void shouldPreferCustomersLanguageWhenItIsKnown() {
    Play play = new Play(Accounts.acme());
    play.what(
        new Started(
            new CustomerInfo("c1", "Jisoo", "ko", null, Map.of()), null, null, null, Map.of()));
    assertThat(((HandoffOpened) play.customer("환불")).language()).isEqualTo("ko");
  }
}
