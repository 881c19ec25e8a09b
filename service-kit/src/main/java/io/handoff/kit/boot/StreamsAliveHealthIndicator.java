package io.handoff.kit.boot;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Liveness: down only when the client has stopped for good, so that a restart of the process is the
 * cure.
 */
public final class StreamsAliveHealthIndicator implements HealthIndicator {

  private final Supplier<@Nullable KafkaStreams> streams;

  /** An indicator of the client that the supplier has; null while there is none yet. */
  public StreamsAliveHealthIndicator(Supplier<@Nullable KafkaStreams> streams) {
    this.streams = streams;
  }

  @Override
  public Health health() {
    KafkaStreams client = streams.get();
    if (client == null) {
      return Health.up().build();
    }
    return switch (client.state()) {
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> Health.up().build();
      case PENDING_ERROR, NOT_RUNNING, ERROR ->
          Health.down().withDetail("state", client.state().name()).build();
    };
  }
}
