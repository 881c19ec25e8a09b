package io.handoff.kit.time;

import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketEvent;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.junit.jupiter.api.Test;

class TickerTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final Ticker ticker =
      new Ticker("app", context, List.of(CONVERSATION_EVENTS, TICKET_EVENTS), SECOND);

  private int writtenAt(Instant now, Instant cameBack) {
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    context.resetForwards();
    ticker.tick(cameBack);
    return context.forwarded().size();
  }

  @Test
  void shouldWriteOneTickIntoTheTasksPartitionOfEachTopic() {
    writtenAt(T, null);

    List<CapturedForward<?, ?>> ticks = List.copyOf(context.forwarded());
    assertThat(ticks)
        .extracting(tick -> tick.childName().orElseThrow())
        .containsExactly("tick-conversation-events", "tick-ticket-events");
    assertThat(ticks).allSatisfy(tick -> assertThat(tick.record().key()).isEqualTo("0"));
    Tick expected = Tick.newBuilder().setApplication("app").setWrittenAt(T).build();
    assertThat(((ConversationEvent) ticks.getFirst().record().value()).getPayload())
        .isEqualTo(expected);
    assertThat(((TicketEvent) ticks.getLast().record().value()).getPayload()).isEqualTo(expected);
  }

  @Test
  void shouldLeaveTheIntervalBetweenTicksThatComeBack() {
    assertThat(writtenAt(T, null)).isEqualTo(2);
    assertThat(writtenAt(T.plusMillis(999), T)).isZero();
    assertThat(writtenAt(T.plusMillis(1000), T)).isEqualTo(2);
  }

  @Test
  void shouldWaitSixteenIntervalsForATickThatDoesNotComeBack() {
    writtenAt(T, null);
    assertThat(writtenAt(T.plusMillis(15_999), null)).as("none has ever come back").isZero();
    assertThat(writtenAt(T.plusSeconds(16), null)).isEqualTo(2);
    assertThat(writtenAt(T.plusSeconds(20), T)).as("only the one before has").isZero();
    assertThat(writtenAt(T.plusSeconds(32), T)).isEqualTo(2);
  }

  @Test
  void shouldWriteAtOnceWhenTheMachinesClockWentBack() {
    writtenAt(T, null);
    assertThat(writtenAt(T.minusMillis(1), null)).isEqualTo(2);
    assertThat(writtenAt(T.plusMillis(500), null)).as("counts from the last tick").isZero();
  }

  @Test
  void shouldSayForHowLongItHasWrittenNothing() {
    context.setCurrentSystemTimeMs(T.toEpochMilli());
    assertThat(ticker.restedFor(SECOND)).as("never").isTrue();
    ticker.tick(null);
    assertThat(ticker.restedFor(SECOND)).isFalse();
    context.setCurrentSystemTimeMs(T.plusMillis(999).toEpochMilli());
    assertThat(ticker.restedFor(SECOND)).isFalse();
    context.setCurrentSystemTimeMs(T.plusMillis(1000).toEpochMilli());
    assertThat(ticker.restedFor(SECOND)).isTrue();
  }

  @Test
  void shouldRefuseAnIntervalThatIsNotPositive() {
    assertThatThrownBy(() -> new Ticker("app", context, List.of(TICKET_EVENTS), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  @Test
  void shouldRefuseATopicThatHoldsNoTicks() {
    context.setCurrentSystemTimeMs(T.toEpochMilli());
    Ticker wrong = new Ticker("app", context, List.of(Topics.DECISIONS), SECOND);
    assertThatThrownBy(() -> wrong.tick(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decisions holds no ticks");
  }
}
