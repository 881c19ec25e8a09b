package io.handoff.ticket.topology;

import static io.handoff.ticket.topology.Records.decision;
import static io.handoff.ticket.topology.Records.due;
import static io.handoff.ticket.topology.Records.event;
import static io.handoff.ticket.topology.Records.handoff;
import static io.handoff.ticket.topology.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Assign;
import io.handoff.avro.AssignRequested;
import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseReason;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.CommandAccepted;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationQueued;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandBack;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffEnd;
import io.handoff.avro.HandoffEnded;
import io.handoff.avro.HandoffState;
import io.handoff.avro.HandoffTracked;
import io.handoff.avro.Reply;
import io.handoff.avro.ResumeAiAgent;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.RoutingRequest;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SetStatus;
import io.handoff.avro.SilentSide;
import io.handoff.avro.Snooze;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketChanged;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketCreated;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.TicketSnapshot;
import io.handoff.avro.TicketStatus;
import io.handoff.kit.Ids;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.ticket.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTopologyTest extends TicketsOnTheDriver {

  @Test
  void shouldCountTicketsByStatusAndTimeTheFirstAnswer() {
    HandoffContext asked =
        HandoffContext.newBuilder(handoff(START)).setPublishedAt(START).setTest(false).build();
    customerWrites(1);
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(
            "d1", START, asked, TargetKind.HELP_DESK, new ConversationAssigned("ann", null, null)));
    harness.advance(Duration.ofSeconds(40));
    assertThat(harness.gauge("handoff.tickets", "status", "open")).isEqualTo(1);
    assertThat(harness.gauge("handoff.tickets", "status", "resolved")).isZero();
    for (long sequence = 2; sequence < 4; sequence++) {
      harness.pipe(
          Topics.CONVERSATION_EVENTS,
          event("a" + sequence, harness.now(), message(sequence, AuthorType.AGENT, "ann")));
    }
    assertThat(harness.timer("handoff.message.to.first.response"))
        .isEqualTo(new TopologyHarness.Timed(1, 40));
    command("resolve", new SetStatus(TicketStatus.RESOLVED));
    command("nonsense", new Assign("nobody"));
    harness.advance(Duration.ofSeconds(3));
    assertThat(harness.gauge("handoff.tickets", "status", "open")).isZero();
    assertThat(harness.gauge("handoff.tickets", "status", "resolved")).isEqualTo(1);
    assertThat(harness.count("handoff.refusals", "topic", "ticket.commands")).isEqualTo(1);
  }

  @Test
  void shouldPublishTicketHistoryAndStateOfAnAssignedHandoff() {
    customerWrites(1);
    assigned();

    List<TicketEvent> events = harness.take(Topics.TICKET_EVENTS);
    assertThat(events).hasSize(2);
    Ticket ticket = ((TicketCreated) events.getFirst().getPayload()).getTicket();
    assertThat(ticket.getTicketId()).isEqualTo(Ids.derive("ticket", Accounts.SHOP, "h1"));
    assertThat(ticket.getHandoff()).isEqualTo(handoff(START));
    assertThat(ticket.getStatus()).isEqualTo(TicketStatus.OPEN);
    assertThat(ticket.getAssigneeId()).isEqualTo("ann");
    assertThat(ticket.getPriority()).isEqualTo(io.handoff.avro.Priority.HIGH);
    assertThat(ticket.getTest()).isTrue();
    assertThat(events.getFirst().getCause()).isEqualTo(new Cause("d1", 3));
    assertThat(events.getFirst().getVersion()).isEqualTo(1);
    assertThat(events.getFirst().getSettingsVersion()).isEqualTo(7);
    HandoffTracked tracked = (HandoffTracked) events.getLast().getPayload();
    assertThat(tracked.getState()).isEqualTo(HandoffState.ASSIGNED);
    assertThat(tracked.getAgentId()).isEqualTo("ann");
    assertThat(tracked.getHandoff()).isEqualTo(handoff(START));
    assertThat(events.getLast().getTicketId()).isEqualTo(ticket.getTicketId());

    TicketSnapshot snapshot = one(Topics.TICKETS);
    assertThat(snapshot.getTicket()).isEqualTo(ticket);
    assertThat(snapshot.getEventId()).isEqualTo(events.getFirst().getEventId());
  }

  @Test
  void shouldReplyHandBackAndAnswer() {
    customerWrites(1);
    assigned();
    command("k1", Reply.newBuilder().setText("on it").build());

    ConversationAction action = one(Topics.CONVERSATION_ACTIONS);
    assertThat(action.getPayload())
        .isInstanceOfSatisfying(
            SendMessage.class,
            sent -> {
              assertThat(sent.getContent().getText()).isEqualTo("on it");
              assertThat(sent.getOnBehalfOf()).isEqualTo("ann");
              assertThat(sent.getPurpose()).isEqualTo("reply");
            });
    assertThat(action.getService()).isEqualTo("ticket-service");
    assertThat(action.getChannelId()).isEqualTo(Accounts.CHAT);
    assertThat(action.getTest()).isTrue();
    TicketCommandResult result = one(Topics.TICKET_COMMAND_RESULTS);
    assertThat(result.getPayload()).isEqualTo(new CommandAccepted(2L, false));
    assertThat(result.getCause()).isEqualTo(new Cause("k1", 1));

    command("k1", Reply.newBuilder().setText("on it").build());
    TicketCommandResult again = one(Topics.TICKET_COMMAND_RESULTS);
    assertThat(again.getPayload()).isEqualTo(new CommandAccepted(2L, true));
    assertThat(again.getResultId()).isEqualTo(result.getResultId());
    assertThat(harness.take(Topics.CONVERSATION_ACTIONS)).isEmpty();

    harness.take(Topics.TICKET_EVENTS);
    command("k2", new HandBack());
    assertThat(one(Topics.CONVERSATION_ACTIONS).getPayload()).isEqualTo(new ResumeAiAgent("h1"));
    RoutingRequest request = one(Topics.ROUTING_REQUESTS);
    assertThat(request.getPayload()).isEqualTo(new HandoffEnded(HandoffEnd.HANDED_BACK));
    assertThat(request.getHandoffId()).isEqualTo("h1");
    List<TicketEvent> events = harness.take(Topics.TICKET_EVENTS);
    assertThat(((TicketChanged) events.getFirst().getPayload()).getTicket().getClosedBy())
        .isEqualTo("handed-back");
    assertThat(((HandoffTracked) events.getLast().getPayload()).getState())
        .isEqualTo(HandoffState.ENDED);
  }

  @Test
  void shouldAskRoutingBeforeItAnswersAnAssignment() {
    routing("d1", new ConversationQueued(1, null, null));
    command("k1", new Assign("bob"));
    RoutingRequest request = one(Topics.ROUTING_REQUESTS);
    assertThat(request.getPayload())
        .isEqualTo(new AssignRequested("bob", "k1", null, "agent ann", null));
    assertThat(harness.take(Topics.TICKET_COMMAND_RESULTS)).isEmpty();

    routing("d2", new ConversationAssigned("bob", null, "k1"));
    TicketCommandResult result = one(Topics.TICKET_COMMAND_RESULTS);
    assertThat(result.getCommandId()).isEqualTo("k1");
    assertThat(result.getPayload()).isEqualTo(new CommandAccepted(2L, false));
    assertThat(result.getCause()).isEqualTo(new Cause("d2", 3));
  }

  @Test
  void shouldCloseTicketAndConversationByCommand() {
    customerWrites(1);
    assigned();
    command("k1", new SetStatus(TicketStatus.CLOSED));
    assertThat(one(Topics.CONVERSATION_ACTIONS).getPayload())
        .isInstanceOfSatisfying(
            CloseConversation.class,
            close -> {
              assertThat(close.getLastSequence()).isEqualTo(1);
              assertThat(close.getReason()).isEqualTo(CloseReason.TICKET_CLOSED);
            });
  }

  @Test
  void shouldCloseWithTheKindOfSilence() {
    customerWrites(1);
    assigned();
    harness.jump(Duration.ofMinutes(10));
    harness.pipe(
        Topics.TIME_EVENTS,
        due("t1", harness.now(), new CloseDue(SilentSide.AGENT, START, 1L, "a1", false)));
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        event("e2", harness.now(), new ConversationClosed(ClosedBy.SERVICE, "a1", null)));

    List<TicketSnapshot> snapshots = harness.take(Topics.TICKETS);
    assertThat(snapshots).hasSize(3);
    assertThat(snapshots.getLast().getTicket().getClosedBy()).isEqualTo("agent-silent");
    assertThat(snapshots.getLast().getTicket().getBillable()).isFalse();
    assertThat(harness.take(Topics.TICKET_EVENTS).get(2).getPayload())
        .isInstanceOfSatisfying(
            TicketChanged.class,
            changed ->
                assertThat(changed.getWhy())
                    .isEqualTo("closing: no answer from an agent for 10 min"));
  }

  @Test
  void shouldTrackAnInboxWithoutATicket() {
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(
            "d1",
            START,
            handoff(START),
            TargetKind.INBOX,
            new ConversationAssigned("ann", null, null)));
    TicketEvent event = one(Topics.TICKET_EVENTS);
    assertThat(event.getTicketId()).isNull();
    assertThat(event.getVersion()).isZero();
    assertThat(event.getPayload()).isInstanceOf(HandoffTracked.class);
    assertThat(harness.take(Topics.TICKETS)).isEmpty();
  }

  @Test
  void shouldPublishWhyARatingIsRefused() {
    customerWrites(1);
    harness.pipe(Topics.CONVERSATION_EVENTS, event("e2", START, new ConversationRated(9, null)));
    io.handoff.avro.Decision refused = one(Topics.DECISIONS);
    assertThat(refused.getOutcome()).isEqualTo(DecisionOutcome.REFUSED);
    assertThat(refused.getCode()).isEqualTo("invalid-rating");
    assertThat(
            harness.count(
                "handoff.records", "topic", "conversation.events", "outcome", "invalid-rating"))
        .isEqualTo(1);
  }

  @Test
  void shouldRejectASnoozeIntoThePast() {
    assigned();
    command("k1", new Snooze(harness.now().minusSeconds(1)));
    assertThat(one(Topics.TICKET_COMMAND_RESULTS).getPayload())
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> {
              assertThat(rejected.getCode()).isEqualTo("invalid-time");
              assertThat(rejected.getCurrentVersion()).isEqualTo(1);
            });
  }

  @Test
  void shouldWakeASnoozedTicketAtItsTimeAndIgnoreALateEnd() {
    assigned();
    Instant until = harness.now().plusSeconds(600);
    command("k1", new Snooze(until));
    harness.jump(Duration.ofMinutes(10));
    harness.pipe(Topics.TIME_EVENTS, due("t1", until, new SnoozeOver(until)));
    Ticket back = harness.take(Topics.TICKETS).getLast().getTicket();
    assertThat(back.getStatus()).isEqualTo(TicketStatus.OPEN);

    command("k2", new Snooze(until.plusSeconds(600)));
    harness.take(Topics.TICKET_EVENTS);
    harness.pipe(Topics.TIME_EVENTS, due("t1", until, new SnoozeOver(until)));
    harness.pipe(Topics.TIME_EVENTS, due("t2", until, new SnoozeOver(until)));

    assertThat(harness.take(Topics.TICKET_EVENTS)).isEmpty();
  }

  @Test
  void shouldKeepAccountsApartThoughTheirIdsAreTheSame() {
    customerWrites(1);
    assigned();
    harness.settings(other("shop2"), 3);
    var theirs =
        RoutingDecision.newBuilder(
                decision(
                    "d1",
                    START,
                    handoff(START),
                    TargetKind.HELP_DESK,
                    new ConversationAssigned("ann", null, null)))
            .setAccountId("shop2")
            .build();
    harness.pipe(Topics.ROUTING_DECISIONS, theirs);
    assertThat(harness.take(Topics.TICKETS).stream().map(s -> s.getTicket().getTicketId()))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(harness.take(Topics.TICKET_EVENTS).stream().map(TicketEvent::getEventId))
        .hasSize(4)
        .doesNotHaveDuplicates();
  }

  private static io.handoff.settings.model.AccountConfig other(String accountId) {
    var config = Accounts.aShopWithAgents("ann");
    return new io.handoff.settings.model.AccountConfig(
        accountId,
        config.name(),
        config.language(),
        config.timeZone(),
        config.channels(),
        config.teams(),
        config.agents());
  }

  @Test
  void shouldWriteRecordsThatNameTheirConversation() {
    customerWrites(1);
    assigned();
    command("k1", new SetStatus(TicketStatus.RESOLVED));
    HandoffContext handoff = handoff(START);
    assertThat(harness.take(Topics.ROUTING_REQUESTS))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getAccountId()).isEqualTo(Accounts.SHOP);
              assertThat(request.getConversationId()).isEqualTo("c1");
              assertThat(request.getHandoffId()).isEqualTo(handoff.getHandoffId());
              assertThat(request.getCause()).isEqualTo(new Cause("k1", 1));
            });
  }
}
