package io.handoff.kit.boot;

import io.handoff.kit.streams.RegistryWatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Readiness: out of service until the schema ids of everything that the service writes are there,
 * and while the registry does not answer what is asked. Has the registry looked at every two
 * seconds, on a thread of its own.
 */
final class RegistryHealthIndicator implements HealthIndicator, AutoCloseable {

  private final RegistryWatch registry;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("registry-watch").daemon().factory());

  RegistryHealthIndicator(RegistryWatch registry) {
    this.registry = registry;
    var unused = looks.scheduleWithFixedDelay(registry::look, 0, 2, TimeUnit.SECONDS);
  }

  @Override
  public Health health() {
    String trouble = registry.trouble();
    return trouble == null
        ? Health.up().build()
        : Health.status(Status.OUT_OF_SERVICE).withDetail("registry", trouble).build();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
