package io.handoff.trigger.topology;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.schemas.Topics;
import io.handoff.trigger.decision.ConversationState;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** The flow of trigger-service. */
public final class TriggerTopology {
  private TriggerTopology() {}

  /** Store of what is known of each conversation. */
  static final String CONVERSATIONS = "conversations";

  /** Adds the flow to an empty topology. */
  public static void build(ServiceContext service, Topology topology) {
    new ServiceTopology(service, "decide-triggers", topology)
        .settings()
        .ingest(Topics.CONVERSATION_EVENTS)
        .ingest(Topics.ROUTING_DECISIONS)
        .decide(
            () -> new TriggerProcessor(service),
            service.store(CONVERSATIONS, Serdes.String(), JsonSerde.of(ConversationState.class)))
        .egress(Topics.HANDOFF_REQUESTS)
        .egress(Topics.DECISIONS)
        .deadLetters();
  }
}
