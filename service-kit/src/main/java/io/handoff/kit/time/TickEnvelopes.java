package io.handoff.kit.time;

import io.handoff.avro.AgentPresence;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketEvent;
import io.handoff.schemas.Topic;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a tick looks in each topic that can hold one. Its ids are empty: it belongs to a partition,
 * not to an account.
 */
final class TickEnvelopes {
  private TickEnvelopes() {}

  private static final Map<Class<?>, BiFunction<String, Tick, SpecificRecord>> MAKERS =
      Map.of(
          ConversationEvent.class, TickEnvelopes::conversationEvent,
          TicketEvent.class, TickEnvelopes::ticketEvent,
          HandoffRequest.class, TickEnvelopes::handoffRequest,
          AgentPresence.class, TickEnvelopes::agentPresence,
          RoutingRequest.class, TickEnvelopes::routingRequest);

  /**
   * The tick as a record of the topic. Throws IllegalArgumentException where the topic's union has
   * no tick.
   */
  static SpecificRecord of(Topic<?> topic, String id, Tick tick) {
    BiFunction<String, Tick, SpecificRecord> maker = MAKERS.get(topic.valueType());
    if (maker == null) {
      throw new IllegalArgumentException(topic.name() + " holds no ticks");
    }
    return maker.apply(id, tick);
  }

  private static ConversationEvent conversationEvent(String id, Tick tick) {
    return ConversationEvent.newBuilder()
        .setEventId(id)
        .setAccountId("")
        .setChannelId("")
        .setConversationId("")
        .setOccurredAt(tick.getWrittenAt())
        .setPayload(tick)
        .build();
  }

  private static TicketEvent ticketEvent(String id, Tick tick) {
    return TicketEvent.newBuilder()
        .setEventId(id)
        .setAccountId("")
        .setChannelId("")
        .setConversationId("")
        .setOccurredAt(tick.getWrittenAt())
        .setPayload(tick)
        .build();
  }

  private static HandoffRequest handoffRequest(String id, Tick tick) {
    return HandoffRequest.newBuilder()
        .setEventId(id)
        .setAccountId("")
        .setConversationId("")
        .setOccurredAt(tick.getWrittenAt())
        .setSettingsVersion(0)
        .setPayload(tick)
        .build();
  }

  private static AgentPresence agentPresence(String id, Tick tick) {
    return AgentPresence.newBuilder()
        .setEventId(id)
        .setAccountId("")
        .setAgentId("")
        .setOccurredAt(tick.getWrittenAt())
        .setPayload(tick)
        .build();
  }

  private static RoutingRequest routingRequest(String id, Tick tick) {
    return RoutingRequest.newBuilder()
        .setEventId(id)
        .setAccountId("")
        .setConversationId("")
        .setOccurredAt(tick.getWrittenAt())
        .setPayload(tick)
        .build();
  }
}
