package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private final Timer timer = Latencies.lateness(new SimpleMeterRegistry(), "routing");

  @Test
  void shouldMeasureFromTheYearOne() {
    Latencies.record(timer, Instant.parse("0001-01-01T00:00:00Z"), NOW);
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.max(TimeUnit.DAYS)).isEqualTo(1_000);
  }

  @Test
  void shouldTakeWhatIsAheadForNoWait() {
    Latencies.record(timer, NOW.plusSeconds(5), NOW);
    Latencies.record(timer, null, NOW);
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.max(TimeUnit.SECONDS)).isZero();
  }
}
