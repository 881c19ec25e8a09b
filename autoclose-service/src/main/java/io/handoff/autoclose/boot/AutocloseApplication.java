package io.handoff.autoclose.boot;

import io.handoff.autoclose.topology.AutocloseTopology;
import io.handoff.kit.boot.ServiceDefinition;
import io.handoff.kit.boot.StreamsRuntime;
import io.handoff.schemas.Topics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Keeps time: closes what has gone silent. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(StreamsRuntime.class)
public class AutocloseApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(AutocloseApplication.class, args);
  }

  @Bean
  ServiceDefinition definition() {
    return new ServiceDefinition(
        "autoclose-service", Topics.AUTOCLOSE_DEAD_LETTERS, AutocloseTopology::build);
  }
}
