package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.queued;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.effect.Effect.Notified;
import io.handoff.ticket.decision.effect.NoticeKind;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Target;
import io.handoff.ticket.decision.ticket.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationPolicyTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private TicketScenario assigned() {
    return aConversation().customerWrites().routingSays(handoff, assignedTo("ann")).at("10:01");
  }

  private static List<String> told(TicketScenario world) {
    return world.last(Notified.class).stream()
        .map(
            notice ->
                "%s %s%s"
                    .formatted(
                        notice.kind().word(), notice.toTeam() ? "team " : "", notice.recipient()))
        .toList();
  }

  private static String body(TicketScenario world) {
    return world.last(Notified.class).getFirst().body();
  }

  @Test
  void shouldTellAnAgentWhatHasComeAndWhatTheCustomerWrote() {
    TicketScenario world = assigned();

    assertThat(world.last(Notified.class))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(NoticeKind.ASSIGNED);
              assertThat(notice.recipient()).isEqualTo("ann");
              assertThat(notice.toTeam()).isFalse();
              assertThat(notice.ticketId()).isEqualTo(world.ticketOf(handoff).ticketId());
              assertThat(notice.title()).isEqualTo("Conversation c1 is yours");
              assertThat(notice.body()).isEqualTo("환불해 주세요");
            });
  }

  @Test
  void shouldTellAnAgentOfAConversationWithoutATicket() {
    TicketScenario world =
        aConversation().customerWrites().routingSaysForInbox(handoff, assignedTo("ann"));

    assertThat(told(world)).containsExactly("assigned ann");
    assertThat(world.last(Notified.class).getFirst().ticketId()).isNull();
  }

  @Test
  void shouldTellNobodyWhileNobodyHasIt() {
    assertThat(told(aConversation().customerWrites().routingSays(handoff, queued()))).isEmpty();
  }

  @Test
  void shouldNotTellAnAgentAgainOfWhatHeHas() {
    TicketScenario world = assigned().routingSays(handoff, assignedTo("ann"));
    assertThat(told(world)).isEmpty();

    assertThat(told(world.at("10:02").routingSays(handoff, assignedTo("bob"))))
        .containsExactly("assigned bob");
    assertThat(told(world.at("10:03").routingSays(handoff, assignedTo("ann"))))
        .as("it is his again")
        .containsExactly("assigned ann");
  }

  @Test
  void shouldTellAnAgentOfEachOfferAndOfTheNextHandoff() {
    TicketScenario world =
        aConversation()
            .customerWrites()
            .routingSays(handoff, new RoutingOutcome.Offered("ann", time("10:02")));
    assertThat(told(world)).containsExactly("offered ann");
    assertThat(world.last(Notified.class).getFirst().title())
        .isEqualTo("Conversation c1 is offered to you");

    assertThat(told(world.at("10:01").routingSays(handoff, assignedTo("ann"))))
        .as("routing made it his, he did not accept it")
        .containsExactly("assigned ann");

    world.at("10:05").isClosedBy(ActorType.CUSTOMER).at("11:00").customerWrites();
    assertThat(told(world.routingSays(handoff("h2", "11:00"), assignedTo("ann"))))
        .containsExactly("assigned ann");
  }

  @Test
  void shouldNotTellAnAgentOfWhatHeTookHimself() {
    TicketScenario world = assigned();
    world.wants(new Command("k1", null, Actor.agent("bob"), null, new Command.Take()));

    assertThat(told(world.routingSays(handoff, new RoutingOutcome.Assigned("bob", "k1"))))
        .isEmpty();
  }

  @Test
  void shouldTellThoseWhoAreMentionedByWhom() {
    TicketScenario world =
        assigned().agentWants("ann", new Command.AddNote("look", List.of("bob", "ann", "bob")));

    assertThat(told(world)).containsExactly("mentioned bob");
    assertThat(world.last(Notified.class).getFirst().title())
        .isEqualTo("ann mentioned you in conversation c1");
    assertThat(body(world)).isEqualTo("look");
  }

  @Test
  void shouldShowTheBeginningOfALongNoteAndCutNoCharacterInTwo() {
    String note = "😀".repeat(301);

    assertThat(body(assigned().agentWants("ann", mention("a".repeat(300)))))
        .isEqualTo("a".repeat(300));
    assertThat(body(assigned().agentWants("ann", mention(note)))).isEqualTo("😀".repeat(300) + "…");
  }

  private static Command.AddNote mention(String text) {
    return new Command.AddNote(text, List.of("bob"));
  }

  @Test
  void shouldTellTheTeamToo() {
    assertThat(told(missed(assigned()))).containsExactly("breached ann", "breached team desk");
    assertThat(told(atRisk(assigned()))).as("a risk is the agent's").containsExactly("at-risk ann");
  }

  @Test
  void shouldTellTheTeamWhereNobodyHasTheTicket() {
    assertThat(told(atRisk(aConversation().customerWrites().routingSays(handoff, queued()))))
        .containsExactly("at-risk team desk");
  }

  @Test
  void shouldTellEverybodyWhereThereIsNoTeamEither() {
    Target nobodys = new Target(TargetKind.HELP_DESK, null, null, null);
    TicketScenario world =
        aConversation().customerWrites().routingSays("d1", null, handoff, nobodys, queued());

    assertThat(told(missed(world))).containsExactly("breached team ");
  }

  @Test
  void shouldGiveEachNoticeAnIdThatARepeatDerivesAgain() {
    List<String> first = ids(missed(assigned()));

    assertThat(first).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids(missed(assigned()))).isEqualTo(first);
  }

  private static List<String> ids(TicketScenario world) {
    return world.last(Notified.class).stream().map(Notified::notificationId).toList();
  }

  private static TicketScenario missed(TicketScenario world) {
    return world.falls("t1", new TimeFact.SlaDue("first-response", "gold", true, null, null));
  }

  private static TicketScenario atRisk(TicketScenario world) {
    return world.falls("t1", new TimeFact.SlaDue("first-response", "gold", false, null, null));
  }
}
