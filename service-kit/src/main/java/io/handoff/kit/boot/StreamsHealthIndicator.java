package io.handoff.kit.boot;

import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Readiness: up while all stream threads run and all state is restored, out of service while
 * partitions move, down when the client has stopped. A broker that is not reached is told as a
 * detail: the service waits for it, and answers questions meanwhile.
 */
public final class StreamsHealthIndicator implements HealthIndicator {

  /** Heartbeats go out every three seconds. */
  private static final double QUIET_SECONDS = 30;

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
        .withDetail("broker", broker(client.metrics().values()))
        .build();
  }

  /** Whether the broker is heard of, by the longest time since a heartbeat was sent. */
  static String broker(Collection<? extends Metric> metrics) {
    double seconds =
        metrics.stream()
            .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
            .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
            .max()
            .orElse(0);
    return seconds > QUIET_SECONDS ? "no heartbeat for " + Math.round(seconds) + " s" : "reached";
  }
}
