package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.queued;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationPolicyTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private TicketScenario anAssignedTicket() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  @Test
  void shouldWaitOnTheCustomerWhenAnAgentAnsweredAndBeOpenAgainWhenTheCustomerDid() {
    TicketScenario world = anAssignedTicket().agentWrites("ann");
    Ticket answered = world.ticketOf(handoff);
    assertThat(answered.status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
    assertThat(answered.firstResponseAt()).isEqualTo(time("10:01"));
    assertThat(answered.agentMessageCount()).isEqualTo(1);

    world.at("10:02").customerWrites();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(handoff).customerMessageCount()).isEqualTo(2);

    world.at("10:03").agentWrites("bob");
    assertThat(world.ticketOf(handoff).firstResponseAt()).isEqualTo(time("10:01"));
  }

  @Test
  void shouldChangeNothingWhenTheMessageIsAutomatic() {
    TicketScenario world = anAssignedTicket().somethingAutomaticIsWritten();
    assertThat(world.last()).isEmpty();
    assertThat(world.ticketOf(handoff).firstResponseAt()).isNull();
  }

  @Test
  void shouldChangeNothingWhenAMessageComesTwice() {
    TicketScenario world = anAssignedTicket();
    var message = new ConversationFact.Wrote(ConversationFact.Author.CUSTOMER, 2, "kim", null);
    world.happens("e7", message);
    Ticket once = world.ticketOf(handoff);

    world.happens("e7", message);
    assertThat(world.outcome()).isEqualTo("duplicate");
    assertThat(world.ticketOf(handoff)).isEqualTo(once);
  }

  @Test
  void shouldReopenWhenOvertakenMessageOfCustomerComes() {
    TicketScenario world = anAssignedTicket().at("10:05").agentWrites("ann");
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);

    world.at("10:06").happens("e8", wrote(ConversationFact.Author.OTHER, 8));
    world.happens("e7", wrote(ConversationFact.Author.CUSTOMER, 7));

    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(handoff).customerMessageCount()).isEqualTo(2);
    world.happens("e7", wrote(ConversationFact.Author.CUSTOMER, 7));
    assertThat(world.outcome()).isEqualTo("duplicate");
  }

  @Test
  void shouldLeaveStatusWhenAnswerStandsBehindOvertakenMessage() {
    TicketScenario world = anAssignedTicket();

    world.at("10:06").happens("e8", wrote(ConversationFact.Author.AGENT, 8));
    world.happens("e7", wrote(ConversationFact.Author.CUSTOMER, 7));

    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
    assertThat(world.ticketOf(handoff).customerMessageCount()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAbsurdSequenceAndHearWhatFollows() {
    TicketScenario world = anAssignedTicket();

    world.at("10:06").happens("e8", wrote(ConversationFact.Author.OTHER, 1L << 60));
    assertThat(world.outcome()).isEqualTo("sequence-leap");

    world.agentWrites("ann");
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
  }

  private static ConversationFact.Wrote wrote(ConversationFact.Author author, long sequence) {
    return new ConversationFact.Wrote(author, sequence, null, null);
  }

  @ParameterizedTest
  @EnumSource(
      value = TicketStatus.class,
      names = {"RESOLVED", "WAITING_ON_CUSTOMER"})
  void shouldLeaveStatusWhenAMessageWasPublishedBeforeTheCommandAndIsReadAfterIt(
      TicketStatus status) {
    TicketScenario world =
        anAssignedTicket().at("10:05").agentWants("ann", new Command.SetStatus(status));

    world.at("10:04").customerWrites();
    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.status()).isEqualTo(status);
    assertThat(ticket.reopenCount()).isZero();
    assertThat(ticket.customerMessageCount()).isEqualTo(2);

    world.at("10:06").customerWrites();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldReopenWhenThePlatformsClockIsBehindButTheMessageWasPublishedLater() {
    TicketScenario world =
        anAssignedTicket()
            .at("10:05")
            .agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));

    world.at("10:04").publishedAt("10:06").customerWrites();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldReopenAndTellRoutingWhenTheCustomerComesBackToAResolvedTicket() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));
    assertThat(world.ticketOf(handoff).resolvedAt()).isEqualTo(time("10:01"));

    world.at("10:30").customerWrites();
    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
    assertThat(ticket.reopenCount()).isEqualTo(1);
    assertThat(ticket.resolvedAt()).isNull();
    assertThat(world.asked())
        .containsExactly(
            new AssignmentRequest.Reopened(handoff, TicketScenario.DESK, "ann", Priority.NORMAL));
    assertThat(world.outcome()).isEqualTo("reopened");
  }

  @Test
  void shouldCloseTheTicketWhenTheAiAgentResumes() {
    TicketScenario world =
        anAssignedTicket().happens(new ConversationFact.Resumed(Actor.agent("ann")));
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("handed-back");
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("handed back to the AI agent");
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Ended(HandoffEnd.HANDED_BACK));
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
  }

  @Test
  void shouldKeepTheHandoffWhenTheAiAgentHadResumedBeforeIt() {
    TicketScenario world =
        anAssignedTicket().at("09:59").happens(new ConversationFact.Resumed(Actor.PLATFORM));
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldTouchNoTicketWhenTheCustomerWritesAfterTheClose() {
    TicketScenario world = anAssignedTicket().at("10:10").isClosedBy(ActorType.AGENT);
    Ticket closed = world.ticketOf(handoff);
    assertThat(closed.closedBy()).isEqualTo("agent");

    world.at("10:20").customerWrites().agentWrites("ann");
    assertThat(world.ticketOf(handoff)).isEqualTo(closed);
    assertThat(world.conversation().run().open()).isTrue();
    assertThat(world.conversation().messages().customer()).isEqualTo(1);
  }

  @Test
  void shouldChangeNothingWhenAnEventIsOlderThanTheClose() {
    TicketScenario world = anAssignedTicket().at("10:10").isClosedBy(ActorType.AGENT);
    Conversation before = world.conversation();
    world.at("10:09").customerWrites();
    assertThat(world.outcome()).isEqualTo("older-than-close");
    assertThat(world.conversation()).isEqualTo(before);
  }

  @Test
  void shouldRateTheTicketThoughClosedAndNotReopenIt() {
    TicketScenario world =
        anAssignedTicket()
            .at("10:10")
            .isClosedBy(ActorType.AGENT)
            .at("10:11")
            .happens(new ConversationFact.Rated(5));
    assertThat(world.ticketOf(handoff).rating()).isEqualTo(5);
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(world.conversation().run().open()).isFalse();
  }

  @Test
  void shouldRateTheTicketThatWasMeantWhenANewerOneIsThere() {
    Handoff next = handoff("h2", "11:00");
    TicketScenario world =
        anAssignedTicket()
            .at("10:10")
            .isClosedBy(ActorType.AGENT)
            .at("11:00")
            .routingSays(next, queued())
            .at("10:30")
            .happens(new ConversationFact.Rated(2));
    assertThat(world.ticketOf(handoff).rating()).isEqualTo(2);
    assertThat(world.ticketOf(next).rating()).isNull();
  }

  @Test
  void shouldRefuseARatingThatIsNone() {
    TicketScenario world = anAssignedTicket().happens(new ConversationFact.Rated(6));
    assertThat(world.ticketOf(handoff).rating()).isNull();
    assertThat(world.last(Effect.InputRefused.class))
        .singleElement()
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("invalid-rating"));
  }

  @Test
  void shouldPassOnWhatTheAgentMakesOfAnOpenOfferOnly() {
    TicketScenario world =
        aConversation()
            .routingSays(
                "offer",
                null,
                handoff,
                TicketScenario.DESK,
                new RoutingOutcome.Offered("ann", Instant.MAX));
    world.happens(new ConversationFact.Accepted("bob"));
    assertThat(world.last(Effect.InputRefused.class))
        .singleElement()
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("foreign-offer"));
    world.happens(new ConversationFact.Declined("bob", null));
    assertThat(world.outcome()).isEqualTo("foreign-offer");

    world.happens(new ConversationFact.Declined("ann", "lunch"));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.OfferDeclined("ann", "offer", "lunch"));
    world.happens(new ConversationFact.Accepted("ann"));
    assertThat(world.asked()).containsExactly(new AssignmentRequest.OfferAccepted("ann", "offer"));

    world.routingSays(handoff, assignedTo("ann"));
    world.happens(new ConversationFact.Accepted("ann"));
    assertThat(world.asked()).isEmpty();
  }

  @Test
  void shouldKeepNothingOfAnUnknownAccountOrChannel() {
    TicketScenario world = aConversation().withoutSettings().customerWrites();
    assertThat(world.outcome()).isEqualTo("unknown-account");
    assertThat(world.conversation()).isNull();
  }

  @Test
  void shouldStayClosedWhenSomethingAutomaticIsWritten() {
    TicketScenario world =
        aConversation().at("10:00").customerWrites().at("10:10").isClosedBy(ActorType.AGENT);
    long before = world.conversation().messages().lastSequence();

    world.at("10:11").somethingAutomaticIsWritten();
    assertThat(world.conversation().run().open()).isFalse();
    assertThat(world.conversation().messages().lastSequence()).isEqualTo(before + 1);

    world.at("10:12").customerWrites();
    assertThat(world.conversation().run().open()).isTrue();
  }

  @Test
  void shouldKeepNothingOfARatingWhenTheConversationIsForgotten() {
    TicketScenario world = aConversation().happens(new ConversationFact.Rated(5));
    assertThat(world.outcome()).isEqualTo("no-ticket");
    assertThat(world.conversation()).isNull();
  }

  @Test
  void shouldBeginTheConversationWithWhateverComesFirst() {
    TicketScenario world = aConversation().customerWrites();
    assertThat(world.outcome()).isEqualTo("implicit-start");
    assertThat(world.conversation()).isNotNull();
  }
}
