package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.autoclose.testing.Promises.aPromise;
import static io.handoff.schemas.Topics.AUTOCLOSE_DEAD_LETTERS;
import static io.handoff.schemas.Topics.CONVERSATION_ACTIONS;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.DECISIONS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.Audience;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseReason;
import io.handoff.avro.CloseWarningDue;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.HandoffState;
import io.handoff.avro.Priority;
import io.handoff.avro.RequestRating;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SilentSide;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketStatus;
import io.handoff.avro.TimeEvent;
import io.handoff.kit.conversation.RecentIds;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaMetric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On the test driver, ticks come back because it feeds what is written to a topic back to who reads
 * it.
 */
class AutocloseTopologyTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final ConversationEventBuilder talk = new ConversationEventBuilder("c1");
  private TopologyHarness harness;

  @BeforeEach
  void start() {
    harness =
        new TopologyHarness(
            "autoclose-service", AUTOCLOSE_DEAD_LETTERS, AutocloseTopology::build, START);
    harness.settings(Accounts.usual(), 7);
    inHand(talk);
  }

  /** Somebody has the conversation, as ever. */
  private void inHand(ConversationEventBuilder other) {
    harness.pipe(
        TICKET_EVENTS, other.handoff(HandoffState.ASSIGNED, ConversationEventBuilder.LONG_AGO));
  }

  @AfterEach
  void stop() {
    harness.close();
  }

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
  void shouldSayGoodbyeInTheCustomersLanguageAndAskForARatingTogether() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .askingForRating()
            .saying(Occasion.CLOSING, "pl", "Do widzenia, {customer}! {agent}")
            .saying(Occasion.CLOSING, "", "Goodbye")
            .saying(Occasion.RATING_REQUEST, "", "How was it?")
            .build(),
        8);
    piped(talk.starts(now(), "Ola", "pl-PL"));
    piped(talk.agentWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));

    pass(HOUR.plusSeconds(1));

    List<ConversationAction> actions = actions();
    assertThat(actions)
        .extracting(a -> (Object) a.getPayload().getClass())
        .containsExactly(SendMessage.class, RequestRating.class, CloseConversation.class);
    assertThat(actions).extracting(ConversationAction::getActionId).doesNotHaveDuplicates();
    SendMessage goodbye = (SendMessage) actions.getFirst().getPayload();
    assertThat(goodbye.getContent().getText()).isEqualTo("Do widzenia, Ola! Anna");
    assertThat(goodbye.getContent().getLanguage()).isEqualTo("pl");
    assertThat(goodbye.getAudience()).isEqualTo(Audience.CUSTOMER);
    assertThat(goodbye.getPurpose()).isEqualTo("closing");
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
  void shouldCloseWhenAPlatformsClockIsAnHourAhead() {
    piped(talk.agentWrites(now().plus(HOUR)));

    pass(HOUR.plusSeconds(1));

    assertThat(onlyClose().getDueAt()).isEqualTo(START.plus(HOUR));
    assertThat(harness.count("handoff.clock.clamped", "topic", "conversation.events")).isEqualTo(1);
  }

  @Test
  void shouldCloseWhenEventTimesLieFarBeforeOrFarAfterAnythingSensible() {
    List<Instant> times =
        List.of(
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.parse("-9999-01-01T00:00:00Z"),
            Instant.ofEpochMilli(-1),
            Instant.EPOCH,
            Instant.ofEpochMilli(Long.MAX_VALUE));
    for (int i = 0; i < times.size(); i++) {
      ConversationEventBuilder odd = new ConversationEventBuilder("odd-" + i);
      inHand(odd);
      piped(odd.agentWrites(times.get(i)));
    }

    pass(HOUR.plusSeconds(1));

    assertThat(closeIds()).hasSize(times.size());
    assertThat(harness.take(AUTOCLOSE_DEAD_LETTERS)).isEmpty();
  }

  @Test
  void shouldWriteATickOnlyWhenOneIsNeeded() {
    piped(talk.agentWrites(now()));
    harness.take(CONVERSATION_EVENTS);
    for (int second = 0; second < 45; second++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(harness.take(CONVERSATION_EVENTS)).as("signs of life").hasSizeBetween(1, 4);

    pass(Duration.ofMinutes(61));

    assertThat(harness.take(CONVERSATION_EVENTS))
        .hasSizeBetween(1, 4)
        .allSatisfy(
            event -> {
              assertThat(((Tick) event.getPayload()).getApplication())
                  .isEqualTo("autoclose-service");
              assertThat(event.getAccountId()).isEmpty();
            });
    assertThat(harness.take(TICKET_EVENTS)).hasSizeBetween(1, 8);
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
  void shouldTellOfRiskBreachAndStepsOnce() {
    harness.settings(
        anAccount()
            .promising(
                aPromise("gold")
                    .target(SlaMetric.FIRST_RESPONSE, HOUR)
                    .atRisk(new SlaConfig.Point.Used(50))
                    .step(SlaMetric.FIRST_RESPONSE, Duration.ofMinutes(10))
                    .build())
            .build(),
        8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    pass(HALF_HOUR.minusMillis(1));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HALF_HOUR));
              assertThat(((SlaAtRisk) news.getPayload()).getDueAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getTicketId()).isEqualTo("t1");
              assertThat(news.getSettingsVersion()).isEqualTo(8);
            });
    pass(HALF_HOUR);
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> assertThat(((SlaBreached) news.getPayload()).getPolicyId()).isEqualTo("gold"));
    pass(HALF_HOUR);
    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(((EscalationStepDue) news.getPayload()).getStep()).isEqualTo(1);
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR).plusSeconds(600));
            });
    pass(HOUR);
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    assertThat(harness.count("handoff.sla.breaches", "metric", "first-response")).isEqualTo(1);
    assertThat(harness.count("handoff.sla.at.risk", "metric", "first-response")).isEqualTo(1);
  }

  @Test
  void shouldTakeUpChangedPromisesThoughNothingHappens() {
    harness.settings(promising(HOUR.multipliedBy(10)), 8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    keepTime(HALF_HOUR);
    harness.settings(promising(HOUR), 9);
    keepTime(Duration.ofMinutes(29));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();
    keepTime(Duration.ofMinutes(2));

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getSettingsVersion()).isEqualTo(9);
            });
  }

  @Test
  void shouldTakeUpChangedPromisesWhereAConversationCannotBeRead() {
    harness.settings(promising(HOUR.multipliedBy(10)), 8);
    talk.promised("gold", Priority.NORMAL);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, now()));
    keepTime(HALF_HOUR);
    harness.corrupt("conversations", talk.key() + "-before", "{\"channelId\":[");
    harness.corrupt("conversations", talk.key().replace("/", "/a"), "{\"channelId\":[");
    harness.settings(promising(HOUR), 9);
    keepTime(Duration.ofMinutes(31));

    assertThat(harness.take(TIME_EVENTS)).hasSize(1);
    assertThat(harness.count("handoff.state.unreadable", "store", "conversations"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void shouldTellOneBreachWhenTheAnswerCameLateButBeforeAnybodyLooked() {
    harness.settings(promising(HALF_HOUR), 8);
    talk.promised("gold", Priority.NORMAL);
    Instant began = now().minus(HOUR.multipliedBy(2));
    Instant answered = now().minus(HOUR);
    piped(talk.customerWrites(began));
    piped(talk.agentWrites(answered));
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.NEW, began));
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.WAITING_ON_CUSTOMER, answered));
    pass(Duration.ofSeconds(5));

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getOccurredAt()).isEqualTo(began.plus(HALF_HOUR));
              assertThat(((SlaBreached) news.getPayload()).getMetAt()).isEqualTo(answered);
            });
  }

  private static AccountConfig promising(Duration time) {
    return anAccount()
        .promising(aPromise("gold").target(SlaMetric.FIRST_RESPONSE, time).build())
        .build();
  }

  @Test
  void shouldWarnWhoIsSilentBeforeTheCloseAndOnce() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .closingWhenAgentSilentFor(HOUR)
            .warning(Duration.ofMinutes(10))
            .saying(Occasion.WARNING, "", "Still there?")
            .build(),
        8);
    piped(talk.agentWrites(now()));
    pass(Duration.ofMinutes(50).plusSeconds(1));
    SendMessage toCustomer = (SendMessage) actions().getFirst().getPayload();
    assertThat(toCustomer.getAudience()).isEqualTo(Audience.CUSTOMER);
    assertThat(toCustomer.getPurpose()).isEqualTo("warning");
    CloseWarningDue due = (CloseWarningDue) harness.take(TIME_EVENTS).getFirst().getPayload();
    assertThat(due.getClosesAt()).isEqualTo(START.plus(HOUR));
    pass(Duration.ofMinutes(5));
    assertThat(actions()).isEmpty();

    piped(talk.customerWrites(now()));
    pass(Duration.ofMinutes(51));
    SendMessage toAgents = (SendMessage) actions().getFirst().getPayload();
    assertThat(toAgents.getAudience()).isEqualTo(Audience.AGENTS);
    pass(Duration.ofMinutes(10));
    assertThat(closeIds()).hasSize(1);
    assertThat(harness.count("handoff.close.warnings")).isEqualTo(2);
  }

  /** The platform publishes what the customer was sent, warnings included. */
  @Test
  void shouldWarnOnceWhenTheWarningComesBackAsAMessage() {
    harness.settings(
        anAccount()
            .closingWhenCustomerSilentFor(HOUR)
            .warning(Duration.ofMinutes(10))
            .saying(Occasion.WARNING, "", "Still there?")
            .build(),
        8);
    piped(talk.agentWrites(now()));
    pass(Duration.ofMinutes(50).plusSeconds(1));
    assertThat(actions()).hasSize(1);
    for (int i = 0; i < 3; i++) {
      piped(talk.writes(AuthorType.AUTOMATIC, now()));
      pass(Duration.ofSeconds(30));
      assertThat(actions()).isEmpty();
    }

    pass(Duration.ofMinutes(8).plusSeconds(30));
    assertThat(closeIds()).hasSize(1);
    assertThat(harness.count("handoff.close.warnings")).isEqualTo(1);
  }

  @Test
  void shouldNotTellTheCustomerNorBillWhenNobodyEverAnsweredOnAMessengerWithoutAnAiAgent() {
    harness.settings(messenger(false), 8);
    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    pass(HALF_HOUR.plusSeconds(1));
    List<ConversationAction> actions = actions();
    assertThat(actions).hasSize(2);
    assertThat(((SendMessage) actions.getFirst().getPayload()).getAudience())
        .isEqualTo(Audience.AGENTS);
    assertThat(((CloseConversation) actions.getLast().getPayload()).getBillable()).isFalse();
    assertThat(((CloseDue) harness.take(TIME_EVENTS).getFirst().getPayload()).getBillable())
        .isFalse();
  }

  @Test
  void shouldTellTheCustomerAndBillWhenAnAgentOrAnAiAgentAnswers() {
    harness.settings(messenger(false), 8);
    piped(talk.agentWrites(now()));
    piped(talk.customerWrites(now()));
    pass(HALF_HOUR.plusSeconds(1));
    assertThat(((SendMessage) actions().getFirst().getPayload()).getAudience())
        .isEqualTo(Audience.CUSTOMER);
    harness.settings(messenger(true), 9);
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    piped(other.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, other.handoff(HandoffState.ASSIGNED, now()));
    pass(HALF_HOUR.plusSeconds(1));
    assertThat(actions())
        .extracting(a -> (Object) a.getPayload().getClass())
        .containsExactly(SendMessage.class, RequestRating.class, CloseConversation.class);
  }

  private static AccountConfig messenger(boolean aiAgent) {
    return anAccount()
        .onAMessenger(aiAgent)
        .closingWhenAgentSilentFor(HALF_HOUR)
        .askingForRating()
        .saying(Occasion.CLOSING, "", "Goodbye")
        .saying(Occasion.RATING_REQUEST, "", "How was it?")
        .build();
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
  void shouldBringASnoozedTicketBackOnTimeAndOnce() {
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    harness.pipe(TICKET_EVENTS, talk.ticketSnoozed(now(), START.plus(HOUR)));
    pass(HOUR.minusMillis(1));
    assertThat(harness.take(TIME_EVENTS)).isEmpty();

    pass(Duration.ofSeconds(1));
    pass(HOUR);

    assertThat(harness.take(TIME_EVENTS))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.getPayload()).isEqualTo(new SnoozeOver(START.plus(HOUR)));
              assertThat(news.getTicketId()).isEqualTo("t1");
              assertThat(news.getOccurredAt()).isEqualTo(START.plus(HOUR));
              assertThat(news.getCause().getEventId()).isEqualTo("c1-t3");
            });
    assertThat(harness.count("handoff.snoozes.ended")).isEqualTo(1);
  }

  @Test
  void shouldNotBringATicketBackThatHasComeBackBefore() {
    harness.pipe(TICKET_EVENTS, talk.ticketSnoozed(now(), START.plus(HOUR)));
    pass(HALF_HOUR);
    harness.pipe(TICKET_EVENTS, talk.ticketTurns(TicketStatus.OPEN, now()));

    pass(HOUR);

    assertThat(harness.take(TIME_EVENTS)).isEmpty();
  }

  private void keepTime(Duration duration) {
    for (int i = 0; i < duration.toSeconds() / 15; i++) {
      pass(Duration.ofSeconds(15));
    }
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

  @Test
  void shouldCountWhatItDoesNotTakeIn() {
    piped(new ConversationEventBuilder("nobody", "web", "c2").customerWrites(now()));
    piped(new ConversationEventBuilder(Accounts.ACCOUNT, "fax", "c3").customerWrites(now()));
    ConversationEvent message = talk.customerWrites(now());
    piped(message);
    piped(message);
    piped(talk.closes(now(), null));
    piped(talk.customerWrites(now().minusSeconds(1)));
    piped(talk.isRated(now().plusSeconds(1)));

    assertThat(counted("unknown-account")).isEqualTo(1);
    assertThat(counted("unknown-channel")).isEqualTo(1);
    assertThat(counted("implicit-start")).isEqualTo(1);
    assertThat(counted("duplicate")).isEqualTo(1);
    assertThat(counted("older-than-close")).isGreaterThanOrEqualTo(1);
    pass(HOUR.multipliedBy(2));
    assertThat(actions()).isEmpty();
  }

  @Test
  void shouldGoOnAfterADeadLetterWhenARecordIsRandomBytes() {
    byte[] noise = new byte[64];
    new Random(4).nextBytes(noise);
    harness.pipeRaw(CONVERSATION_EVENTS, "acme/c1".getBytes(StandardCharsets.UTF_8), noise);
    harness.pipeRaw(TICKET_EVENTS, "acme/c1".getBytes(StandardCharsets.UTF_8), noise);
    assertThat(harness.take(AUTOCLOSE_DEAD_LETTERS)).hasSize(2);

    piped(talk.customerWrites(now()));
    harness.pipe(TICKET_EVENTS, talk.handoff(HandoffState.ASSIGNED, now()));
    pass(HALF_HOUR.plusSeconds(1));

    assertThat(actions()).hasSize(1);
  }

  @Test
  @SuppressWarnings("NullAway")
  void shouldMakeADeadLetterAndGoOnWhenDecidingFails() {
    Conversation broken =
        new Conversation(
            "web",
            false,
            null,
            null,
            RecentIds.NONE,
            null,
            START,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null);
    harness.driver().getKeyValueStore("conversations").put(talk.key(), broken);

    piped(talk.agentWrites(now()));
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    inHand(other);
    piped(other.agentWrites(now()));
    pass(HOUR.plusSeconds(1));

    assertThat(harness.take(AUTOCLOSE_DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> assertThat(letter.getCode()).isEqualTo("processing-failed"));
    assertThat(closeIds()).hasSize(1);
  }

  @Test
  @SuppressWarnings("NullAway")
  void shouldDropATimerAndGoOnWhenLookingFails() {
    piped(talk.agentWrites(now()));
    ConversationEventBuilder other = new ConversationEventBuilder("c2");
    inHand(other);
    piped(other.agentWrites(now()));
    Conversation broken =
        new Conversation(
            "web",
            false,
            null,
            null,
            RecentIds.NONE,
            null,
            START,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            START.plus(HOUR).plusMillis(1));
    harness.driver().getKeyValueStore("conversations").put(talk.key(), broken);

    pass(HOUR.plusSeconds(1));

    assertThat(closeIds()).hasSize(1);
    assertThat(harness.count("handoff.timer.failures")).isEqualTo(1);
  }

  private Instant now() {
    return harness.now();
  }

  /** Lets time pass: most of it in one leap, because each step of the driver writes to the disk. */
  private void pass(Duration time) {
    Duration steps = Duration.ofMillis(300);
    if (time.compareTo(steps) > 0) {
      harness.jump(time.minus(steps));
      harness.advance(steps);
    } else {
      harness.advance(time);
    }
  }

  private void piped(ConversationEvent event) {
    harness.pipe(CONVERSATION_EVENTS, event);
  }

  private double counted(String outcome) {
    return harness.count("handoff.records", "topic", "conversation.events", "outcome", outcome);
  }

  private List<ConversationAction> actions() {
    return harness.take(CONVERSATION_ACTIONS);
  }

  private List<String> closeIds() {
    return actions().stream()
        .filter(a -> a.getPayload() instanceof CloseConversation)
        .map(ConversationAction::getActionId)
        .toList();
  }

  private CloseConversation onlyClose() {
    List<ConversationAction> actions = actions();
    assertThat(actions).hasSize(1);
    return (CloseConversation) actions.getFirst().getPayload();
  }
}
