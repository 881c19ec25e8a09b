package io.handoff.kit.test;

import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;

/** A Kafka Streams client that says to be in some state; it is never started. */
public class StandInStreams extends KafkaStreams {

  private final State state;

  /** A client that is in this state. */
  public StandInStreams(State state) {
    super(topology(), config());
    this.state = state;
  }

  private static Topology topology() {
    return new Topology().addSource("source", "topic");
  }

  private static Properties config() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    return config;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Set<ThreadMetadata> metadataForLocalThreads() {
    return Set.of();
  }
}
