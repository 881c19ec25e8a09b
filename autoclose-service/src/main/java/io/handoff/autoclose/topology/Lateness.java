package io.handoff.autoclose.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The measure of punctuality. */
final class Lateness {
  private Lateness() {}

  /** From the moment that a deadline of some kind fell due to the moment it was acted on. */
  static Timer of(MeterRegistry registry, String kind) {
    return Timer.builder("handoff.timer.lateness")
        .description("From the moment that a deadline fell due to the moment it was acted on")
        .tag("kind", kind)
        .serviceLevelObjectives(
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10))
        .register(registry);
  }
}
