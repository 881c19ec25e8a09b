package io.handoff.trigger.boot;

import io.handoff.kit.boot.ServiceDefinition;
import io.handoff.kit.boot.StreamsRuntime;
import io.handoff.schemas.Topics;
import io.handoff.trigger.topology.TriggerTopology;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Notices that a person is needed, and says why. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(StreamsRuntime.class)
public class TriggerApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(TriggerApplication.class, args);
  }

  @Bean
  ServiceDefinition definition() {
    return new ServiceDefinition(
        "trigger-service", Topics.TRIGGER_DEAD_LETTERS, TriggerTopology::build);
  }
}
