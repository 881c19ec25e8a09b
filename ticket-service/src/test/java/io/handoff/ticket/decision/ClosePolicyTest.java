package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.queued;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import org.junit.jupiter.api.Test;

class ClosePolicyTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private TicketScenario anAssignedTicket() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  @Test
  void shouldNoteTheDeadlineAndCloseWithItsKindWhenThePlatformConfirms() {
    TicketScenario world =
        anAssignedTicket()
            .agentWrites("ann")
            .at("12:01")
            .silenceFallsDue("a1", "customer-silent", true, "10:01");
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
    assertThat(world.lastChangeOf(handoff).why())
        .isEqualTo("closing: no answer from the customer for 2 h");
    assertThat(world.lastChangeOf(handoff).changes()).isEmpty();

    world.at("12:02").isClosedByAction("a1");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("customer-silent");
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.CONVERSATION_CLOSED));
  }

  @Test
  void shouldNameWhatClosedTheTicketWhenTheDeadlineIsReadAfterTheClose() {
    TicketScenario world = anAssignedTicket().at("10:12").isClosedByAction("a1");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("service");

    world.at("10:11").silenceFallsDue("a1", "agent-silent", false, "10:00");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("agent-silent");
    assertThat(world.ticketOf(handoff).closedAt()).isEqualTo(time("10:12"));
    assertThat(world.ticketOf(handoff).billable()).isFalse();
  }

  @Test
  void shouldCloseALateTicketWithTheKindOfSilence() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:10")
            .silenceFallsDue("a1", "agent-silent", false, "10:00")
            .at("10:12")
            .isClosedByAction("a1")
            .at("10:13")
            .routingSays(handoff, queued());
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("agent-silent");
    assertThat(world.ticketOf(handoff).billable()).isFalse();
  }

  @Test
  void shouldNotBillWhenTheDeadlineSaysSoAndBillAgainWhenTheCloseIsRefused() {
    TicketScenario world =
        anAssignedTicket().at("10:10").silenceFallsDue("a1", "agent-silent", false, "10:00");
    assertThat(world.ticketOf(handoff).billable()).isFalse();

    world.at("10:11").happens(new ConversationFact.CloseRefused("a1"));
    assertThat(world.ticketOf(handoff).billable()).isTrue();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("auto-close refused: newer message");
  }

  @Test
  void shouldCloseAsUnassignedWhenRoutingHadAskedForIt() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingOutcome.Unassigned(true))
            .at("10:01")
            .isClosedByAction("of-routing");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("unassigned");
  }

  @Test
  void shouldCloseAsUnassignedWhateverIsReadFirst() {
    TicketScenario late =
        aConversation()
            .customerWrites()
            .at("10:01")
            .isClosedByAction("of-routing")
            .routingSays(handoff, new RoutingOutcome.Unassigned(true));
    assertThat(late.ticketOf(handoff).closedBy()).isEqualTo("unassigned");

    TicketScenario between =
        aConversation()
            .customerWrites()
            .routingSays(handoff, queued())
            .at("10:01")
            .isClosedByAction("of-routing")
            .routingSays(handoff, new RoutingOutcome.Unassigned(true));
    assertThat(between.ticketOf(handoff).closedBy()).isEqualTo("unassigned");
  }

  @Test
  void shouldKeepTheTicketWhenTheUnassignedCloseIsRefused() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingOutcome.Unassigned(true))
            .at("10:01")
            .happens(new ConversationFact.CloseRefused("of-routing"))
            .at("10:02")
            .isClosedByAction("another");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("service");
  }

  @Test
  void shouldCloseByWhoeverEndedTheConversation() {
    for (var expected :
        java.util.Map.of(
                ActorType.CUSTOMER, "customer",
                ActorType.AGENT, "agent",
                ActorType.AI_AGENT, "ai-agent",
                ActorType.PLATFORM, "platform")
            .entrySet()) {
      TicketScenario world = anAssignedTicket().isClosedBy(expected.getKey());
      assertThat(world.ticketOf(handoff).closedBy()).isEqualTo(expected.getValue());
    }
  }

  @Test
  void shouldGoOnWhenThePlatformDoesNotCarryOutACommandedClose() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));
    String actionId = world.last(Effect.ConversationClosed.class).getFirst().actionId();
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("agent");

    world.at("10:02").customerWrites();
    assertThat(world.last()).isEmpty();
    world.at("10:03").happens(new ConversationFact.CloseRefused(actionId));

    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
    assertThat(ticket.closedBy()).isNull();
    assertThat(ticket.reopenCount()).isEqualTo(1);
    assertThat(ticket.customerMessageCount()).isEqualTo(2);
    assertThat(world.tracked()).containsExactly(HandoffState.WAITING);
    assertThat(world.asked())
        .containsExactly(
            new AssignmentRequest.Reopened(handoff, TicketScenario.DESK, "ann", Priority.NORMAL));

    world.at("10:04").routingSays(handoff, assignedTo("bob"));
    assertThat(world.ticketOf(handoff).assigneeId()).isEqualTo("bob");
  }

  @Test
  void shouldFindTheTicketClosedWhenThePlatformConfirmsACommandedClose() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));
    String actionId = world.last(Effect.ConversationClosed.class).getFirst().actionId();
    Ticket closed = world.ticketOf(handoff);

    world.at("10:02").isClosedByAction(actionId);
    assertThat(world.ticketOf(handoff)).isEqualTo(closed);
    assertThat(world.last()).isEmpty();
  }

  @Test
  void shouldCountWhatTicketsDoNotReactToYet() {
    TicketScenario world = anAssignedTicket().falls("t9", new TimeFact.NoNews());
    assertThat(world.outcome()).isEqualTo("no-action");
    assertThat(world.last()).isEmpty();
  }

  @Test
  void shouldSayHowLongInWords() {
    assertThat(TimePolicy.words(java.time.Duration.ofSeconds(45))).isEqualTo("45 s");
    assertThat(TimePolicy.words(java.time.Duration.ofMinutes(10))).isEqualTo("10 min");
    assertThat(TimePolicy.words(java.time.Duration.parse("P6DT23H50M")))
        .isEqualTo("6 d 23 h 50 min");
  }
}
