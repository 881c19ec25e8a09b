package io.handoff.ticket.topology;

import io.handoff.kit.test.StateFormat;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.customer.CustomerState;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormatTest {

  static Stream<StateFormat> stores() {
    return Stream.of(
        StateFormat.of(TicketTopology.CONVERSATIONS, Conversation.class),
        StateFormat.of(TicketTopology.TICKETS, Ticket.class),
        StateFormat.of(TicketTopology.COMMAND_RESULTS, CommandLog.class),
        StateFormat.of(TicketTopology.CUSTOMERS, CustomerState.class),
        StateFormat.of(TicketTopology.LOOKUP_WAITS, LookupWait.class));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldLoseNothingThatAnEarlierVersionWrote(StateFormat store) {
    store.losesNothing();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldHaveAnExampleOfEverythingThatItWrites(StateFormat store) {
    store.hasAnExampleOfEverything();
  }
}
