package io.handoff.autoclose.topology;

import static io.handoff.schemas.Topics.CONVERSATION_ACTIONS;
import static io.handoff.schemas.Topics.CONVERSATION_EVENTS;
import static io.handoff.schemas.Topics.DECISIONS;
import static io.handoff.schemas.Topics.TICKET_EVENTS;
import static io.handoff.schemas.Topics.TIME_EVENTS;

import io.handoff.autoclose.decision.DuePolicy;
import io.handoff.autoclose.decision.SilencePolicy;
import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.ServiceTopology;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.kit.time.Timers;
import io.handoff.schemas.Topic;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Reads what is said and who is to answer, closes what has gone silent, tells what else is due. */
public final class AutocloseTopology {
  private AutocloseTopology() {}

  /** What is kept of each conversation. Key: account/conversation. */
  static final String CONVERSATIONS = "conversations";

  /** When to look at which conversation. */
  public static final String TIMERS = "timers";

  /** Settings that tickets are followed under. Key: account/version. */
  static final String PROMISES = "promises";

  /** What the service reads, settings excepted; the safe clock waits for all of it. */
  static final List<Topic<?>> INPUTS = List.of(CONVERSATION_EVENTS, TICKET_EVENTS);

  /** Adds the service's nodes to a topology. */
  public static void build(ServiceContext service, Topology topology) {
    build(service, topology, SilencePolicy.DEFAULT, Rhythm.DEFAULT);
  }

  /** The same, with another patience and rhythm. */
  public static void build(
      ServiceContext service, Topology topology, SilencePolicy policy, Rhythm rhythm) {
    new ServiceTopology(service, "decide-silence", topology)
        .settings()
        .ingest(CONVERSATION_EVENTS)
        .ingest(TICKET_EVENTS)
        .decide(
            () -> new AutocloseProcessor(service, new DuePolicy(policy), rhythm),
            conversations(service),
            promises(service),
            Timers.store(service, TIMERS))
        .egress(CONVERSATION_ACTIONS)
        .egress(TIME_EVENTS)
        .egress(DECISIONS)
        .ticks(CONVERSATION_EVENTS)
        .ticks(TICKET_EVENTS)
        .deadLetters();
  }

  static StoreBuilder<KeyValueStore<String, String>> promises(ServiceContext service) {
    return service.store(PROMISES, Serdes.String(), Serdes.String());
  }

  static StoreBuilder<KeyValueStore<String, Conversation>> conversations(ServiceContext service) {
    return service.store(CONVERSATIONS, Serdes.String(), JsonSerde.of(Conversation.class));
  }
}
