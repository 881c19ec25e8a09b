package io.handoff.kit.time;

import static io.handoff.schemas.Topics.AGENT_PRESENCE;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handoff.avro.Tick;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.schemas.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SafeClockTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");

  private final SafeClock clock = new SafeClock("app", List.of(CONVERSATION_EVENTS, TICKET_EVENTS));

  @Test
  void shouldKnowNothingUntilATickHasBeenReadFromEachPartition() {
    assertThat(clock.time()).isNull();
    clock.read(tick(CONVERSATION_EVENTS, "app", T, T));
    clock.read(tick(CONVERSATION_EVENTS, "app", T.plusSeconds(9), T.plusSeconds(9)));

    assertThat(clock.time()).isNull();
    assertThat(clock.reached(Instant.MIN)).isFalse();
    clock.read(tick(TICKET_EVENTS, "app", T.plusSeconds(1), T.plusSeconds(1)));
    assertThat(clock.time()).isEqualTo(T.plusSeconds(1));
  }

  @Test
  void shouldStandWhereTheSlowestPartitionStands() {
    both(T, T);
    clock.read(tick(CONVERSATION_EVENTS, "app", T.plusSeconds(100), T.plusSeconds(100)));

    assertThat(clock.time()).isEqualTo(T);
    assertThat(clock.reached(T)).isTrue();
    assertThat(clock.reached(T.plusMillis(1))).isFalse();
  }

  @Test
  void shouldTakeTheEarlierOfTheWritersClockAndTheTimeOfAppending() {
    both(T.plusSeconds(3600), T);
    assertThat(clock.time()).isEqualTo(T);

    both(T.plusSeconds(5), T.plusSeconds(3600));
    assertThat(clock.time()).isEqualTo(T.plusSeconds(5));
  }

  @Test
  void shouldNotGoBackWhenAClockDoes() {
    both(T, T);
    both(T.minusSeconds(60), T.minusSeconds(60));

    assertThat(clock.time()).isEqualTo(T);
  }

  @Test
  void shouldFollowAClockThatWasAheadAndIsPutRight() {
    both(T, T);
    both(T.plusSeconds(7_200), T.plusSeconds(7_200));
    both(T.plusSeconds(2), T.plusSeconds(2));

    assertThat(clock.time()).isEqualTo(T.plusSeconds(2));
    assertThat(clock.reached(T.plusSeconds(3_600))).isFalse();
    both(T.plusSeconds(3), T.plusSeconds(3));
    assertThat(clock.time()).isEqualTo(T.plusSeconds(3));
  }

  @Test
  void shouldNotTrustTicksOfAnotherApplicationOrTopic() {
    both(T, T);
    clock.read(tick(CONVERSATION_EVENTS, "other", T.plusSeconds(9), T.plusSeconds(9)));
    clock.read(tick(TICKET_EVENTS, "other", T.plusSeconds(9), T.plusSeconds(9)));
    clock.read(tick(AGENT_PRESENCE, "app", T.plusSeconds(9), T.plusSeconds(9)));

    assertThat(clock.time()).isEqualTo(T);
  }

  @Test
  void shouldRefuseToKeepTimeOverNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SafeClock("app", List.of()));
  }

  @Test
  void shouldMakeTicksForEveryTopicThatAServiceWithTimersReads() {
    Tick tick = Tick.newBuilder().setApplication("app").setWrittenAt(T).build();

    for (Topic<?> topic :
        List.of(
            CONVERSATION_EVENTS,
            TICKET_EVENTS,
            AGENT_PRESENCE,
            io.handoff.schemas.Topics.HANDOFF_REQUESTS,
            io.handoff.schemas.Topics.ROUTING_REQUESTS)) {
      assertThat(TickEnvelopes.of(topic, "id", tick)).isInstanceOf(topic.valueType());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TickEnvelopes.of(io.handoff.schemas.Topics.TICKETS, "id", tick));
  }

  private void both(Instant writtenAt, Instant appendedAt) {
    clock.read(tick(CONVERSATION_EVENTS, "app", writtenAt, appendedAt));
    clock.read(tick(TICKET_EVENTS, "app", writtenAt, appendedAt));
  }

  @SuppressWarnings("unchecked")
  private static <V extends SpecificRecord> DecodedRecord<V> tick(
      Topic<V> topic, String application, Instant writtenAt, Instant appendedAt) {
    Tick tick = Tick.newBuilder().setApplication(application).setWrittenAt(writtenAt).build();
    return new DecodedRecord<>(
        (V) TickEnvelopes.of(topic, "id", tick),
        topic,
        0,
        0,
        appendedAt,
        appendedAt,
        null,
        null,
        new RecordHeaders());
  }
}
