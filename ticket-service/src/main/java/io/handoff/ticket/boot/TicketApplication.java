package io.handoff.ticket.boot;

import io.handoff.kit.boot.ServiceDefinition;
import io.handoff.kit.boot.StreamsRuntime;
import io.handoff.schemas.Topics;
import io.handoff.ticket.topology.TicketTopology;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Makes and keeps tickets: state, history, commands. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({
  StreamsRuntime.class,
  QueryConfiguration.class,
  QueryRoutes.class,
  LookupConfiguration.class
})
public class TicketApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(TicketApplication.class, args);
  }

  @Bean
  ServiceDefinition definition() {
    return new ServiceDefinition(
        "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build);
  }
}
