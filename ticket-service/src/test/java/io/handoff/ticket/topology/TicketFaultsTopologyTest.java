package io.handoff.ticket.topology;

import static io.handoff.ticket.topology.Records.decision;
import static io.handoff.ticket.topology.Records.due;
import static io.handoff.ticket.topology.Records.event;
import static io.handoff.ticket.topology.Records.handoff;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AddNote;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.HandoffEnd;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.SilentSide;
import io.handoff.avro.Snooze;
import io.handoff.avro.TargetKind;
import io.handoff.avro.TicketCommand;
import io.handoff.kit.Ids;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.ticket.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records, clocks and state that are not as they should be. */
class TicketFaultsTopologyTest extends TicketsOnTheDriver {

  @Test
  void shouldUseTheTimeOfPublicationWhenARecordClaimsToComeFromTheFuture() {
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(
            "d1",
            START.plusSeconds(3_600),
            handoff(START),
            TargetKind.HELP_DESK,
            new ConversationQueued(1, null, null)));
    assertThat(one(Topics.TICKETS).getTicket().getCreatedAt()).isEqualTo(START);
  }

  /** Otherwise the snooze would seem older than the ticket, and silence would be counted in it. */
  @Test
  void shouldPlaceACommandAfterWhatIsKnownWhenTheDesktopsClockIsBehind() {
    customerWrites(1);
    harness.advance(Duration.ofMinutes(2));
    customerWrites(2);
    assigned();
    Instant assignedAt = harness.now();
    harness.take(Topics.TICKET_EVENTS);
    harness.pipe(
        Topics.TICKET_COMMANDS,
        Records.command("k1", START.minusSeconds(180), "ann", new Snooze(null)));

    assertThat(harness.take(Topics.TICKET_EVENTS))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getOccurredAt()).isEqualTo(assignedAt));
  }

  @Test
  void shouldAnswerCommandsOfUnknownAccounts() {
    var stranger =
        TicketCommand.newBuilder(Records.command("k1", START, "ann", new AddNote("x", List.of())))
            .setAccountId("nobody")
            .build();
    harness.pipe(Topics.TICKET_COMMANDS, stranger);
    assertThat(one(Topics.TICKET_COMMAND_RESULTS).getPayload())
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> assertThat(rejected.getCode()).isEqualTo("unknown-account"));
  }

  @Test
  void shouldPutRandomBytesOfEveryTopicAsideAndGoOn() {
    byte[] key = Keys.conversation(Accounts.SHOP, "c1").getBytes(StandardCharsets.UTF_8);
    byte[] noise = {1, 3, 3, 7, 0, -1, 42};
    List<Topic<?>> inputs =
        List.of(
            Topics.CONVERSATION_EVENTS,
            Topics.ROUTING_DECISIONS,
            Topics.TICKET_COMMANDS,
            Topics.TIME_EVENTS);
    for (Topic<?> topic : inputs) {
      harness.pipeRaw(topic, key, noise);
      DeadLetter letter = one(Topics.TICKET_DEAD_LETTERS);
      assertThat(letter.getTopic()).isEqualTo(topic.name());
      assertThat(letter.getValue().array()).isEqualTo(noise);
    }
    customerWrites(1);
    assigned();
    command("k1", new AddNote("still there", List.of()));
    harness.pipe(
        Topics.TIME_EVENTS,
        due("t1", START, new CloseDue(SilentSide.CUSTOMER, START, 1L, "a1", true)));
    assertThat(harness.take(Topics.TICKETS)).hasSize(3);
  }

  @Test
  void shouldPutARecordAsideWhenDecidingFailsAndGoOn() {
    customerWrites(1);
    assigned();
    harness.take(Topics.TICKET_EVENTS);
    var store =
        harness
            .driver()
            .<String, io.handoff.ticket.decision.ticket.Ticket>getKeyValueStore(
                TicketTopology.TICKETS);
    String key = Keys.entity(Accounts.SHOP, Ids.derive("ticket", Accounts.SHOP, "h1"));
    var good = store.get(key);
    store.put(key, broken(good));

    customerWrites(2);
    DeadLetter letter = one(Topics.TICKET_DEAD_LETTERS);
    assertThat(letter.getCode()).isEqualTo("processing-failed");
    assertThat(harness.take(Topics.TICKET_EVENTS)).isEmpty();

    store.put(key, good);
    customerWrites(2);
    assertThat(harness.take(Topics.TICKET_EVENTS)).hasSize(1);
  }

  @Test
  void shouldMakeRoutingGiveUpAHandoffWhoseDecisionCannotBeTakenIn() {
    assigned();
    var store =
        harness
            .driver()
            .<String, io.handoff.ticket.decision.ticket.Ticket>getKeyValueStore(
                TicketTopology.TICKETS);
    String key = Keys.entity(Accounts.SHOP, Ids.derive("ticket", Accounts.SHOP, "h1"));
    store.put(key, broken(store.get(key)));
    harness.take(Topics.ROUTING_REQUESTS);

    routing("d2", new ConversationAssigned("bob", null, null));

    assertThat(one(Topics.TICKET_DEAD_LETTERS).getCode()).isEqualTo("processing-failed");
    RoutingRequest request = one(Topics.ROUTING_REQUESTS);
    assertThat(request.getHandoffId()).isEqualTo("h1");
    assertThat(request.getPayload()).isEqualTo(new HandoffEnded(HandoffEnd.REFUSED));
  }

  /** A ticket as no version of this service writes it. */
  private static io.handoff.ticket.decision.ticket.Ticket broken(
      io.handoff.ticket.decision.ticket.Ticket t) {
    return new io.handoff.ticket.decision.ticket.Ticket(
        t.ticketId(),
        t.accountId(),
        t.conversationId(),
        t.channelId(),
        t.version(),
        t.handoff(),
        t.process(),
        io.handoff.ticket.decision.ticket.TicketStatus.UNKNOWN,
        t.priority(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        java.util.Map.of(),
        null,
        t.createdAt(),
        t.updatedAt(),
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        true,
        0,
        0,
        false);
  }
}
