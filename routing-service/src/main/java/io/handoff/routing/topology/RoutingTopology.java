package io.handoff.routing.topology;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.schemas.Topics;
import org.apache.kafka.streams.Topology;

/** What routing-service reads, keeps and writes. */
public final class RoutingTopology {
  private RoutingTopology() {}

  /** The node that decides. */
  static final String DECIDE = "decide-routing";

  /** Adds the service's nodes to an empty topology. */
  public static void build(ServiceContext service, Topology topology) {
    new ServiceTopology(service, DECIDE, topology)
        .settings()
        .ingest(Topics.HANDOFF_REQUESTS)
        .ingest(Topics.AGENT_PRESENCE)
        .ingest(Topics.ROUTING_REQUESTS)
        .decide(() -> new RoutingProcessor(service), RoutingStores.builders())
        .egress(Topics.ROUTING_DECISIONS)
        .egress(Topics.CONVERSATION_ACTIONS)
        .egress(Topics.NOTIFICATIONS)
        .egress(Topics.DECISIONS)
        .deadLetters();
  }
}
