package io.handoff.kit.time;

import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.TicketEvent;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.junit.jupiter.api.Test;

class TimeKeeperTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");

  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final List<String> fired = new ArrayList<>();
  private Consumer<String> whenFired = id -> {};
  private final TimeKeeper time;

  TimeKeeperTest() {
    context.setCurrentSystemTimeMs(T.toEpochMilli());
    time =
        new TimeKeeper(
            "app",
            context,
            List.of(CONVERSATION_EVENTS, TICKET_EVENTS),
            TimersTest.store(),
            new Rhythm(Duration.ofMillis(100), Duration.ofSeconds(1), 2, Duration.ofSeconds(15)),
            (id, queued) -> {
              fired.add(id);
              whenFired.accept(id);
            });
  }

  @Test
  void shouldOnlyShowThatItLivesWhileNothingIsDue() {
    time.timers().arm("a", null, T.plusSeconds(60));

    for (int i = 0; i < 590; i++) {
      wakeAt(T.plusMillis(100L * i));
    }

    assertThat(ticks()).as("at the start, then every fifteen seconds").hasSize(2 * 4);
  }

  @Test
  void shouldKnowOfAnOutageBeforeATimerFiresThatFellDueInIt() {
    wakeAt(T);
    readBackAll();
    wakeAt(T.plusSeconds(15));
    readBackAll();
    time.timers().arm("a", null, T.plusSeconds(100));
    List<Outages> known = new ArrayList<>();
    whenFired = id -> known.add(time.outages());

    wakeAt(T.plusSeconds(300));
    readBackAll();
    wakeAt(T.plusSeconds(301));

    assertThat(known)
        .containsExactly(new Outages(List.of(new Outage(T.plusSeconds(15), T.plusSeconds(300)))));
  }

  @Test
  void shouldAskForTicksAtOnceWhenATimerIsDue() {
    time.timers().arm("a", null, T.minusSeconds(60));

    wakeAt(T);

    assertThat(ticks())
        .extracting(f -> f.childName().orElseThrow())
        .containsExactly("tick-conversation-events", "tick-ticket-events");
    assertThat(ticks()).allSatisfy(f -> assertThat(f.record().key()).isEqualTo("0"));
    assertThat(fired).isEmpty();
  }

  @Test
  void shouldNotFireByTheWallClockHoweverFarItIsAhead() {
    time.timers().arm("a", null, T.plusSeconds(1));

    wakeAt(T.plus(Duration.ofDays(30)));
    wakeAt(T.plus(Duration.ofDays(60)));

    assertThat(fired).isEmpty();
  }

  @Test
  void shouldFireWhenAllTicksHaveComeBack() {
    time.timers().arm("a", null, T.plusSeconds(1));
    wakeAt(T.plusSeconds(2));
    List<CapturedForward<?, ?>> ticks = List.copyOf(ticks());

    readBack(ticks.get(0), CONVERSATION_EVENTS);
    wakeAt(T.plusSeconds(3));
    assertThat(fired).isEmpty();
    readBack(ticks.get(1), TICKET_EVENTS);
    wakeAt(T.plusSeconds(3));

    assertThat(fired).containsExactly("a");
  }

  @Test
  void shouldTickNoMoreOftenThanTheIntervalAllows() {
    time.timers().arm("a", null, T);

    for (int i = 0; i <= 20; i++) {
      wakeAt(T.plusMillis(100L * i));
      time.timers().arm("a" + i, null, T.plusMillis(100L * i + 1));
      readBackAll();
    }

    assertThat(ticks()).hasSize(2 * 3);
  }

  @Test
  void shouldWaitForATickThatIsOnItsWay() {
    time.timers().arm("a", null, T);
    wakeAt(T);

    wakeAt(T.plusSeconds(5));
    assertThat(ticks()).as("the first has not come back").hasSize(2);
    readBackAll();
    wakeAt(T.plusSeconds(6));
    assertThat(ticks()).as("it has, and nothing is due any more").hasSize(2);
    time.timers().arm("b", null, T.plusSeconds(6));
    wakeAt(T.plusSeconds(7));
    assertThat(ticks()).hasSize(2 * 2);
    wakeAt(T.plusSeconds(7 + 16));
    assertThat(ticks()).as("one that was lost is not waited for for ever").hasSize(2 * 3);
  }

  @Test
  void shouldTakeTurnsWithRecordsInABurst() {
    for (int i = 0; i < 20; i++) {
      time.timers().arm("t" + i, null, T);
    }
    wakeAt(T);
    readBackAll();
    wakeAt(T.plusMillis(100));
    assertThat(fired).hasSize(2);

    time.worked();
    wakeAt(T.plusMillis(500));
    assertThat(fired).as("records have 400 ms, as the slice had").hasSize(2);
    time.worked();
    wakeAt(T.plusMillis(800));
    assertThat(fired).hasSize(2);
    time.worked();
    wakeAt(T.plusMillis(900));
    assertThat(fired).as("their time is over").hasSize(4);
    time.worked();
    wakeAt(T.plusMillis(1000));
    assertThat(fired).hasSize(4);
    wakeAt(T.plusMillis(1010));
    assertThat(fired).as("no record came since").hasSize(6);
  }

  @Test
  void shouldTickOnWhenTheMachinesClockGoesBack() {
    time.timers().arm("a", null, T.minus(Duration.ofDays(1)));
    wakeAt(T);

    wakeAt(T.minusSeconds(3600));

    assertThat(ticks()).hasSize(2 * 2);
  }

  @Test
  void shouldWorkOffABurstInSlices() {
    for (int i = 0; i < 5; i++) {
      time.timers().arm("t" + i, null, T);
    }
    wakeAt(T);
    List<CapturedForward<?, ?>> ticks = List.copyOf(ticks());
    readBack(ticks.get(0), CONVERSATION_EVENTS);
    readBack(ticks.get(1), TICKET_EVENTS);

    wakeAt(T.plusMillis(100));
    assertThat(fired).hasSize(2);
    wakeAt(T.plusMillis(200));
    wakeAt(T.plusMillis(300));
    assertThat(fired).hasSize(5);
  }

  @Test
  void shouldFireWhatComesDueOfAnotherAccountWhileABurstIsWorkedOff() {
    for (int i = 0; i < 50; i++) {
      time.timers().arm("big/" + i, null, T);
    }
    time.timers().arm("other/1", null, T.plusSeconds(2));
    wakeAt(T);
    readBackAll();

    for (int i = 1; i <= 5; i++) {
      wakeAt(T.plusSeconds(i));
      readBackAll();
    }

    assertThat(fired).contains("other/1").hasSizeLessThan(20);
  }

  @Test
  void shouldLookSeldomWhileNothingIsDueAndInTimeForWhatIsArmed() {
    wakeAt(T);
    assertThat(nextLookIn()).as("nothing is armed").isEqualTo(Duration.ofSeconds(1));

    time.timers().arm("later", null, T.plusSeconds(60));
    time.worked();
    assertThat(nextLookIn()).isEqualTo(Duration.ofSeconds(1));
    time.timers().arm("soon", null, T.plusMillis(300));
    time.worked();
    assertThat(nextLookIn()).isEqualTo(Duration.ofMillis(300));
    time.timers().arm("late", null, T.minusSeconds(60));
    time.worked();
    assertThat(nextLookIn()).isEqualTo(Duration.ofMillis(100));

    wakeAt(T.plusMillis(100));
    assertThat(nextLookIn()).as("it waits for its tick").isEqualTo(Duration.ofMillis(100));
    assertThat(context.scheduledPunctuators()).filteredOn(p -> !p.cancelled()).hasSize(1);
  }

  private Duration nextLookIn() {
    return context.scheduledPunctuators().getLast().getInterval();
  }

  private void wakeAt(Instant now) {
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    context.scheduledPunctuators().getFirst().getPunctuator().punctuate(now.toEpochMilli());
  }

  private void readBackAll() {
    List<CapturedForward<?, ?>> ticks = List.copyOf(ticks());
    readBack(ticks.get(ticks.size() - 2), CONVERSATION_EVENTS);
    readBack(ticks.getLast(), TICKET_EVENTS);
  }

  private List<CapturedForward<?, ?>> ticks() {
    return new ArrayList<>(context.forwarded());
  }

  private <V extends SpecificRecord> void readBack(CapturedForward<?, ?> tick, Topic<V> topic) {
    Object value = tick.record().value();
    assertThat(value).isInstanceOfAny(ConversationEvent.class, TicketEvent.class);
    Instant at = Instant.ofEpochMilli(tick.record().timestamp());
    time.read(
        new DecodedRecord<>(
            topic.valueType().cast(value), topic, 0, 0, at, at, null, null, new RecordHeaders()));
  }
}
