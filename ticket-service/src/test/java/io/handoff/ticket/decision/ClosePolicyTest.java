package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.World.aConversation;
import static io.handoff.ticket.decision.World.assignedTo;
import static io.handoff.ticket.decision.World.handoff;
import static io.handoff.ticket.decision.World.queued;
import static io.handoff.ticket.decision.World.time;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosePolicyTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private World anAssignedTicket() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  @Test
  void shouldNoteTheDeadlineAndCloseWithItsKindWhenThePlatformConfirms() {
    World world =
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
    assertThat(world.asked()).containsExactly(new RoutingAsk.Ended(HandoffEnd.CONVERSATION_CLOSED));
  }

  @Test
  void shouldNameWhatClosedTheTicketWhenTheDeadlineIsReadAfterTheClose() {
    World world = anAssignedTicket().at("10:12").isClosedByAction("a1");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("service");

    world.at("10:11").silenceFallsDue("a1", "agent-silent", false, "10:00");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("agent-silent");
    assertThat(world.ticketOf(handoff).closedAt()).isEqualTo(time("10:12"));
    assertThat(world.ticketOf(handoff).billable()).isFalse();
  }

  @Test
  void shouldCloseALateTicketWithTheKindOfSilence() {
    World world =
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
    World world =
        anAssignedTicket().at("10:10").silenceFallsDue("a1", "agent-silent", false, "10:00");
    assertThat(world.ticketOf(handoff).billable()).isFalse();

    world.at("10:11").happens(new ConversationFact.CloseRefused("a1"));
    assertThat(world.ticketOf(handoff).billable()).isTrue();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("auto-close refused: newer message");
  }

  @Test
  void shouldCloseAsUnassignedWhenRoutingHadAskedForIt() {
    World world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingFact.Unassigned(true))
            .at("10:01")
            .isClosedByAction("of-routing");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("unassigned");
  }

  @Test
  void shouldCloseAsUnassignedWhateverIsReadFirst() {
    World late =
        aConversation()
            .customerWrites()
            .at("10:01")
            .isClosedByAction("of-routing")
            .routingSays(handoff, new RoutingFact.Unassigned(true));
    assertThat(late.ticketOf(handoff).closedBy()).isEqualTo("unassigned");

    World between =
        aConversation()
            .customerWrites()
            .routingSays(handoff, queued())
            .at("10:01")
            .isClosedByAction("of-routing")
            .routingSays(handoff, new RoutingFact.Unassigned(true));
    assertThat(between.ticketOf(handoff).closedBy()).isEqualTo("unassigned");
  }

  @Test
  void shouldKeepTheTicketWhenTheUnassignedCloseIsRefused() {
    World world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingFact.Unassigned(true))
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
      World world = anAssignedTicket().isClosedBy(expected.getKey());
      assertThat(world.ticketOf(handoff).closedBy()).isEqualTo(expected.getValue());
    }
  }

  @Test
  void shouldGoOnWhenThePlatformDoesNotCarryOutACommandedClose() {
    World world = anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));
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
        .containsExactly(new RoutingAsk.Reopened(handoff, World.DESK, "ann", Priority.NORMAL));

    world.at("10:04").routingSays(handoff, assignedTo("bob"));
    assertThat(world.ticketOf(handoff).assigneeId()).isEqualTo("bob");
  }

  @Test
  void shouldFindTheTicketClosedWhenThePlatformConfirmsACommandedClose() {
    World world = anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));
    String actionId = world.last(Effect.ConversationClosed.class).getFirst().actionId();
    Ticket closed = world.ticketOf(handoff);

    world.at("10:02").isClosedByAction(actionId);
    assertThat(world.ticketOf(handoff)).isEqualTo(closed);
    assertThat(world.last()).isEmpty();
  }

  @Test
  void shouldCountWhatTicketsDoNotReactToYet() {
    World world = anAssignedTicket().falls("t9", new TimeFact.NoNews());
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
