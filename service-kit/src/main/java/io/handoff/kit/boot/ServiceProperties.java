package io.handoff.kit.boot;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of a service, under {@code handoff}. How it reaches the broker stands under Spring's
 * {@code spring.kafka}.
 *
 * @param applicationId Kafka Streams application id, at the same time prefix of internal topics,
 *     consumer group and transactional ids; must not be a prefix of another service's
 * @param instanceId name of this instance, stable over restarts and different from every other
 *     instance's; lets a restarted instance have its partitions back at once
 * @param stateDir folder for state stores; on a persistent volume, so that a restart need not
 *     restore
 * @param restarts how often a failed stream thread is replaced within {@code restartWindow} before
 *     the service gives up and reports itself as broken; at least 0
 * @param restartWindow see {@code restarts}
 * @param serde settings of the Avro serde under Confluent's keys, such as {@code
 *     schema.registry.url}
 * @param hosts names with dots under which the service answers over HTTP; {@link HostCheck}
 */
@Validated
@ConfigurationProperties("handoff")
public record ServiceProperties(
    @NotBlank String applicationId,
    @NotBlank String instanceId,
    Path stateDir,
    @Min(0) @DefaultValue("10") int restarts,
    @DefaultValue("PT10M") Duration restartWindow,
    @DefaultValue Map<String, String> serde,
    @DefaultValue Set<String> hosts) {

  public ServiceProperties {
    serde = Map.copyOf(serde);
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
  }
}
