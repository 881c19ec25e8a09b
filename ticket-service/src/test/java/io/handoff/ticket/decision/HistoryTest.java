package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.FieldChange;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.History;
import io.handoff.ticket.decision.ticket.TicketChange;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final Handoff handoff = handoff("h1", "10:00");
  private final TicketScenario world =
      aConversation()
          .customerWrites()
          .routingSays(handoff, assignedTo("ann"))
          .at("10:01")
          .agentWants("ann", new Command.ChangeTags(false, List.of("vip", "late"), List.of()))
          .agentWants("ann", new Command.SetCustomField("order", "4711"))
          .agentWants("ann", new Command.Reply("hello", null, TicketStatus.RESOLVED))
          .at("10:02")
          .customerWrites()
          .at("10:03")
          .isClosedBy(ActorType.CUSTOMER)
          .at("10:04")
          .happens(new ConversationFact.Rated(4));

  @Test
  void shouldMakeTheTicketAgainFromItsHistory() {
    List<TicketChange> history = world.historyOf(handoff);
    assertThat(history.stream().map(TicketChange::version))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(History.replay(history)).isEqualTo(world.ticketOf(handoff));
  }

  @Test
  void shouldRefuseAHistoryWithAGapOrWithoutABeginning() {
    List<TicketChange> gap = new ArrayList<>(world.historyOf(handoff));
    gap.remove(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.replay(gap))
        .withMessageContaining("does not follow");
    assertThatIllegalArgumentException().isThrownBy(() -> History.replay(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.replay(world.historyOf(handoff).subList(1, 3)));
  }

  @Test
  void shouldRefuseAValueThatWasNotThere() {
    List<TicketChange> history = new ArrayList<>(world.historyOf(handoff).subList(0, 1));
    history.add(
        new TicketChange.Changed(
            2,
            TicketScenario.time("10:01"),
            List.of(new FieldChange("priority", "LOW", "HIGH")),
            "wrong"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.replay(history))
        .withMessageContaining("priority was NORMAL");
  }
}
