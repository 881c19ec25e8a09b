package io.handoff.autoclose.topology;

import static io.handoff.schemas.Topics.AUTOCLOSE_DEAD_LETTERS;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.autoclose.testing.ConversationEventBuilder;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.HandoffState;
import io.handoff.avro.Tick;
import io.handoff.kit.conversation.RecentIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records, clocks and state that are not as they should be. */
class AutocloseFaultsTopologyTest extends AutocloseOnTheDriver {

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
}
