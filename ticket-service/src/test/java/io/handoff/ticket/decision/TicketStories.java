package io.handoff.ticket.decision;

import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.List;

/** States that conversations came to, for tests of other packages. */
public final class TicketStories {
  private TicketStories() {}

  /** All that is kept of a conversation. */
  public record State(Conversation conversation, CommandLog commands, List<Ticket> tickets) {}

  /** A conversation in which nearly everything happened that can. */
  public static State aFullOne() {
    Handoff first = TicketScenario.handoff("h1", "10:00");
    TicketScenario world =
        TicketScenario.aConversation()
            .happens(new ConversationFact.Started(first.customer()))
            .customerWrites()
            .routingSays(first, TicketScenario.assignedTo("ann"))
            .at("10:01")
            .agentWants("ann", new Command.ChangeTags(false, List.of("vip"), List.of()))
            .agentWants("ann", new Command.SetCustomField("order", "4711"))
            .agentWants("ann", new Command.Assign("eve"))
            .agentWrites("ann")
            .at("10:30")
            .silenceFallsDue("a1", "customer-silent", false, "10:01")
            .at("10:31")
            .isClosedByAction("a1")
            .at("10:32")
            .happens(new ConversationFact.Rated(3))
            .at("11:00")
            .customerWrites()
            .routingSays(
                TicketScenario.handoff("h2", "11:00"),
                new RoutingOutcome.Offered("ann", TicketScenario.time("11:01")))
            .agentWants("ann", new Command.Assign("bob"));
    return new State(world.conversation(), world.commands(), world.tickets());
  }
}
