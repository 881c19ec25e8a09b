package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.queued;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.FieldChange;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingPolicyTest {

  private final Handoff first = handoff("h1", "10:00");
  private final Handoff second = handoff("h2", "11:00");

  @Test
  void shouldMakeAnOpenTicketWhenTheFirstDecisionAssigns() {
    TicketScenario world = aConversation().customerWrites().routingSays(first, assignedTo("ann"));

    Ticket ticket = world.ticketOf(first);
    assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
    assertThat(ticket.version()).isEqualTo(1);
    assertThat(ticket.assigneeId()).isEqualTo("ann");
    assertThat(ticket.firstAssignedAt()).isEqualTo(time("10:00"));
    assertThat(ticket.teamId()).isEqualTo("desk");
    assertThat(ticket.handoff()).isEqualTo(first);
    assertThat(ticket.customerMessageCount()).isEqualTo(1);
    assertThat(world.last(Effect.TicketWritten.class))
        .singleElement()
        .satisfies(written -> assertThat(written.actor()).isEqualTo(Actor.ROUTING));
    assertThat(world.tracked()).containsExactly(HandoffState.ASSIGNED);
    assertThat(world.last().getFirst()).isInstanceOf(Effect.TicketWritten.class);
  }

  @Test
  void shouldMakeANewTicketWhenTheFirstDecisionQueuesOrFindsNobodyOrOffers() {
    for (RoutingOutcome.Outcome outcome :
        List.of(
            queued(),
            new RoutingOutcome.Unassigned(false),
            new RoutingOutcome.Unassigned(true),
            new RoutingOutcome.Offered("ann", Instant.MAX))) {
      TicketScenario world = aConversation().routingSays(first, outcome);
      assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.NEW);
      assertThat(world.ticketOf(first).assigneeId()).isNull();
    }
  }

  @Test
  void shouldOpenTheTicketWhenItIsAssignedForTheFirstTimeAndKeepItOpenWhenReleased() {
    TicketScenario world =
        aConversation()
            .routingSays(first, queued())
            .at("10:05")
            .routingSays(first, assignedTo("ann"));
    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.lastChangeOf(first).changes())
        .contains(
            new FieldChange("status", "NEW", "OPEN"), new FieldChange("assigneeId", null, "ann"));

    world.at("10:10").routingSays(first, queued());
    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(first).assigneeId()).isNull();
    assertThat(world.ticketOf(first).firstAssignedAt()).isEqualTo(time("10:05"));
    assertThat(world.tracked()).containsExactly(HandoffState.WAITING);
  }

  @Test
  void shouldMakeNoTicketButTrackTheHandoffWhenItGoesToAnInbox() {
    TicketScenario world = aConversation().routingSaysForInbox(first, assignedTo("ann"));

    assertThat(world.tickets()).isEmpty();
    assertThat(world.tracked()).containsExactly(HandoffState.ASSIGNED);

    world.at("10:30").isClosedBy(ActorType.CUSTOMER);
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.CONVERSATION_CLOSED));
  }

  @Test
  void shouldMakeNothingWhenTheProcessIsNone() {
    TicketScenario world = aConversation().routingSays(first, new RoutingOutcome.Declined());
    assertThat(world.all()).isEmpty();
    assertThat(world.outcome()).isEqualTo("declined");
  }

  @Test
  void shouldChangeNothingWhenADecisionComesTwice() {
    TicketScenario world =
        aConversation().routingSays("d1", null, first, TicketScenario.DESK, assignedTo("ann"));
    Conversation before = world.conversation();

    world.at("10:20").routingSays("d1", null, first, TicketScenario.DESK, assignedTo("ann"));
    assertThat(world.outcome()).isEqualTo("duplicate");
    assertThat(world.last()).isEmpty();
    assertThat(world.conversation()).isEqualTo(before);
  }

  @Test
  void shouldPublishNothingWhenOnlyThePlaceInTheQueueChanges() {
    TicketScenario world =
        aConversation().routingSays(first, queued()).at("10:01").routingSays(first, queued());
    assertThat(world.last()).isEmpty();
  }

  @Test
  void shouldMakeTheTicketAndCloseItWhenTheConversationWasClosedBeforeTheDecision() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:05")
            .isClosedBy(ActorType.CUSTOMER)
            .at("10:06")
            .routingSays(first, assignedTo("ann"));

    assertThat(world.historyOf(first)).hasSize(2);
    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(world.ticketOf(first).closedBy()).isEqualTo("customer");
    assertThat(world.ticketOf(first).closedAt()).isEqualTo(time("10:05"));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.CONVERSATION_CLOSED));
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
  }

  @Test
  void shouldMakeTheTicketAndHandItBackWhenTheAiAgentTookOverBeforeTheDecision() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:05")
            .happens(new ConversationFact.Resumed(Actor.agent("ann")))
            .at("10:06")
            .routingSays(first, queued());

    assertThat(world.ticketOf(first).closedBy()).isEqualTo("handed-back");
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Ended(HandoffEnd.HANDED_BACK));
  }

  @Test
  void shouldKeepTheTicketOpenWhenTheCloseWasBeforeTheHandoff() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:30")
            .isClosedBy(ActorType.CUSTOMER)
            .at("11:00")
            .routingSays(second, assignedTo("ann"));
    assertThat(world.ticketOf(second).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(second).customerMessageCount()).isZero();

    world.customerWrites();
    assertThat(world.ticketOf(second).customerMessageCount()).isEqualTo(1);
  }

  @Test
  void shouldCloseTheOlderTicketWhenANewerHandoffOvertakesItsEnd() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(first, assignedTo("ann"))
            .at("11:00")
            .routingSays(second, queued());
    assertThat(world.ticketOf(first).closedBy()).isEqualTo("superseded");
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.CONVERSATION_CLOSED));
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED, HandoffState.WAITING);

    world.at("10:30").isClosedBy(ActorType.CUSTOMER);
    assertThat(world.ticketOf(first).closedBy()).isEqualTo("customer");
    assertThat(world.ticketOf(first).closedAt()).isEqualTo(time("10:30"));
    assertThat(world.ticketOf(second).status()).isEqualTo(TicketStatus.NEW);
    assertThat(world.asked()).isEmpty();
  }

  @Test
  void shouldStillMakeTheTicketWhenADecisionIsOvertakenByANewerHandoff() {
    TicketScenario world =
        aConversation()
            .at("11:00")
            .routingSays(second, assignedTo("ann"))
            .routingSays(first, assignedTo("bob"));

    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(world.ticketOf(second).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.conversation().ticketId()).isEqualTo(world.ticketOf(second).ticketId());
  }

  @Test
  void shouldRecordWhoHadTheTicketWhenTheAssignmentIsReadAfterTheClose() {
    TicketScenario world =
        aConversation()
            .routingSays(first, queued())
            .at("10:10")
            .isClosedBy(ActorType.CUSTOMER)
            .at("10:05")
            .routingSays(first, assignedTo("ann"));

    Ticket ticket = world.ticketOf(first);
    assertThat(ticket.status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(ticket.assigneeId()).isEqualTo("ann");
    assertThat(ticket.firstAssignedAt()).isEqualTo(time("10:05"));
    assertThat(world.tracked()).isEmpty();

    world.at("10:20").routingSays(first, assignedTo("bob"));
    assertThat(world.ticketOf(first).assigneeId()).isEqualTo("ann");
  }

  @Test
  void shouldKnowTheAnswerThatWasReadBeforeTheDecisionOnItsAgent() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:03")
            .agentWrites("ann")
            .at("10:02")
            .routingSays(first, assignedTo("ann"));

    assertThat(world.ticketOf(first).firstResponseAt()).isEqualTo(time("10:03"));
    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
  }

  @Test
  void shouldAskRoutingAgainWhenItLooksElsewhereThanTheTicketSays() {
    TicketScenario world =
        aConversation()
            .routingSays(first, queued())
            .at("10:05")
            .routingSays(
                "d9",
                null,
                first,
                new Target(TargetKind.HELP_DESK, "sales", "night", null),
                queued());
    assertThat(world.ticketOf(first).teamId()).isNotEqualTo("night");
    assertThat(world.asked())
        .singleElement()
        .satisfies(
            asked ->
                assertThat(((AssignmentRequest.Reassign) asked).target().teamId())
                    .isEqualTo(world.ticketOf(first).teamId()));
  }

  @Test
  void shouldGoOnWithoutSettings() {
    TicketScenario world =
        aConversation()
            .withoutSettings()
            .routingSays(first, assignedTo("ann"))
            .at("10:10")
            .agentWrites("ann");
    assertThat(world.ticketOf(first).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
  }
}
