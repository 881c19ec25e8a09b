package io.handoff.routing.boot;

import io.handoff.kit.boot.ServiceDefinition;
import io.handoff.kit.boot.StreamsRuntime;
import io.handoff.routing.topology.RoutingTopology;
import io.handoff.schemas.Topics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Decides who takes over; keeps the load of agents and the queues. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(StreamsRuntime.class)
public class RoutingApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(RoutingApplication.class, args);
  }

  @Bean
  ServiceDefinition definition() {
    return new ServiceDefinition(
        "routing-service", Topics.ROUTING_DEAD_LETTERS, RoutingTopology::build);
  }
}
