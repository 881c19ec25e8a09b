package io.handoff.trigger.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandoffReason;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.MatchKind;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Tick;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.trigger.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriggerTopologyTest {

  private final TopologyHarness harness =
      new TopologyHarness(
          "trigger-service",
          Topics.TRIGGER_DEAD_LETTERS,
          TriggerTopology::build,
          Instant.parse("2026-11-02T10:00:00Z"));
  private long sequence;

  @BeforeEach
  void settings() {
    harness.settings(Accounts.acme(), 7);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  static List<Topic<?>> inputs() {
    return List.of(Topics.CONVERSATION_EVENTS, Topics.ROUTING_DECISIONS);
  }

  private ConversationEvent event(String id, Object payload) {
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId("k1")
        .setOccurredAt(harness.now())
        .setCause(null)
        .setPayload(payload)
        .build();
  }

  private ConversationEvent customer(String text) {
    sequence++;
    return event(
        "m" + sequence,
        MessagePosted.newBuilder()
            .setMessageId("m" + sequence)
            .setSequence(sequence)
            .setAuthor(AuthorType.CUSTOMER)
            .setAuthorId("c1")
            .setText(text)
            .setActionId(null)
            .build());
  }

  @Test
  void shouldPublishHandoffWithEvidenceAndSettingsVersion() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("please, 환불"));
    HandoffRequest request = harness.take(Topics.HANDOFF_REQUESTS).getFirst();
    assertThat(request.getSettingsVersion()).isEqualTo(7);
    assertThat(request.getCause().getEventId()).isEqualTo("m1");
    assertThat(request.getCause().getDepth()).isEqualTo(1);
    HandoffRequested requested = (HandoffRequested) request.getPayload();
    assertThat(requested.getHandoff().getReason()).isEqualTo(HandoffReason.CUSTOM_TRIGGER);
    assertThat(requested.getHandoff().getCustomer().getCustomerId()).isEqualTo("c1");
    var evidence = requested.getHandoff().getEvidence();
    assertThat(evidence.getMatchedText()).isEqualTo("환불");
    assertThat(evidence.getStart()).isEqualTo(8);
    assertThat(evidence.getEnd()).isEqualTo(10);
    assertThat(evidence.getHow()).isEqualTo(MatchKind.EXACT);
    assertThat(harness.take(Topics.DECISIONS)).isEmpty();
    assertThat(
            harness.count(
                "handoff.requested", "reason", "custom-trigger", "channel_type", "web-chat"))
        .isEqualTo(1);
    assertThat(requested.getHandoff().getPublishedAt()).isEqualTo(harness.now());
    assertThat(harness.timer("handoff.message.to.handoff").count()).isEqualTo(1);
  }

  @Test
  void shouldNotTimeWhatWasPublishedLongAfterItWasWritten() {
    ConversationEvent old = customer("환불");
    harness.advance(Duration.ofMinutes(2));
    harness.pipe(Topics.CONVERSATION_EVENTS, old);
    HandoffRequest request = harness.take(Topics.HANDOFF_REQUESTS).getFirst();
    assertThat(((HandoffRequested) request.getPayload()).getHandoff().getPublishedAt()).isNull();
    assertThat(harness.timer("handoff.message.to.handoff").count()).isZero();
  }

  @Test
  void shouldSayWhatItDecidedOnATestWhoseTextFitsNoTrigger() {
    ConversationEvent live = customer("hello");
    ConversationEvent test =
        ConversationEvent.newBuilder(customer("hello"))
            .setTest(true)
            .setConversationId("k2")
            .build();
    harness.pipe(Topics.CONVERSATION_EVENTS, live);
    assertThat(harness.take(Topics.DECISIONS)).isEmpty();

    harness.pipe(Topics.CONVERSATION_EVENTS, test);
    assertThat(harness.take(Topics.DECISIONS))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.NO_ACTION);
              assertThat(decision.getMessage()).isEqualTo("no trigger of the channel fits");
              assertThat(decision.getTest()).isTrue();
            });
  }

  @Test
  void shouldRecordAndNotRepeatWhenHandoffIsOpen() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불!"));
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).hasSize(1);
    assertThat(harness.take(Topics.DECISIONS))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.SUPPRESSED);
              assertThat(decision.getSubject()).isEqualTo("refund-ko");
            });
  }

  @Test
  void shouldNameTheCallWhenHandoffOpensOnHandBack() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("\uD83D\uDE21 환불해 주세요"));
    harness.take(Topics.HANDOFF_REQUESTS);
    harness.pipe(Topics.CONVERSATION_EVENTS, event("resumed", new AiAgentResumed(null, null)));
    HandoffRequest request = harness.take(Topics.HANDOFF_REQUESTS).getFirst();
    assertThat(request.getCause().getEventId()).isEqualTo("resumed");
    var evidence = ((HandoffRequested) request.getPayload()).getHandoff().getEvidence();
    assertThat(evidence.getEventId()).isEqualTo("m2");
    assertThat(evidence.getMessageSequence()).isEqualTo(2);
    assertThat(evidence.getStart()).as("in code points").isEqualTo(2);
    assertThat(evidence.getEnd()).isEqualTo(4);
    assertThat(evidence.getHow()).isEqualTo(MatchKind.ALIGNMENT);
  }

  private ConversationEvent closed() {
    return event(
        "closed" + harness.now(),
        ConversationClosed.newBuilder()
            .setClosedBy(ClosedBy.AGENT)
            .setActionId(null)
            .setActorId(null)
            .build());
  }

  private ConversationEvent elsewhere(String id) {
    return ConversationEvent.newBuilder(event(id, new AiAgentResumed(null, null)))
        .setConversationId("k2")
        .build();
  }

  @Test
  void shouldHandOffWhenConversationOfLongAgoIsImported() {
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(customer("환불"))
            .setOccurredAt(harness.now().minus(Duration.ofDays(200)))
            .build());
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).hasSize(1);
  }

  @Test
  void shouldCountControlCharactersAsWhatTheyTakeInState() {
    harness.pipe(Topics.CONVERSATION_EVENTS, started("\u0001"));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS))
        .extracting(DeadLetter::getCode)
        .containsExactly("too-large");

    harness.pipe(Topics.CONVERSATION_EVENTS, started("\t"));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS)).isEmpty();
  }

  private ConversationEvent started(String character) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      fields.put("field" + i, character.repeat(2_000));
    }
    return event(
        "started " + character, ConversationStarted.newBuilder().setFields(fields).build());
  }

  @Test
  void shouldGoOnWhereAConversationThatEndedLongAgoCannotBeRead() {
    harness.pipe(Topics.CONVERSATION_EVENTS, closed());
    harness.corrupt(TriggerTopology.CONVERSATIONS, "acme/k1", "{\"gate\":[");
    harness.jump(Duration.ofDays(31));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x1"));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x2"));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS)).isEmpty();
    assertThat(harness.count("handoff.state.unreadable", "store", "conversations")).isEqualTo(1);
  }

  @Test
  void shouldStopAtStateThatOnlyALaterVersionCanRead() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello"));
    harness.corrupt(TriggerTopology.CONVERSATIONS, "acme/k1", "\u0002{\"gate\":{}}");
    assertThatThrownBy(() -> harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불")))
        .hasStackTraceContaining("by a later version of the service");
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS)).isEmpty();
  }

  private boolean isRemembered() {
    return harness.driver().getKeyValueStore(TriggerTopology.CONVERSATIONS).get("acme/k1") != null;
  }

  @Test
  void shouldForgetEndedConversationAfterItsTimeAndKnowRepeatsUntilThen() {
    ConversationEvent call = customer("환불");
    harness.pipe(Topics.CONVERSATION_EVENTS, call);
    harness.pipe(Topics.CONVERSATION_EVENTS, closed());
    harness.jump(Duration.ofDays(29));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x1"));
    assertThat(isRemembered()).isTrue();
    harness.take(Topics.HANDOFF_REQUESTS);
    harness.pipe(Topics.CONVERSATION_EVENTS, call);
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).as("a repeat").isEmpty();
    harness.jump(Duration.ofDays(2));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x2"));
    assertThat(isRemembered()).isFalse();
    assertThat(harness.count("handoff.conversations.forgotten")).isEqualTo(1);
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).as("the customer is back").hasSize(1);
  }

  @Test
  void shouldRememberConversationThatLivedOn() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello"));
    harness.pipe(Topics.CONVERSATION_EVENTS, closed());
    harness.jump(Duration.ofDays(20));
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello again"));
    harness.advance(Duration.ofMinutes(1));
    harness.pipe(Topics.CONVERSATION_EVENTS, closed());
    harness.jump(Duration.ofDays(15));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x1"));
    assertThat(isRemembered()).isTrue();
    harness.jump(Duration.ofDays(16));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x2"));
    assertThat(isRemembered()).isFalse();
  }

  @Test
  void shouldForgetAConversationThatNobodyCloses() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello"));
    harness.jump(Duration.ofDays(29));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x1"));
    assertThat(isRemembered()).isTrue();
    harness.jump(Duration.ofDays(2));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x2"));
    assertThat(isRemembered()).isFalse();
  }

  @Test
  void shouldRememberAnOpenHandoffAndAPausedAiAgentForLonger() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(event("paused", new AiAgentPaused(null, null)))
            .setConversationId("k3")
            .build());
    harness.take(Topics.HANDOFF_REQUESTS);
    harness.jump(Duration.ofDays(390));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x1"));
    assertThat(isRemembered()).isTrue();
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(customer("hello")).setConversationId("k3").build());
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).as("the AI agent is paused").hasSize(1);
    harness.jump(Duration.ofDays(11));
    harness.pipe(Topics.CONVERSATION_EVENTS, elsewhere("x2"));
    assertThat(isRemembered()).isFalse();
  }

  @Test
  void shouldClampTimeWhenPlatformsClockIsAhead() {
    ConversationEvent early = customer("환불");
    ConversationEvent ahead =
        ConversationEvent.newBuilder(early)
            .setOccurredAt(harness.now().plus(Duration.ofHours(1)))
            .build();
    harness.pipe(Topics.CONVERSATION_EVENTS, ahead);
    assertThat(harness.take(Topics.HANDOFF_REQUESTS).getFirst().getOccurredAt())
        .isEqualTo(harness.now());
    assertThat(harness.count("handoff.clock.clamped", "topic", "conversation.events")).isEqualTo(1);
  }

  @Test
  void shouldPublishRefusalWhenEventIsOlderThanClose() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello"));
    ConversationEvent late = customer("환불");
    harness.advance(Duration.ofMinutes(1));
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        event(
            "closed",
            ConversationClosed.newBuilder()
                .setClosedBy(ClosedBy.AGENT)
                .setActionId(null)
                .setActorId(null)
                .build()));
    harness.pipe(Topics.CONVERSATION_EVENTS, late);
    assertThat(harness.take(Topics.DECISIONS))
        .extracting(Decision::getCode)
        .containsExactly("older-than-close");
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).isEmpty();
  }

  @Test
  void shouldPublishRefusalWhenAccountOrChannelIsUnknown() {
    ConversationEvent stranger =
        ConversationEvent.newBuilder(customer("환불")).setAccountId("nobody").build();
    harness.pipe(Topics.CONVERSATION_EVENTS, stranger);
    ConversationEvent nowhere =
        ConversationEvent.newBuilder(customer("환불")).setChannelId("nowhere").build();
    harness.pipe(Topics.CONVERSATION_EVENTS, nowhere);
    assertThat(harness.take(Topics.DECISIONS))
        .extracting(Decision::getCode)
        .containsExactly("unknown-account", "unknown-channel");
    assertThat(harness.count("handoff.records", "outcome", "unknown-account")).isEqualTo(1);
  }

  @Test
  void shouldSkipTicks() {
    harness.pipeRaw(
        Topics.CONVERSATION_EVENTS,
        "0".getBytes(StandardCharsets.UTF_8),
        harness.bytes(
            Topics.CONVERSATION_EVENTS,
            ConversationEvent.newBuilder(event("", new Tick("autoclose-service", harness.now())))
                .setAccountId("")
                .setConversationId("")
                .setChannelId("")
                .build()));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS)).isEmpty();
    assertThat(harness.count("handoff.records", "outcome", "tick")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void shouldGoOnWhenBytesAreNoRecord(Topic<?> topic) {
    harness.pipeRaw(topic, "acme/k1".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3, 4, 5});
    harness.pipeRaw(topic, new byte[0], new byte[] {0, 0, 0, 0, 1, 99, 99});
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS))
        .hasSize(2)
        .allSatisfy(
            letter -> {
              assertThat(letter.getTopic()).isEqualTo(topic.name());
              assertThat(letter.getService()).isEqualTo("trigger-service");
            });
    assertThat(harness.take(Topics.HANDOFF_REQUESTS)).hasSize(1);
  }

  @Test
  void shouldRefuseRecordWhenKeyIsAnothers() {
    harness.pipeRaw(
        Topics.CONVERSATION_EVENTS,
        "acme/k2".getBytes(StandardCharsets.UTF_8),
        harness.bytes(Topics.CONVERSATION_EVENTS, customer("환불")));
    assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS))
        .extracting(DeadLetter::getCode)
        .containsExactly("key-mismatch");
  }

  @Test
  void shouldKeepLastReadableSettingsWhenNewOnesCannotBeRead() {
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("hello"));
    harness.pipeRaw(
        Topics.SETTINGS_ACCOUNTS, "acme".getBytes(StandardCharsets.UTF_8), new byte[] {9, 9});
    harness.pipe(Topics.CONVERSATION_EVENTS, customer("환불"));
    assertThat(harness.take(Topics.HANDOFF_REQUESTS).getFirst().getSettingsVersion()).isEqualTo(7);
    assertThat(harness.count("handoff.settings.unreadable")).isEqualTo(1);
  }
}
