/**
 * Runs a topology as a Spring Boot application: Kafka Streams through Spring Kafka, health and
 * readiness, Prometheus.
 *
 * <p>A service imports {@link io.handoff.kit.boot.StreamsRuntime} and offers one {@link
 * io.handoff.kit.boot.ServiceDefinition}.
 */
@NullMarked
package io.handoff.kit.boot;

import org.jspecify.annotations.NullMarked;
