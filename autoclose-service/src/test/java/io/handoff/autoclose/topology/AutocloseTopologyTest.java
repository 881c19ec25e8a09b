package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.schemas.Topics.DECISIONS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.testing.Accounts;
import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandoffState;
import io.handoff.avro.SilentSide;
import io.handoff.avro.TicketStatus;
import io.handoff.avro.TimeEvent;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations that have gone silent are closed. */
class AutocloseTopologyTest extends AutocloseOnTheDriver {

  @Test
  void shouldCloseWhenTheCustomerIsSilent() {
    piped(talk.customerWrites(now()));
    piped(talk.agentWrites(now()));

    pass(HOUR.minusMillis(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofSeconds(1));

    List<ConversationAction> actions = actions();
    assertThat(actions).hasSize(1);
    ConversationAction action = actions.getFirst();
    assertThat(action.getOccurredAt()).isEqualTo(START.plus(HOUR));
    assertThat(action.getSettingsVersion()).isEqualTo(7);
    assertThat(action.getService()).isEqualTo("autoclose-service");
    assertThat(action.getCause().getEventId()).isEqualTo("c1-e2");
    assertThat(action.getCause().getDepth()).isEqualTo(1);
    CloseConversation close = (CloseConversation) action.getPayload();
    assertThat(close.getReason()).isEqualTo(CloseReason.CUSTOMER_SILENT);
    assertThat(close.getLastSequence()).isEqualTo(2);
    assertThat(close.getDueAt()).isEqualTo(START.plus(HOUR));
    TimeEvent news = harness.take(TIME_EVENTS).getFirst();
    assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR));
    assertThat(news.getFiredAt()).isBetween(START.plus(HOUR), START.plus(HOUR).plusSeconds(1));
    CloseDue due = (CloseDue) news.getPayload();
    assertThat(due.getSilent()).isEqualTo(SilentSide.CUSTOMER);
    assertThat(due.getSilentSince()).isEqualTo(START);
    assertThat(due.getActionId()).isEqualTo(action.getActionId());
  }

  @Test
  void shouldCloseWhenTheAgentIsSilent() {
    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));

    pass(HALF_HOUR.plusSeconds(1));

    assertThat(onlyClose().getReason()).isEqualTo(CloseReason.AGENT_SILENT);
  }

  @Test
  void shouldCloseByAClockThatSettingsSwitchOn() {
    harness.settings(anAccount().build(), 8);
    piped(talk.agentWrites(now()));
    pass(HALF_HOUR);

    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR).build(), 9);
    pass(HALF_HOUR.minusSeconds(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofSeconds(2));

    assertThat(onlyClose().getDueAt()).isEqualTo(START.plus(HOUR));
  }

  @Test
  void shouldCountFromTheChangeWhereTheTimeHadRunOutByThen() {
    harness.settings(anAccount().build(), 8);
    piped(talk.agentWrites(now()));
    pass(HOUR.multipliedBy(3));

    Instant changed = now();
    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR).build(), 9);
    pass(Duration.ofSeconds(2));
    pass(HOUR.minusSeconds(3));
    assertThat(actions()).isEmpty();
    pass(Duration.ofSeconds(5));

    assertThat(onlyClose().getDueAt())
        .isBetween(changed.plus(HOUR), changed.plus(HOUR).plusSeconds(2));
  }

  @Test
  void shouldCountFromTheEventThatIsReadFirstAfterAClockWasSwitchedOn() {
    harness.settings(anAccount().build(), 8);
    piped(talk.agentWrites(now()));
    pass(HOUR.multipliedBy(3));

    Instant changed = now();
    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR).build(), 9);
    inHand(talk);
    pass(HOUR.minusSeconds(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofSeconds(5));

    assertThat(onlyClose().getDueAt()).isEqualTo(changed.plus(HOUR));
  }

  @Test
  void shouldFireOnceOnlyWhenThePlatformNeverAnswers() {
    piped(talk.agentWrites(now()));

    pass(HOUR.multipliedBy(3));

    assertThat(actions()).hasSize(1);
    assertThat(harness.take(TIME_EVENTS)).hasSize(1);
    assertThat(harness.count("handoff.conversations.closed", "reason", "customer-silent"))
        .isEqualTo(1);
  }

  @Test
  void shouldCloseATestAndNotCountIt() {
    ConversationEvent written =
        ConversationEvent.newBuilder(talk.agentWrites(now())).setTest(true).build();
    piped(written);

    pass(HOUR.plusSeconds(1));

    assertThat(onlyClose().getReason()).isEqualTo(CloseReason.CUSTOMER_SILENT);
    assertThat(harness.count("handoff.conversations.closed", "reason", "customer-silent")).isZero();
  }

  @Test
  void shouldNotCloseWhenAnsweredInTime() {
    piped(talk.agentWrites(now()));
    pass(Duration.ofMinutes(59));
    piped(talk.customerWrites(now()));
    pass(Duration.ofMinutes(29));
    piped(talk.agentWrites(now()));

    pass(Duration.ofMinutes(59));

    assertThat(actions()).isEmpty();
  }

  @Test
  void shouldCloseAboutTwoSecondsAfterPublicationWhenTheEventsAreFromLongAgo() {
    Instant longAgo = Instant.parse("2017-10-31T22:10:47Z");
    piped(talk.customerWrites(longAgo));
    piped(talk.agentWrites(longAgo.plusSeconds(300)));

    pass(Duration.ofSeconds(3));

    assertThat(onlyClose().getDueAt()).isEqualTo(longAgo.plusSeconds(300).plus(HOUR));
    assertThat(harness.count("handoff.timer.lateness")).isZero();
  }

  @Test
  void shouldPublishTheSameClosesWhenOldEventsAreReadAtOnceOrWithPauses() {
    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR).build(), 8);
    Instant longAgo = Instant.parse("2017-10-31T22:00:00Z");
    List<ConversationEvent> events = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      events.add(talk.customerWrites(longAgo.plus(Duration.ofDays(day))));
      events.add(talk.agentWrites(longAgo.plus(Duration.ofDays(day)).plusSeconds(60)));
    }

    events.forEach(this::piped);
    pass(Duration.ofSeconds(3));
    List<String> atOnce = closeIds();
    harness.close();
    start();
    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR).build(), 8);
    events.forEach(
        event -> {
          piped(event);
          pass(Duration.ofSeconds(5));
        });

    assertThat(atOnce).hasSize(4);
    assertThat(closeIds()).containsExactlyElementsOf(atOnce);
  }

  @Test
  void shouldEndTheSilenceWhenThePlatformConfirms() {
    piped(talk.agentWrites(now()));
    pass(HOUR.plusSeconds(1));
    String actionId = actions().getFirst().getActionId();

    piped(talk.closes(now(), actionId));
    piped(talk.isRated(now().plusSeconds(1)));
    pass(HOUR.multipliedBy(3));

    assertThat(actions()).isEmpty();
  }

  @Test
  void shouldCountAgainFromTheRefusalWhenThePlatformRefusesToClose() {
    piped(talk.agentWrites(now()));
    pass(HOUR.plusSeconds(1));
    String first = actions().getFirst().getActionId();
    Instant refusal = now();
    piped(talk.refusesToClose(refusal, first, 1));

    pass(HOUR.minusSeconds(1));
    assertThat(actions()).isEmpty();
    pass(Duration.ofSeconds(2));

    ConversationAction second = actions().getFirst();
    assertThat(second.getActionId()).isNotEqualTo(first);
    assertThat(((CloseConversation) second.getPayload()).getDueAt()).isEqualTo(refusal.plus(HOUR));
  }

  @Test
  void shouldNotCloseWhileThePlatformHasAMessageThatWasNotRead() {
    piped(talk.agentWrites(now()));
    pass(HOUR.plusSeconds(1));
    String first = actions().getFirst().getActionId();

    piped(talk.refusesToClose(now(), first, 2));
    pass(HOUR.multipliedBy(2));
    assertThat(actions()).isEmpty();
    piped(talk.customerWrites(now()));
    pass(HALF_HOUR.plusSeconds(1));

    assertThat(onlyClose().getReason()).isEqualTo(CloseReason.AGENT_SILENT);
  }

  @Test
  void shouldGiveLostTimeBackWhenTheAccountWantsThat() {
    harness.settings(
        anAccount().closingWhenCustomerSilentFor(HOUR).after(AfterOutage.SHIFT).build(), 8);
    keepTime(Duration.ofMinutes(1));
    piped(talk.agentWrites(now()));
    keepTime(Duration.ofMinutes(10));

    harness.jump(Duration.ofHours(2));
    keepTime(Duration.ofMinutes(49));
    assertThat(actions()).isEmpty();
    keepTime(Duration.ofMinutes(2));

    assertThat(onlyClose().getDueAt()).isBetween(now().minus(Duration.ofMinutes(2)), now());
  }

  @Test
  void shouldForgetAClosedConversation() {
    piped(talk.agentWrites(now()));
    piped(talk.closes(now(), null));

    pass(Duration.ofDays(7).plusSeconds(1));

    assertThat(harness.count("handoff.conversations.forgotten")).isEqualTo(1);
  }

  @Test
  void shouldForgetAConversationThatNobodyClosesUnlessAHandoffIsOpen() {
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    piped(talk.agentWrites(now())); // in hand
    piped(other.customerWrites(now())); // the AI agent answers
    pass(Duration.ofDays(31));
    piped(new ConversationEventBuilder("c3").customerWrites(now()));

    assertThat(harness.count("handoff.conversations.forgotten")).isEqualTo(1);
    assertThat(harness.driver().getKeyValueStore("conversations").get(other.key())).isNull();
  }

  @Test
  void shouldCloseWhileQueuedOnlyWhenTheAccountSaysSo() {
    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.WAITING, now()));
    pass(HOUR);
    assertThat(actions()).isEmpty();
    harness.settings(anAccount().closingWhenAgentSilentFor(HALF_HOUR).whileQueued().build(), 8);
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    piped(other.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, other.handoff(HandoffState.WAITING, now()));
    pass(HALF_HOUR.plusSeconds(1));
    assertThat(closeIds()).hasSize(1);
  }

  @Test
  void shouldCountLaterSettingsWhenADeadlineComesDue() {
    piped(talk.agentWrites(now()));
    pass(HALF_HOUR);
    harness.settings(anAccount().closingWhenCustomerSilentFor(HOUR.multipliedBy(2)).build(), 8);

    pass(HOUR);
    assertThat(actions()).isEmpty();
    pass(HALF_HOUR.plusSeconds(1));

    assertThat(actions())
        .singleElement()
        .satisfies(a -> assertThat(a.getSettingsVersion()).isEqualTo(8));
  }

  @Test
  void shouldNotCloseWhenTheClockWasSwitchedOff() {
    piped(talk.agentWrites(now()));
    harness.settings(anAccount().closingWhenAgentSilentFor(HALF_HOUR).build(), 8);

    pass(HOUR.multipliedBy(2));

    assertThat(actions()).isEmpty();
  }

  @Test
  void shouldNotCloseWhenTheTicketIsAtRest() {
    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.SNOOZED, now()));
    pass(HOUR);
    assertThat(actions()).isEmpty();

    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.OPEN, now()));
    pass(HALF_HOUR.minusSeconds(1));
    assertThat(actions()).as("what was over while it slept").isEmpty();
    pass(Duration.ofSeconds(2));

    assertThat(actions()).hasSize(1);
  }

  @Test
  void shouldSaySoWhenTheSettingsOfASilenceAreGone() {
    piped(talk.agentWrites(now()));
    harness.settings(
        new AccountConfig(
            Accounts.ACCOUNT,
            "Acme",
            "en",
            java.time.ZoneId.of("UTC"),
            java.util.Map.of(),
            java.util.Map.of(),
            java.util.Map.of()),
        8);

    pass(HOUR.plusSeconds(1));

    assertThat(actions()).isEmpty();
    assertThat(harness.take(DECISIONS))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.SUPPRESSED);
              assertThat(decision.getCode()).isEqualTo("unknown-channel");
            });
  }
}
