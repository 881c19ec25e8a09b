package io.handoff.routing.topology;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.Topology;

/** What routing-service reads, keeps and writes. */
public final class RoutingTopology {
  private RoutingTopology() {}

  /** The node that decides. */
  static final String DECIDE = "decide-routing";

  /** The store of when to look at which account. */
  public static final String TIMERS = RoutingStores.TIMERS;

  /** What the service reads, settings excepted; the safe clock waits for all of it. */
  static final List<Topic<?>> INPUTS =
      List.of(Topics.HANDOFF_REQUESTS, Topics.AGENT_PRESENCE, Topics.ROUTING_REQUESTS);

  /** Adds the service's nodes to an empty topology. */
  public static void build(ServiceContext service, Topology topology) {
    build(service, topology, Rhythm.DEFAULT);
  }

  /** The same, with another rhythm. */
  public static void build(ServiceContext service, Topology topology, Rhythm rhythm) {
    AtomicInteger tasks = new AtomicInteger();
    new ServiceTopology(service, DECIDE, topology)
        .settings()
        .customers()
        .ingest(Topics.HANDOFF_REQUESTS)
        .ingest(Topics.AGENT_PRESENCE)
        .ingest(Topics.ROUTING_REQUESTS)
        .decide(() -> new RoutingProcessor(service, rhythm, tasks), RoutingStores.builders(service))
        .egress(Topics.ROUTING_DECISIONS)
        .egress(Topics.CONVERSATION_ACTIONS)
        .egress(Topics.NOTIFICATIONS)
        .egress(Topics.DECISIONS)
        .ticks(Topics.HANDOFF_REQUESTS)
        .ticks(Topics.AGENT_PRESENCE)
        .ticks(Topics.ROUTING_REQUESTS)
        .deadLetters();
  }
}
