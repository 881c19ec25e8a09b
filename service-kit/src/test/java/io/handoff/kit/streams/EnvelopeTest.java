package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.PresenceHeartbeat;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Take;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketCommand;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EnvelopeTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** What some service reads as events. */
  static final List<Topic<?>> READ =
      List.of(
          Topics.CONVERSATION_EVENTS,
          Topics.HANDOFF_REQUESTS,
          Topics.AGENT_PRESENCE,
          Topics.ROUTING_REQUESTS,
          Topics.ROUTING_DECISIONS,
          Topics.TICKET_COMMANDS,
          Topics.TICKET_EVENTS,
          Topics.TIME_EVENTS,
          Topics.CUSTOMER_CHANGES,
          Topics.TICKET_LINKS,
          Topics.LOOKUP_RESULTS);

  private static AgentPresence presence(Object payload) {
    return AgentPresence.newBuilder()
        .setEventId("p-1")
        .setAccountId("acme")
        .setAgentId("anna")
        .setOccurredAt(NOON)
        .setPayload(payload)
        .build();
  }

  @ParameterizedTest
  @FieldSource("READ")
  void shouldKnowTheEnvelopesOfAllTopicsThatServicesRead(Topic<?> topic) {
    assertThat(Envelope.of(topic.valueType())).isNotNull();
  }

  @Test
  void shouldReadWhatEveryEnvelopeHas() {
    Envelope<AgentPresence> envelope = Envelope.of(AgentPresence.class);
    AgentPresence heartbeat = presence(new PresenceHeartbeat(PresenceStatus.AVAILABLE));

    assertThat(envelope.id().apply(heartbeat)).isEqualTo("p-1");
    assertThat(envelope.account().apply(heartbeat)).isEqualTo("acme");
    assertThat(envelope.occurredAt().apply(heartbeat)).isEqualTo(NOON);
    assertThat(envelope.tick().apply(heartbeat)).isNull();
  }

  @Test
  void shouldFindTicks() {
    Tick tick = Tick.newBuilder().setApplication("app").setWrittenAt(NOON).build();

    assertThat(Envelope.of(AgentPresence.class).tick().apply(presence(tick))).isEqualTo(tick);
  }

  @Test
  void shouldTakeTheTimeOfIssueForWhenACommandHappened() {
    TicketCommand command =
        TicketCommand.newBuilder()
            .setCommandId("k-1")
            .setAccountId("acme")
            .setConversationId("c-1")
            .setIssuedBy(new Actor(ActorType.AGENT, "anna"))
            .setIssuedAt(NOON)
            .setPayload(new Take(null))
            .build();

    assertThat(Envelope.of(TicketCommand.class).occurredAt().apply(command)).isEqualTo(NOON);
    assertThat(Envelope.of(TicketCommand.class).tick().apply(command)).isNull();
  }

  @Test
  void shouldRefuseWhatNoServiceReads() {
    Class<? extends SpecificRecord> letters = DeadLetter.class;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.of(letters))
        .withMessageContaining("DeadLetter");
  }
}
