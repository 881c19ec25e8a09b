package io.handoff.autoclose.topology;

import static io.handoff.schemas.Topics.AUTOCLOSE_DEAD_LETTERS;
import static io.handoff.schemas.Topics.CONVERSATION_ACTIONS;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.testing.Accounts;
import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.HandoffState;
import io.handoff.kit.test.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The service on the test driver. Ticks come back because the driver feeds what is written to a
 * topic back to who reads it.
 */
abstract class AutocloseOnTheDriver {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration HALF_HOUR = Duration.ofMinutes(30);
  final ConversationEventBuilder talk = new ConversationEventBuilder("c1");
  TopologyHarness harness;

  @BeforeEach
  void start() {
    harness =
        new TopologyHarness(
            "autoclose-service", AUTOCLOSE_DEAD_LETTERS, AutocloseTopology::build, START);
    harness.settings(Accounts.usual(), 7);
    inHand(talk);
  }

  /** Somebody has the conversation, as ever. */
  void inHand(ConversationEventBuilder other) {
    harness.pipe(
        TICKET_EVENTS, other.handoff(HandoffState.ASSIGNED, ConversationEventBuilder.LONG_AGO));
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  void keepTime(Duration duration) {
    for (int i = 0; i < duration.toSeconds() / 15; i++) {
      pass(Duration.ofSeconds(15));
    }
  }

  Instant now() {
    return harness.now();
  }

  /** Lets time pass: most of it in one leap, because each step of the driver writes to the disk. */
  void pass(Duration time) {
    Duration steps = Duration.ofMillis(300);
    if (time.compareTo(steps) > 0) {
      harness.jump(time.minus(steps));
      harness.advance(steps);
    } else {
      harness.advance(time);
    }
  }

  void piped(ConversationEvent event) {
    harness.pipe(CONVERSATION_EVENTS, event);
  }

  double counted(String outcome) {
    return harness.count("handoff.records", "topic", "conversation.events", "outcome", outcome);
  }

  List<ConversationAction> actions() {
    return harness.take(CONVERSATION_ACTIONS);
  }

  List<String> closeIds() {
    return actions().stream()
        .filter(a -> a.getPayload() instanceof CloseConversation)
        .map(ConversationAction::getActionId)
        .toList();
  }

  CloseConversation onlyClose() {
    List<ConversationAction> actions = actions();
    assertThat(actions).hasSize(1);
    return (CloseConversation) actions.getFirst().getPayload();
  }
}
