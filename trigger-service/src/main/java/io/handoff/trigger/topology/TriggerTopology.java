package io.handoff.trigger.topology;

import io.handoff.kit.streams.JsonSerde;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.kit.time.Timers;
import io.handoff.schemas.Topics;
import io.handoff.trigger.decision.ConversationState;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** The flow of trigger-service. */
public final class TriggerTopology {
  private TriggerTopology() {}

  /** Store of what is known of each conversation. */
  static final String CONVERSATIONS = "conversations";

  /** Store of when ended conversations may be forgotten. */
  static final String ENDINGS = "endings";

  /** Adds the flow to an empty topology. */
  public static void build(ServiceContext service, Topology topology) {
    new ServiceTopology(service, "decide-triggers", topology)
        .settings()
        .ingest(Topics.CONVERSATION_EVENTS)
        .ingest(Topics.ROUTING_DECISIONS)
        .decide(
            () -> new TriggerProcessor(service),
            service.store(CONVERSATIONS, Serdes.String(), JsonSerde.of(ConversationState.class)),
            Timers.store(service, ENDINGS))
        .egress(Topics.HANDOFF_REQUESTS)
        .egress(Topics.DECISIONS)
        .deadLetters();
  }
}
