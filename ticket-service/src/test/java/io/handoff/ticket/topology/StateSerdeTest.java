package io.handoff.ticket.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.ticket.decision.TicketStories;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateSerdeTest {

  @Test
  void shouldReadStateAsItWasWritten() {
    TicketStories.State state = TicketStories.aFullOne();
    assertThat(again(Conversation.class, state.conversation())).isEqualTo(state.conversation());
    assertThat(again(CommandLog.class, state.commands())).isEqualTo(state.commands());
    assertThat(state.tickets()).hasSize(2);
    for (Ticket ticket : state.tickets()) {
      assertThat(again(Ticket.class, ticket)).isEqualTo(ticket);
    }
  }

  @Test
  void shouldReadStateThatKnewLess() {
    Conversation conversation =
        JsonSerde.of(Conversation.class)
            .deserializer()
            .deserialize(
                "any",
                "{\"accountId\":\"shop\",\"conversationId\":\"c1\",\"channelId\":\"chat\"}"
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(conversation).isEqualTo(Conversation.begin("shop", "c1", "chat"));
  }

  private static <T> T again(Class<T> type, T value) {
    try (Serde<T> serde = JsonSerde.of(type)) {
      return serde.deserializer().deserialize("any", serde.serializer().serialize("any", value));
    }
  }
}
