package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import io.handoff.ticket.decision.Messages.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tickets learn from what happens in their conversations. A message that others have overtaken
 * is counted like any other; where a message of the other side comes behind it, it changes no
 * status.
 */
final class ConversationPolicy {
  private ConversationPolicy() {}

  /** The kind under which events are remembered. */
  private static final String EVENT = "event";

  static String decide(Turn turn, String channelId, ConversationFact fact) {
    boolean first = !turn.knowsConversation();
    if (first && fact instanceof ConversationFact.Rated) {
      return "no-ticket"; // rates what was forgotten
    }
    if (first) {
      AccountConfig settings = turn.settings();
      if (settings == null) {
        return "unknown-account";
      }
      if (settings.channel(channelId).isEmpty()) {
        return "unknown-channel";
      }
      TicketDecider.beginIfNew(turn, channelId);
    }
    Conversation conversation = turn.conversation();
    Origin origin = turn.origin();
    String seen = seen(conversation, origin, fact);
    if (seen != null) {
      return seen;
    }
    if (conversation.run().closedAfter(origin.at())) {
      return "older-than-close";
    }
    if (!(fact instanceof ConversationFact.Wrote)) {
      turn.remember(EVENT);
    }
    String outcome = happened(turn, fact);
    return first && !(fact instanceof ConversationFact.Started) ? "implicit-start" : outcome;
  }

  /** Why something changes nothing; null: it is new. */
  private static @Nullable String seen(
      Conversation conversation, Origin origin, ConversationFact fact) {
    if (!(fact instanceof ConversationFact.Wrote wrote)) {
      return conversation.remembers(EVENT, origin.id()) ? "duplicate" : null;
    }
    return switch (conversation.messages().place(origin.id(), wrote.sequence(), origin.at())) {
      case NEXT, LATE -> null;
      case REPEAT, STALE -> "duplicate";
      case UNNUMBERED -> "invalid-sequence";
      case LEAP -> "sequence-leap";
    };
  }

  private static String happened(Turn turn, ConversationFact fact) {
    return switch (fact) {
      case ConversationFact.Started started -> started(turn, started);
      case ConversationFact.Wrote wrote -> wrote(turn, wrote);
      case ConversationFact.Resumed resumed -> resumed(turn, resumed);
      case ConversationFact.Accepted accepted -> OfferPolicy.accepted(turn, accepted);
      case ConversationFact.Declined declined -> OfferPolicy.declined(turn, declined);
      case ConversationFact.CloseRefused refused -> ClosePolicy.refused(turn, refused);
      case ConversationFact.Closed closed -> ClosePolicy.closed(turn, closed);
      case ConversationFact.Rated rated -> rated(turn, rated);
      case ConversationFact.Irrelevant _ -> "no-action";
    };
  }

  private static String started(Turn turn, ConversationFact.Started started) {
    beginRunIfClosed(turn);
    if (started.customer() != null) {
      turn.conversation(turn.conversation().withCustomer(started.customer().customerId()));
    }
    return "started";
  }

  private static void beginRunIfClosed(Turn turn) {
    Conversation conversation = turn.conversation();
    if (!conversation.run().open()) {
      turn.conversation(
          conversation.with(conversation.run().begun()).with(conversation.messages().newRun()));
    }
  }

  private static String wrote(Turn turn, ConversationFact.Wrote wrote) {
    if (wrote.author() != ConversationFact.Author.OTHER) {
      beginRunIfClosed(turn);
    }
    Origin origin = turn.origin();
    Messages seen = turn.conversation().messages().with(origin.id(), wrote.sequence(), origin.at());
    turn.conversation(turn.conversation().with(seen));
    Threads.seen(turn, wrote);
    return switch (wrote.author()) {
      case CUSTOMER -> customerWrote(turn, wrote);
      case AGENT -> agentWrote(turn, wrote);
      case OTHER -> "other-message";
    };
  }

  private static String customerWrote(Turn turn, ConversationFact.Wrote wrote) {
    Instant at = turn.origin().at();
    Position position = new Position(at, wrote.sequence());
    boolean isLast = turn.conversation().messages().isLast(position);
    Messages messages = turn.conversation().messages().byCustomer(position);
    turn.conversation(turn.conversation().with(messages));
    Ticket ticket = turn.openTicket();
    if (ticket == null) {
      return "customer-message";
    }
    Lifecycle now = Lifecycle.of(ticket);
    boolean counts =
        isLast && concerns(ticket, at) && !turn.conversation().steppedAfter(turn.origin());
    if (counts
        && now instanceof Lifecycle.Resolved(var resolvedAt)
        && at.isAfter(resolvedAt.plus(turn.ticketSettings().reopenWithin()))) {
      Handoffs.followUp(turn, ticket, wrote);
      return "followed-up";
    }
    Lifecycle next = counts ? Lifecycle.onCustomerMessage(now) : now;
    boolean back = now instanceof Lifecycle.Resolved && !next.equals(now);
    Actor customer = Actor.customer(wrote.authorId());
    Ticket after =
        turn.change(
            ticket,
            customer,
            back ? "the customer came back" : "the customer wrote",
            draft -> {
              draft.customerMessageCount = messages.customer();
              draft.enter(next);
              draft.reopenCount += back ? 1 : 0;
            });
    if (back) {
      Handoffs.reopen(turn, after, customer);
    }
    return back ? "reopened" : "customer-message";
  }

  private static String agentWrote(Turn turn, ConversationFact.Wrote wrote) {
    Instant at = turn.origin().at();
    Position position = new Position(at, wrote.sequence());
    boolean isLast = turn.conversation().messages().isLast(position);
    Messages messages = turn.conversation().messages().byAgent(position);
    turn.conversation(turn.conversation().with(messages));
    rememberAnswer(turn, at);
    Actor agent = Actor.agent(wrote.authorId());
    Ticket ticket = turn.openTicket();
    if (ticket == null || !concerns(ticket, at)) {
      answeredBeforeItsEndWasRead(turn, agent, at);
    }
    if (ticket == null) {
      return "agent-message";
    }
    boolean answers = concerns(ticket, at);
    // what carries out a reply: its command has said where the ticket goes
    boolean byHand = wrote.actionId() == null;
    Lifecycle now = Lifecycle.of(ticket);
    turn.change(
        ticket,
        agent,
        "an agent wrote",
        draft -> {
          draft.agentMessageCount = messages.agent();
          if (answers) {
            draft.answered(at);
            draft.enter(byHand && isLast ? Lifecycle.onAgentMessage(now) : now);
          }
        });
    return "agent-message";
  }

  /** Of answers with no message of the customer between them, only the first matters later. */
  private static void rememberAnswer(Turn turn, Instant at) {
    Conversation conversation = turn.conversation();
    Occurrence last =
        conversation.occurrences().isEmpty() ? null : conversation.occurrences().getLast();
    if (last == null
        || last.kind() != Occurrence.Kind.ANSWERED
        || conversation.messages().askedAfter(last.at())) {
      turn.conversation(conversation.with(Occurrence.answered(at)));
    }
  }

  /** The answer belongs to a ticket that a newer handoff has closed before its time. */
  private static void answeredBeforeItsEndWasRead(Turn turn, Actor agent, Instant at) {
    TicketRef past = turn.conversation().ticketAt(at);
    Ticket ticket = past == null ? null : turn.ticket(past.ticketId());
    if (ticket != null && Closing.SUPERSEDED.equals(ticket.closedBy())) {
      turn.change(ticket, agent, "an agent wrote", draft -> draft.answered(at));
    }
  }

  /** Whether something that happened then happened after the ticket's handoff was asked for. */
  private static boolean concerns(Ticket ticket, Instant at) {
    return !at.isBefore(ticket.handoff().requestedAt());
  }

  private static String resumed(Turn turn, ConversationFact.Resumed resumed) {
    Occurrence end = Occurrence.resumed(turn.origin().at());
    turn.conversation(turn.conversation().with(end));
    TrackedHandoff active = turn.conversation().activeHandoff();
    if (active == null || active.handoff().requestedAt().isAfter(end.at())) {
      return ClosePolicy.explainSuperseded(turn, end) ? "explained" : "no-action";
    }
    Handoffs.end(turn, HandoffEnd.HANDED_BACK, Closing.handedBack(end.at(), resumed.actor(), null));
    return "handed-back";
  }

  private static String rated(Turn turn, ConversationFact.Rated rated) {
    if (rated.score() < 1 || rated.score() > 5) {
      turn.add(
          new Effect.InputRefused(
              "rating", "invalid-rating", "a rating is 1 to 5, not " + rated.score()));
      return "invalid-rating";
    }
    Instant at = turn.origin().at();
    turn.conversation(turn.conversation().with(Occurrence.rated(at, rated.score())));
    TicketRef meant = turn.conversation().ticketAt(at);
    Ticket ticket = meant == null ? null : turn.ticket(meant.ticketId());
    if (ticket == null) {
      return "no-ticket";
    }
    Customer customer = turn.conversation().customer();
    turn.change(
        ticket,
        Actor.customer(customer == null ? null : customer.customerId()),
        "the customer rated the conversation",
        draft -> draft.rating = rated.score());
    return "rated";
  }
}
