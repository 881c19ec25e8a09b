package io.handoff.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.kit.streams.DecidingProcessor;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.junit.jupiter.api.Test;

/**
 * Kafka Streams revives a task after a roll-back: it closes its nodes and starts them again, and
 * keeps what they had scheduled.
 */
class RevivedTaskTest {

  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final List<TimeKeeper> clocks = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RuntimeException failure;

  private final DecidingProcessor<String> processor =
      new DecidingProcessor<>(
          new ServiceContext("service", "app", Topics.ROUTING_DEAD_LETTERS, Map.of(), meters)) {
        @Override
        protected void start(ProcessorContext<Object, Object> starting) {
          TimeKeeper time =
              new TimeKeeper(
                  "app",
                  starting,
                  List.of(Topics.TICKET_EVENTS),
                  TimersTest.store(),
                  Rhythm.DEFAULT,
                  (id, at) -> {});
          whenClosed(time::close);
          clocks.add(time);
          every(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> fail());
        }

        @Override
        protected String decide(DecodedRecord<?> record) {
          return "";
        }

        @Override
        protected void apply(DecodedRecord<?> record, String decision) {}

        @Override
        protected String outcome(String decision) {
          return "";
        }
      };

  RevivedTaskTest() {
    context.setCurrentSystemTimeMs(0);
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }

  private long live() {
    return context.scheduledPunctuators().stream().filter(p -> !p.cancelled()).count();
  }

  @Test
  void shouldKeepOneClockWhenATaskIsRevived() {
    processor.init(context);
    processor.close();
    assertThat(live()).isZero();

    processor.init(context);

    assertThat(clocks).hasSize(2);
    assertThat(context.scheduledPunctuators()).hasSize(4);
    assertThat(live()).isEqualTo(2);
    assertThat(context.scheduledPunctuators().subList(0, 2))
        .allMatch(CapturedPunctuator::cancelled);
  }

  @Test
  void shouldStopTheTaskWhereAnOwnerIsToldByAClockThatIsUnknown() {
    processor.init(context);

    assertThatThrownBy(clocks.getFirst()::safeTime).isInstanceOf(StreamsException.class);
  }

  @Test
  void shouldGoOnWhereWhatIsDoneByTheClockFails() {
    processor.init(context);
    CapturedPunctuator punctuator = context.scheduledPunctuators().getLast();

    failure = new IllegalStateException("a defect");
    punctuator.getPunctuator().punctuate(1_000);
    punctuator.getPunctuator().punctuate(2_000);

    assertThat(meters.counter("handoff.timer.failures", "kind", "scan").count()).isEqualTo(2);

    failure = new StreamsException("the broker is gone");
    assertThatThrownBy(() -> punctuator.getPunctuator().punctuate(3_000)).isSameAs(failure);
  }
}
