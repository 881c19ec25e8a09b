package io.handoff.ticket.topology;

import static io.handoff.ticket.topology.Records.decision;
import static io.handoff.ticket.topology.Records.event;
import static io.handoff.ticket.topology.Records.handoff;
import static io.handoff.ticket.topology.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.TargetKind;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.ticket.Accounts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service on the test driver, with a conversation of one account. */
abstract class TicketsOnTheDriver {

  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  TopologyHarness harness;

  @BeforeEach
  void start() {
    harness =
        new TopologyHarness(
            "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build, START);
    harness.settings(Accounts.aShopWithAgents("ann", "bob"), 7);
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  void customerWrites(long sequence) {
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        event("e" + sequence, harness.now(), message(sequence, AuthorType.CUSTOMER, "kim")));
  }

  void routing(String id, Object payload) {
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(id, harness.now(), handoff(START), TargetKind.HELP_DESK, payload));
  }

  void assigned() {
    routing("d1", new ConversationAssigned("ann", null, null));
  }

  void command(String id, Object payload) {
    harness.pipe(Topics.TICKET_COMMANDS, Records.command(id, harness.now(), "ann", payload));
  }

  <V extends org.apache.avro.specific.SpecificRecord> V one(Topic<V> topic) {
    List<V> records = harness.take(topic);
    assertThat(records).as(topic.name()).hasSize(1);
    return records.getFirst();
  }
}
