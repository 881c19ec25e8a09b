package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.queued;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.HandoffState;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.FieldChange;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandPolicyTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private TicketScenario anAssignedTicket() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  private static Command command(String id, Command.Wish wish) {
    return new Command(id, null, Actor.agent("ann"), null, wish);
  }

  private static Command.Reply reply(String text) {
    return new Command.Reply(text, null, null);
  }

  @Test
  void shouldSendTheReplyInTheAgentsNameAndWaitOnTheCustomer() {
    TicketScenario world = anAssignedTicket().agentWants("ann", reply("on it"));

    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.answer().version()).isEqualTo(2);
    assertThat(world.last(Effect.MessageSent.class))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.message().text()).isEqualTo("on it");
              assertThat(sent.agentId()).isEqualTo("ann");
            });
    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.status()).isEqualTo(TicketStatus.WAITING_ON_CUSTOMER);
    assertThat(ticket.firstResponseAt()).isEqualTo(time("10:01"));
    assertThat(ticket.agentMessageCount()).isZero();
  }

  @Test
  void shouldCountTheReplyOnceWhenThePlatformSendsIt() {
    TicketScenario world =
        anAssignedTicket()
            .agentWants("ann", new Command.Reply("one moment", null, TicketStatus.OPEN));
    String actionId = world.last(Effect.MessageSent.class).getFirst().actionId();

    world.at("10:02").platformSendsReplyOf("ann", actionId);
    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.agentMessageCount()).isEqualTo(1);
    assertThat(ticket.firstResponseAt()).isEqualTo(time("10:01"));
    assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldResolveOrCloseWithTheReplyWhenAsked() {
    TicketScenario resolved =
        anAssignedTicket()
            .agentWants("ann", new Command.Reply("done", null, TicketStatus.RESOLVED));
    assertThat(resolved.ticketOf(handoff).status()).isEqualTo(TicketStatus.RESOLVED);
    assertThat(resolved.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.TICKET_RESOLVED));

    TicketScenario closed =
        anAssignedTicket().agentWants("ann", new Command.Reply("bye", null, TicketStatus.CLOSED));
    assertThat(closed.ticketOf(handoff).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(closed.last(Effect.ConversationClosed.class)).hasSize(1);
  }

  @Test
  void shouldRejectRepliesThatSayNothingOrTooMuch() {
    assertRejected(reply(null), "empty-reply");
    assertRejected(reply("  "), "empty-reply");
    assertRejected(reply("x".repeat(100_001)), "too-long");
    assertRejected(new Command.Reply(null, "t1", null), "unknown-template");
    assertRejected(new Command.Reply("x", null, TicketStatus.SNOOZED), "illegal-transition");
    assertRejected(new Command.Reply("x", null, TicketStatus.NEW), "illegal-transition");
  }

  private void assertRejected(Command.Wish wish, String code) {
    TicketScenario world = anAssignedTicket();
    Ticket before = world.ticketOf(handoff);
    world.agentWants("ann", wish);
    assertThat(world.answer().code()).isEqualTo(code);
    assertThat(world.answer().version()).isEqualTo(before.version());
    assertThat(world.ticketOf(handoff)).isEqualTo(before);
    assertThat(world.last()).hasSize(1);
  }

  @Test
  void shouldAnswerARepeatedCommandAsBeforeAndChangeNothing() {
    TicketScenario world = anAssignedTicket().wants(command("k1", reply("hello")));
    CommandLog.Answer answer = world.answer();
    Ticket before = world.ticketOf(handoff);

    world.at("10:05").customerWrites().at("10:06").wants(command("k1", reply("hello")));
    assertThat(world.answer()).isEqualTo(answer);
    assertThat(world.last(Effect.CommandAnswered.class).getFirst().repeated()).isTrue();
    assertThat(world.last()).hasSize(1);
    assertThat(world.ticketOf(handoff).version()).isEqualTo(before.version() + 1);
  }

  @Test
  void shouldRejectTheSecondOfTwoAgentsWhoSawTheSameVersion() {
    TicketScenario world = anAssignedTicket();
    world.wants(
        new Command("k1", null, Actor.agent("ann"), 1L, new Command.SetPriority(Priority.HIGH)));
    assertThat(world.answer().accepted()).isTrue();

    world.wants(
        new Command("k2", null, Actor.agent("bob"), 1L, new Command.SetPriority(Priority.LOW)));
    assertThat(world.answer().code()).isEqualTo("stale-version");
    assertThat(world.answer().version()).isEqualTo(2);
    assertThat(world.ticketOf(handoff).priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void shouldRejectWhatHasNoTicketOrAnEndedOne() {
    TicketScenario nothing = aConversation().agentWants("ann", reply("hello"));
    assertThat(nothing.answer().code()).isEqualTo("unknown-ticket");
    assertThat(nothing.answer().version()).isNull();

    TicketScenario inbox =
        aConversation()
            .routingSaysForInbox(handoff, assignedTo("ann"))
            .agentWants("ann", reply("hello"));
    assertThat(inbox.answer().code()).isEqualTo("unknown-ticket");

    TicketScenario closed =
        anAssignedTicket().isClosedBy(ActorType.CUSTOMER).agentWants("ann", reply("hello"));
    assertThat(closed.answer().code()).isEqualTo("ticket-closed");

    TicketScenario foreign = anAssignedTicket();
    foreign.wants(new Command("k1", "another", Actor.agent("ann"), null, reply("hello")));
    assertThat(foreign.answer().code()).isEqualTo("unknown-ticket");
  }

  @Test
  void shouldRejectUnknownAgentsAndAccounts() {
    TicketScenario world = anAssignedTicket().agentWants("eve", reply("hello"));
    assertThat(world.answer().code()).isEqualTo("unknown-agent");
    world.agentWants(null, reply("hello"));
    assertThat(world.answer().code()).isEqualTo("unknown-agent");
    world.agentWants("ann", new Command.Assign("eve"));
    assertThat(world.answer().code()).isEqualTo("unknown-agent");
    world.withoutSettings().agentWants("ann", reply("hello"));
    assertThat(world.answer().code()).isEqualTo("unknown-account");
  }

  @Test
  void shouldAnswerAnAssignmentWhenRoutingAgrees() {
    TicketScenario world = anAssignedTicket().wants(command("k1", new Command.Assign("bob")));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Assign("bob", "k1", null, "agent ann", null));
    assertThat(world.last(Effect.CommandAnswered.class)).isEmpty();

    world.wants(command("k1", new Command.Assign("bob")));
    assertThat(world.outcome()).isEqualTo("command-pending");
    assertThat(world.last()).isEmpty();

    world.at("10:02").routingSays(handoff, new RoutingOutcome.Assigned("bob", "k1"));
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.answer().version()).isEqualTo(2);
    assertThat(world.ticketOf(handoff).assigneeId()).isEqualTo("bob");
    assertThat(world.last(Effect.TicketWritten.class).getFirst().actor())
        .isEqualTo(Actor.agent("ann"));
    assertThat(world.commands().pending()).isEmpty();
  }

  @Test
  void shouldRejectAnAssignmentWhenRoutingRefuses() {
    TicketScenario world =
        anAssignedTicket()
            .wants(new Command("k1", null, Actor.agent("bob"), null, new Command.Take()));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Assign("bob", "k1", null, "agent bob", null));

    world.routingSays(handoff, new RoutingOutcome.Refused("k1", "agent-full", "bob has 5 of 5"));
    assertThat(world.answer().code()).isEqualTo("agent-full");
    assertThat(world.ticketOf(handoff).assigneeId()).isEqualTo("ann");
  }

  @Test
  void shouldRejectAWaitingCommandWhenTheHandoffEndsFirst() {
    TicketScenario world = anAssignedTicket().wants(command("k1", new Command.Assign("bob")));
    world.at("10:02").isClosedBy(ActorType.CUSTOMER);
    assertThat(world.answer().code()).isEqualTo("ticket-closed");
    assertThat(world.answer().version()).isEqualTo(world.ticketOf(handoff).version());

    world.at("10:03").routingSays(handoff, new RoutingOutcome.Assigned("bob", "k1"));
    assertThat(world.last(Effect.CommandAnswered.class)).isEmpty();
  }

  @Test
  void shouldGrantAtOnceWhenTheAgentHasTheTicketAlready() {
    TicketScenario world = anAssignedTicket().agentWants("ann", new Command.Take());
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.asked()).isEmpty();
  }

  @Test
  void shouldReleaseToTheQueueAndAnswerWithWhatRoutingMakesOfIt() {
    TicketScenario world = anAssignedTicket().agentWants("bob", new Command.Release());
    assertThat(world.answer().code()).isEqualTo("not-the-assignee");

    world.wants(command("k1", new Command.Release()));
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Release("ann", "k1"));
    String requestId = world.last(Effect.RoutingAsked.class).getFirst().requestId();

    world.at("10:02").routingSays("d5", requestId, handoff, TicketScenario.DESK, queued());
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.ticketOf(handoff).assigneeId()).isNull();

    world.agentWants("ann", new Command.Release());
    assertThat(world.answer().code()).isEqualTo("not-assigned");
  }

  @Test
  void shouldFreeTheAgentWhenTheTicketIsResolvedAndAskForOneWhenItIsReopened() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.TICKET_RESOLVED));
    assertThat(world.tracked()).isEmpty();

    world.agentWants("ann", new Command.Assign("bob"));
    assertThat(world.answer().code()).isEqualTo("ticket-resolved");
    world.agentWants("ann", new Command.Release());
    assertThat(world.answer().code()).isEqualTo("ticket-resolved");

    world.at("10:05").agentWants("ann", new Command.SetStatus(TicketStatus.OPEN));
    assertThat(world.asked())
        .containsExactly(
            new AssignmentRequest.Reopened(handoff, TicketScenario.DESK, "ann", Priority.NORMAL));
    assertThat(world.ticketOf(handoff).reopenCount()).isZero();

    world.agentWants("ann", new Command.SetStatus(TicketStatus.RESOLVED));
    world.at("10:10").isClosedBy(ActorType.CUSTOMER);
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(world.asked()).as("routing was told before").isEmpty();
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
  }

  @Test
  void shouldCloseTheTicketAtOnceAndTheConversationByThePlatform() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetStatus(TicketStatus.CLOSED));

    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.CLOSED);
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("agent");
    assertThat(world.last(Effect.ConversationClosed.class).getFirst().lastSequence()).isEqualTo(1);
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.Ended(HandoffEnd.TICKET_CLOSED));
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
  }

  @Test
  void shouldHandBackAtOnceAndFindItDoneWhenTheAiAgentResumes() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.HandBack("it was a robot's job"));
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.last(Effect.AiAgentResumed.class)).hasSize(1);
    assertThat(world.lastChangeOf(handoff).why())
        .isEqualTo("handed back to the AI agent: it was a robot's job");
    assertThat(world.ticketOf(handoff).closedBy()).isEqualTo("handed-back");
    assertThat(world.asked()).containsExactly(new AssignmentRequest.Ended(HandoffEnd.HANDED_BACK));
    assertThat(world.tracked()).containsExactly(HandoffState.ENDED);
    Ticket ended = world.ticketOf(handoff);

    world.at("10:02").happens(new ConversationFact.Resumed(Actor.SYSTEM));
    assertThat(world.last()).isEmpty();
    assertThat(world.ticketOf(handoff)).isEqualTo(ended);
  }

  @Test
  void shouldSetSimpleFieldsAndWriteThemDown() {
    TicketScenario world = anAssignedTicket();
    world.agentWants("ann", new Command.SetPriority(Priority.URGENT));
    assertThat(world.asked())
        .containsExactly(new AssignmentRequest.PriorityChanged(Priority.URGENT));
    world.agentWants("ann", new Command.SetDepartment("sales", "desk"));
    world.agentWants("ann", new Command.Classify("orders", "refund"));
    world.agentWants("ann", new Command.ChangeTags(false, List.of("vip", "late"), List.of()));
    world.agentWants("ann", new Command.ChangeTags(false, List.of("angry"), List.of("late")));
    world.agentWants("ann", new Command.SetCustomField("order", "4711"));
    assertThat(world.lastChangeOf(handoff).changes())
        .containsExactly(new FieldChange("customFields.order", null, "4711"));
    world.agentWants("ann", new Command.AddNote("called him", List.of()));
    assertThat(world.lastChangeOf(handoff).why()).isEqualTo("note: called him");
    assertThat(world.lastChangeOf(handoff).changes()).isEmpty();

    Ticket ticket = world.ticketOf(handoff);
    assertThat(ticket.priority()).isEqualTo(Priority.URGENT);
    assertThat(ticket.departmentId()).isEqualTo("sales");
    assertThat(ticket.category()).isEqualTo("orders");
    assertThat(ticket.subCategory()).isEqualTo("refund");
    assertThat(ticket.conversationTags()).containsExactly("vip", "angry");
    assertThat(ticket.customFields()).containsEntry("order", "4711");
    assertThat(ticket.version()).isEqualTo(8);

    world.agentWants("ann", new Command.SetCustomField("order", null));
    assertThat(world.ticketOf(handoff).customFields()).isEmpty();
  }

  @Test
  void shouldAcceptAndChangeNothingWhenAFieldHasTheValueAlready() {
    TicketScenario world =
        anAssignedTicket().agentWants("ann", new Command.SetPriority(Priority.NORMAL));
    assertThat(world.answer().accepted()).isTrue();
    assertThat(world.ticketOf(handoff).version()).isEqualTo(1);
    assertThat(world.last()).hasSize(1);
  }

  @Test
  void shouldRejectFieldsThatDoNotFit() {
    assertRejected(new Command.SetPriority(Priority.UNKNOWN), "invalid-priority");
    assertRejected(new Command.SetDepartment(null, "nobodys"), "unknown-team");
    assertRejected(new Command.SetDepartment(" ", null), "invalid-name");
    assertRejected(new Command.Classify("", null), "invalid-name");
    assertRejected(
        new Command.ChangeTags(false, List.of("two, in one"), List.of()), "invalid-name");
    assertRejected(
        new Command.ChangeTags(
            false,
            java.util.stream.IntStream.range(0, 101).mapToObj(i -> "t" + i).toList(),
            List.of()),
        "too-many");
    assertRejected(new Command.SetCustomField("a\nb", "1"), "invalid-name");
    assertRejected(new Command.SetCustomField("a", "x".repeat(2_001)), "too-long");
    assertRejected(new Command.AddNote(" ", List.of()), "empty-note");
    assertRejected(new Command.AddNote("x", List.of("eve")), "unknown-agent");
    assertRejected(new Command.HandBack("x".repeat(10_001)), "too-long");
    assertRejected(new Command.NotYet("merge"), "not-supported-yet");
    assertRejected(new Command.SetStatus(TicketStatus.SNOOZED), "illegal-transition");
  }

  @Test
  void shouldRejectTakingByWhoIsNoAgent() {
    TicketScenario world = anAssignedTicket();
    world.wants(new Command("k1", null, Actor.PLATFORM, null, new Command.Take()));
    assertThat(world.answer().code()).isEqualTo("not-an-agent");
  }

  @Test
  void shouldSendAnAutomaticMessageWhenTheReplyIsNoAgents() {
    TicketScenario world = anAssignedTicket();
    world.wants(new Command("k1", null, Actor.PLATFORM, null, reply("we are busy")));
    assertThat(world.last(Effect.MessageSent.class).getFirst().agentId()).isNull();
    assertThat(world.ticketOf(handoff).status()).isEqualTo(TicketStatus.OPEN);
    assertThat(world.ticketOf(handoff).firstResponseAt()).isNull();
  }

  @Test
  void shouldForgetAnswersOnlyAfterSixtyFourOthers() {
    TicketScenario world = anAssignedTicket().wants(command("first", new Command.Take()));
    for (int i = 0; i < 63; i++) {
      world.wants(command("other" + i, new Command.Take()));
    }
    world.wants(command("first", new Command.Take()));
    assertThat(world.outcome()).isEqualTo("command-repeated");
    assertThat(world.commands().answered()).hasSize(64);
  }

  @Test
  void shouldNotLetMoreCommandsWaitThanFit() {
    TicketScenario world = anAssignedTicket();
    for (int i = 0; i < 64; i++) {
      world.wants(command("k" + i, new Command.Release()));
      assertThat(world.outcome()).isEqualTo("command-passed-on");
    }
    world.wants(command("one more", new Command.Release()));

    assertThat(world.answer().code()).isEqualTo("too-many-pending");
    assertThat(world.commands().pending()).hasSize(64);
  }
}
