package io.handoff.ticket.topology;

import io.handoff.kit.test.TopologyDescriptions;
import io.handoff.schemas.Topics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TicketTopologyDescriptionTest {

  @Test
  void shouldFlowAsWrittenDown() throws IOException {
    TopologyDescriptions.assertUnchanged(
        "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build);
  }
}
