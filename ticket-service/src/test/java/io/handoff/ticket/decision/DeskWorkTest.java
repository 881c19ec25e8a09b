package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.NoticeKind;
import io.handoff.ticket.decision.effect.TicketLinkEvent;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snooze, templates, lists of the account, offers, mentions, reopening, deadlines. */
class DeskWorkTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private TicketScenario anAssignedTicket() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  private static void assertRejected(TicketScenario world, Command.Wish wish, String code) {
    world.agentWants("ann", wish);
    assertThat(world.answer().code()).isEqualTo(code);
    assertThat(world.last(Effect.TicketWritten.class)).isEmpty();
  }

  @Test
  void shouldComeBackFromASnoozeOnTimeAndTellWhoHasIt() {
    TicketScenario world = anAssignedTicket().agentWants("ann", new Command.Snooze(time("12:00")));
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.SNOOZED);
    assertThat(world.ticketOf(handoff).snoozedUntil()).isEqualTo(time("12:00"));
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Snoozed());

    world.at("11:00").falls("t1", new TimeFact.SnoozeOver(time("11:00")));
    assertThat(world.outcome()).isEqualTo("no-action");
    world.at("12:00").falls("t2", new TimeFact.SnoozeOver(time("12:00")));
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Woken());
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(handoff).snoozedUntil()).isNull();
    assertThat(world.last(Effect.Notified.class))
        .extracting(Effect.Notified::kind, Effect.Notified::recipient)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(NoticeKind.SNOOZE_OVER, "ann"));
    world.falls("t2", new TimeFact.SnoozeOver(time("12:00")));
    assertThat(world.last()).isEmpty();
  }

  @Test
  void shouldComeBackFromASnoozeWhenTheCustomerReplies() {
    TicketScenario world = anAssignedTicket().agentWants("ann", new Command.Snooze(null));
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.SNOOZED);
    world.agentWrites("ann");
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.SNOOZED);
    world.at("10:02").customerWrites();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldSnoozeOnlyWhatThereIsToDoAndOnlyIntoTheFuture() {
    TicketScenario world = anAssignedTicket();
    assertRejected(world, new Command.Snooze(time("10:01")), "invalid-time");
    assertRejected(
        world, new Command.Snooze(Instant.parse("2027-12-01T00:00:00Z")), "invalid-time");
    world.agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));
    assertRejected(world, new Command.Snooze(null), "illegal-transition");
  }

  @Test
  void shouldReplyWithATemplateInTheCustomersLanguage() {
    TicketScenario world = anAssignedTicket().withListsAndTemplates();
    world.agentWants("ann", new Command.Reply(null, "refund", null));
    assertThat(world.last(Effect.MessageSent.class))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.message().language()).isEqualTo("ko");
              assertThat(sent.message().templateId()).isEqualTo("refund");
              assertThat(sent.message().parts())
                  .startsWith(new Part.Text("Kim님, ann입니다. 환불을 시작했습니다."))
                  .hasSize(3);
            });
    assertRejected(world, new Command.Reply(null, "polish", null), "no-language");
    assertRejected(world, new Command.Reply(null, "none", null), "unknown-template");
    assertRejected(world, new Command.Reply("x", "refund", null), "invalid-reply");
  }

  @Test
  void shouldCheckTheListsThatTheAccountHas() {
    TicketScenario world = anAssignedTicket().withListsAndTemplates();
    assertRejected(world, new Command.SetDepartment("sales", null), "unknown-department");
    assertRejected(world, new Command.Classify("delivery", null), "unknown-category");
    assertRejected(world, new Command.Classify("payment", "late"), "unknown-sub-category");
    assertRejected(world, new Command.SetCustomField("colour", "red"), "unknown-field");
    assertRejected(world, new Command.SetCustomField("amount", "much"), "invalid-value");
    assertRejected(world, new Command.SetCustomField("plan", "gold"), "invalid-value");
    world.agentWants("ann", new Command.SetDepartment("billing", null));
    world.agentWants("ann", new Command.Classify("payment", "refund"));
    world.agentWants("ann", new Command.SetCustomField("amount", "0012.50"));
    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.departmentId()).isEqualTo("billing");
    assertThat(ticket.subCategory()).isEqualTo("refund");
    assertThat(ticket.customFields()).containsEntry("amount", "12.5");
  }

  @Test
  void shouldAskRoutingForSomebodyOfTheTeamThatATicketIsMovedTo() {
    Target elsewhere = new Target(TargetKind.HELP_DESK, null, "night", null);
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays("d1", null, handoff, elsewhere, assignedTo("carl"))
            .agentWants("ann", new Command.SetDepartment(null, "desk"));
    assertThat(world.asked())
        .singleElement()
        .isInstanceOfSatisfying(
            AssignmentRequest.Reassign.class,
            asked -> assertThat(asked.target().teamId()).isEqualTo("desk"));
  }

  @Test
  void shouldPassAnAnsweredOfferOnAndAnswerWithWhatRoutingMakesOfIt() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(
                "d1",
                null,
                handoff,
                TicketScenario.DESK,
                new RoutingOutcome.Offered("ann", time("10:02")));
    assertThat(world.last(Effect.Notified.class))
        .extracting(Effect.Notified::kind)
        .containsExactly(NoticeKind.OFFERED);
    world.agentWants("bob", new Command.AcceptOffer(null));
    assertThat(world.answer().code()).isEqualTo("foreign-offer");
    world.agentWants("ann", new Command.AcceptOffer("another"));
    assertThat(world.answer().code()).isEqualTo("no-offer");

    world.wants(new Command("k9", null, Actor.agent("ann"), null, new Command.AcceptOffer("d1")));
    String requestId = world.last(Effect.RoutingAsked.class).getFirst().requestId();
    assertThat(world.asked()).containsExactly(new AssignmentRequest.OfferAccepted("ann", "d1"));
    world.routingSays("d2", requestId, handoff, TicketScenario.DESK, assignedTo("ann"));
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.answer().commandId()).isEqualTo("k9");
    assertThat(world.last(Effect.Notified.class)).isEmpty();

    world.agentWants("ann", new Command.DeclineOffer(null, "busy"));
    assertThat(world.answer().code()).isEqualTo("no-offer");
  }

  @Test
  void shouldTellAgentsWhoAreMentionedOnceAndNotTheAuthor() {
    TicketScenario world =
        anAssignedTicket()
            .agentWants("ann", new Command.AddNote("look", List.of("bob", "ann", "bob")));
    assertThat(world.last(Effect.Notified.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.kind()).isEqualTo(NoticeKind.MENTIONED);
              assertThat(told.recipient()).isEqualTo("bob");
              assertThat(told.body()).isEqualTo("look");
            });
  }

  @Test
  void shouldTellAnAgentOfATicketButNotOneWhoTookItHimself() {
    TicketScenario world = aConversation().customerWrites().routingSays(handoff, assignedTo("ann"));
    assertThat(world.last(Effect.Notified.class))
        .extracting(Effect.Notified::kind, Effect.Notified::recipient)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(NoticeKind.ASSIGNED, "ann"));
    world.wants(new Command("k1", null, Actor.agent("bob"), null, new Command.Take()));
    world.routingSays(handoff, new RoutingOutcome.Assigned("bob", "k1"));
    assertThat(world.last(Effect.Notified.class)).isEmpty();
  }

  @Test
  void shouldNoteAndTellOfMissedTargetsAndEscalations() {
    TicketScenario world =
        anAssignedTicket()
            .falls("t1", new TimeFact.SlaDue("first-response", "gold", true, null, null));
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("SLA missed: first-response of gold");
    assertThat(world.last(Effect.Notified.class))
        .extracting(Effect.Notified::kind, Effect.Notified::toTeam, Effect.Notified::recipient)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(NoticeKind.BREACHED, false, "ann"),
            org.assertj.core.groups.Tuple.tuple(NoticeKind.BREACHED, true, "desk"));
    world.falls("t1", new TimeFact.SlaDue("first-response", "gold", true, null, null));
    assertThat(world.last()).isEmpty();
    world.falls("t2", new TimeFact.EscalationDue("late", 2, null));
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("escalated: step 2 of late");
    world.falls("t3", new TimeFact.SlaDue("resolution", "gold", false, null, null));
    assertThat(world.last()).hasSize(1).first().isInstanceOf(Effect.Notified.class);
  }

  /** By the customer, or by the platform carrying out the agent's close. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldGoOnInAFollowUpWhatIsMergedIntoATicketThatHasEnded(boolean byCommand) {
    TicketScenario world = anAssignedTicket().at("10:05");
    if (byCommand) {
      world.agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));
    } else {
      world.isClosedBy(ActorType.CUSTOMER);
    }

    world
        .at("10:04")
        .isTold(
            "l1",
            world.ticketOf(handoff).ticketId(),
            new TicketLinkEvent.Merged("t9", "c9", "r1", List.of(), Actor.agent("ann")));
    AssignmentRequest.Reopened asked =
        (AssignmentRequest.Reopened) world.last(Effect.RoutingAsked.class).getFirst().ask();
    world.at("10:06");
    if (byCommand) {
      world.isClosedByAction("close");
    }
    world.routingSays(asked.handoff(), assignedTo("bob"));

    assertThat(world.ticketOf(asked.handoff()).status()).isEqualTo(TicketStatus.OPEN);
    if (byCommand) {
      world.at("10:07").isClosedByAction("close-2");
      assertThat(world.ticketOf(asked.handoff()).status()).isEqualTo(TicketStatus.OPEN);
    }
  }

  @Test
  void shouldReopenWithinTheSetTimeAndMakeAFollowUpTicketLater() {
    TicketScenario world =
        anAssignedTicket()
            .withListsAndTemplates()
            .agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED))
            .at(time("10:01").plus(Duration.ofDays(2)))
            .customerWrites();
    assertThat(world.outcome()).isEqualTo("reopened");
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    Instant resolvedAgain = time("10:02").plus(Duration.ofDays(2));
    world.at(resolvedAgain).agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));

    world.at(resolvedAgain.plus(Duration.ofDays(2)).plusSeconds(1)).customerWrites();
    assertThat(world.outcome()).isEqualTo("followed-up");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("resolved");
    AssignmentRequest.Reopened asked = (AssignmentRequest.Reopened) world.asked().getFirst();
    assertThat(asked.agentId()).isEqualTo("ann");
    assertThat(asked.handoff().handoffId()).isNotEqualTo("h1");
    assertThat(asked.handoff().evidence().triggerId()).isEqualTo("follow-up");

    world.customerWrites();
    assertThat(world.asked()).isEmpty();
    world.routingSays(asked.handoff(), assignedTo("ann"));
    Ticket next = world.ticketOf(asked.handoff());
    assertThat(next.followUpOf()).isEqualTo(world.ticketOf(handoff).ticketId());
    assertThat(next.status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldLinkATicketToTheOneBeforeIt() {
    Handoff second = handoff("h2", "12:00");
    TicketScenario world =
        anAssignedTicket()
            .isClosedBy(ActorType.CUSTOMER)
            .at("12:00")
            .customerWrites()
            .routingSays(second, assignedTo("bob"));
    assertThat(world.ticketOf(second).followUpOf()).isEqualTo(world.ticketOf(handoff).ticketId());
    assertThat(world.ticketOf(handoff).followUpOf()).isNull();
  }

  @Test
  void shouldAskRoutingToTakeItUpAgainWhenTheCloseOfAnUnassignedConversationIsRefused() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingOutcome.Unassigned(true))
            .customerWrites()
            .happens(new ConversationFact.CloseRefused("r1"));
    assertThat(world.asked())
        .containsExactly(
            new AssignmentRequest.Reopened(handoff, TicketScenario.DESK, null, Priority.NORMAL));
    assertThat(world.ticketOf(handoff).ended()).isFalse();
  }

  @Test
  void shouldAskRoutingToTakeItUpAgainWhenTheRefusalIsReadFirst() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .at("10:02")
            .happens(new ConversationFact.CloseRefused("r1"))
            .at("10:01")
            .routingSays(handoff, new RoutingOutcome.Unassigned(true));
    assertThat(world.asked())
        .containsExactly(
            new AssignmentRequest.Reopened(handoff, TicketScenario.DESK, null, Priority.NORMAL));
    world.at("10:03").isClosedBy(ActorType.SYSTEM);
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("service");
  }
}
