package io.handoff.autoclose.topology;

import io.handoff.kit.streams.Latencies;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The measure of punctuality. */
final class Lateness {
  private Lateness() {}

  /** From the moment that a deadline of some kind fell due to the moment it was acted on. */
  static Timer of(MeterRegistry registry, String kind) {
    return Latencies.lateness(registry, kind);
  }
}
