package io.handoff.kit.boot;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Readiness: up while all stream threads run and all state is restored, out of service while
 * partitions move, down when the client has stopped.
 */
public final class StreamsHealthIndicator implements HealthIndicator {

  private final Supplier<@Nullable KafkaStreams> streams;

  /** An indicator of the client that the supplier has; null while there is none yet. */
  public StreamsHealthIndicator(Supplier<@Nullable KafkaStreams> streams) {
    this.streams = streams;
  }

  @Override
  public Health health() {
    KafkaStreams client = streams.get();
    if (client == null) {
      return Health.status(Status.OUT_OF_SERVICE).withDetail("state", "NOT_STARTED").build();
    }
    Status status =
        switch (client.state()) {
          case RUNNING -> Status.UP;
          case CREATED, REBALANCING -> Status.OUT_OF_SERVICE;
          case PENDING_SHUTDOWN, PENDING_ERROR, NOT_RUNNING, ERROR -> Status.DOWN;
        };
    return Health.status(status)
        .withDetail("state", client.state().name())
        .withDetail("threads", client.metadataForLocalThreads().size())
        .build();
  }
}
