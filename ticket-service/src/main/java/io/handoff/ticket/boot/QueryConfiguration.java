package io.handoff.ticket.boot;

import io.handoff.ticket.query.HttpPeers;
import io.handoff.ticket.query.Instances;
import io.handoff.ticket.query.LocalTickets;
import io.handoff.ticket.query.Peers;
import io.handoff.ticket.query.StoreTickets;
import io.handoff.ticket.query.StreamsInstances;
import io.handoff.ticket.query.TicketQueries;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** What the HTTP API asks: this instance's stores and the other instances. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(3);

  @Bean
  LocalTickets localTickets(StreamsBuilderFactoryBean streams, Instances instances) {
    return new StoreTickets(streams::getKafkaStreams, instances, InstantSource.system());
  }

  @Bean
  Instances instances(
      StreamsBuilderFactoryBean streams, @Value("${handoff.advertised-address}") String self) {
    return new StreamsInstances(streams::getKafkaStreams, Advertised.checked(self));
  }

  @Bean
  HttpPeers peers() {
    return new HttpPeers(PEER_TIMEOUT);
  }

  @Bean
  TicketQueries ticketQueries(LocalTickets local, Instances instances, Peers peers) {
    return new TicketQueries(local, instances, peers);
  }
}
