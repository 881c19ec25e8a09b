package io.handoff.kit.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateGaugesTest {

  private static final Tags TAGS = Tags.of("status", "open");

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final StateGauges gauges = new StateGauges(registry);

  private double shown(String name) {
    return registry.get(name).tags(TAGS).gauge().value();
  }

  @Test
  void shouldShowTheSumOfTheTasksThatAreHere() {
    StateGauges.Share one = gauges.share();
    StateGauges.Share other = gauges.share();
    one.set("tickets", TAGS, 3);
    other.set("tickets", TAGS, 4);
    assertThat(shown("tickets")).isEqualTo(7);
    one.set("tickets", TAGS, 1);
    assertThat(shown("tickets")).isEqualTo(5);
    other.close();
    assertThat(shown("tickets")).as("its partition went elsewhere").isEqualTo(1);
  }

  @Test
  void shouldGrowWithTheClockWhileTheOldestWaits() {
    StateGauges.Share one = gauges.share();
    StateGauges.Share other = gauges.share();
    Instant start = Instant.ofEpochMilli(clock.wallTime());
    one.since("oldest", TAGS, start.minusSeconds(10));
    other.since("oldest", TAGS, start);
    clock.add(Duration.ofSeconds(5));
    assertThat(shown("oldest")).isEqualTo(15);
    one.since("oldest", TAGS, Instant.MAX);
    assertThat(shown("oldest")).isEqualTo(5);
    other.close();
    assertThat(shown("oldest")).isZero();
  }

  @Test
  void shouldNameNoMoreAccountsThanTheCap() {
    for (int i = 0; i < 50; i++) {
      assertThat(gauges.account("a" + i)).isEqualTo("a" + i);
    }
    assertThat(gauges.account("b")).isEqualTo("other");
    assertThat(gauges.account("a7")).isEqualTo("a7");
  }
}
