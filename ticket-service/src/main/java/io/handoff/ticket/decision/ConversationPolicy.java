package io.handoff.ticket.decision;

import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.conversation.Messages;
import io.handoff.ticket.decision.conversation.Messages.Position;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.Handoffs;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Ticket;
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

  static String decide(DecisionContext context, String channelId, ConversationFact fact) {
    boolean first = !context.knowsConversation();
    if (first && fact instanceof ConversationFact.Rated) {
      return "no-ticket"; // rates what was forgotten
    }
    if (first) {
      AccountConfig settings = context.settings();
      if (settings == null) {
        return "unknown-account";
      }
      if (settings.channel(channelId).isEmpty()) {
        return "unknown-channel";
      }
      context.beginIfNew(channelId);
    }
    Conversation conversation = context.conversation();
    Origin origin = context.origin();
    String seen = seen(conversation, origin, fact);
    if (seen != null) {
      return seen;
    }
    if (conversation.run().closedAfter(origin.at())) {
      return "older-than-close";
    }
    if (!(fact instanceof ConversationFact.Wrote)) {
      context.remember(EVENT);
    }
    String outcome = happened(context, fact);
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

  private static String happened(DecisionContext context, ConversationFact fact) {
    return switch (fact) {
      case ConversationFact.Started started -> started(context, started);
      case ConversationFact.Wrote wrote -> wrote(context, wrote);
      case ConversationFact.Resumed resumed -> resumed(context, resumed);
      case ConversationFact.Accepted accepted -> OfferPolicy.accepted(context, accepted);
      case ConversationFact.Declined declined -> OfferPolicy.declined(context, declined);
      case ConversationFact.CloseRefused refused -> ClosePolicy.refused(context, refused);
      case ConversationFact.Closed closed -> ClosePolicy.closed(context, closed);
      case ConversationFact.Rated rated -> rated(context, rated);
      case ConversationFact.Irrelevant _ -> "no-action";
    };
  }

  private static String started(DecisionContext context, ConversationFact.Started started) {
    beginRunIfClosed(context);
    if (started.customer() != null) {
      context.conversation(context.conversation().withCustomer(started.customer().customerId()));
    }
    return "started";
  }

  private static void beginRunIfClosed(DecisionContext context) {
    Conversation conversation = context.conversation();
    if (!conversation.run().open()) {
      context.conversation(
          conversation.with(conversation.run().begun()).with(conversation.messages().newRun()));
    }
  }

  private static String wrote(DecisionContext context, ConversationFact.Wrote wrote) {
    if (wrote.author() != ConversationFact.Author.OTHER) {
      beginRunIfClosed(context);
    }
    Origin origin = context.origin();
    Messages seen =
        context.conversation().messages().with(origin.id(), wrote.sequence(), origin.at());
    context.conversation(context.conversation().with(seen));
    EmailThreading.seen(context, wrote);
    return switch (wrote.author()) {
      case CUSTOMER -> customerWrote(context, wrote);
      case AGENT -> agentWrote(context, wrote);
      case OTHER -> "other-message";
    };
  }

  private static String customerWrote(DecisionContext context, ConversationFact.Wrote wrote) {
    Instant at = context.origin().at();
    Position position = new Position(at, wrote.sequence());
    boolean isLast = context.conversation().messages().isLast(position);
    Messages messages = context.conversation().messages().byCustomer(position);
    context.conversation(context.conversation().with(messages));
    Ticket ticket = context.openTicket();
    if (ticket == null) {
      return "customer-message";
    }
    Lifecycle now = Lifecycle.of(ticket);
    boolean counts =
        isLast && concerns(ticket, at) && !context.conversation().steppedAfter(context.origin());
    if (counts
        && now instanceof Lifecycle.Resolved(var resolvedAt)
        && at.isAfter(resolvedAt.plus(context.ticketSettings().reopenWithin()))) {
      Handoffs.followUp(context, ticket, wrote);
      return "followed-up";
    }
    Lifecycle next = counts ? Lifecycle.onCustomerMessage(now) : now;
    boolean back = now instanceof Lifecycle.Resolved && !next.equals(now);
    Actor customer = Actor.customer(wrote.authorId());
    Ticket after =
        context.change(
            ticket,
            customer,
            back ? "the customer came back" : "the customer wrote",
            draft -> {
              draft.customerMessageCount = messages.customer();
              draft.enter(next);
              draft.reopenCount += back ? 1 : 0;
            });
    if (back) {
      Handoffs.reopen(context, after, customer);
    }
    return back ? "reopened" : "customer-message";
  }

  private static String agentWrote(DecisionContext context, ConversationFact.Wrote wrote) {
    Instant at = context.origin().at();
    Position position = new Position(at, wrote.sequence());
    boolean isLast = context.conversation().messages().isLast(position);
    Messages messages = context.conversation().messages().byAgent(position);
    context.conversation(context.conversation().with(messages));
    rememberAnswer(context, at);
    Actor agent = Actor.agent(wrote.authorId());
    Ticket ticket = context.openTicket();
    if (ticket == null || !concerns(ticket, at)) {
      answeredBeforeItsEndWasRead(context, agent, at);
    }
    if (ticket == null) {
      return "agent-message";
    }
    boolean answers = concerns(ticket, at);
    // what carries out a reply: its command has said where the ticket goes
    boolean byHand = wrote.actionId() == null;
    Lifecycle now = Lifecycle.of(ticket);
    context.change(
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
  private static void rememberAnswer(DecisionContext context, Instant at) {
    Conversation conversation = context.conversation();
    LoggedEvent last =
        conversation.occurrences().isEmpty() ? null : conversation.occurrences().getLast();
    if (last == null
        || last.kind() != LoggedEvent.Kind.ANSWERED
        || conversation.messages().askedAfter(last.at())) {
      context.conversation(conversation.with(LoggedEvent.answered(at)));
    }
  }

  /** The answer belongs to a ticket that a newer handoff has closed before its time. */
  private static void answeredBeforeItsEndWasRead(
      DecisionContext context, Actor agent, Instant at) {
    TicketRef past = context.conversation().ticketAt(at);
    Ticket ticket = past == null ? null : context.ticket(past.ticketId());
    if (ticket != null && CloseCause.SUPERSEDED.equals(ticket.closedBy())) {
      context.change(ticket, agent, "an agent wrote", draft -> draft.answered(at));
    }
  }

  /** Whether something that happened then happened after the ticket's handoff was asked for. */
  private static boolean concerns(Ticket ticket, Instant at) {
    return !at.isBefore(ticket.handoff().requestedAt());
  }

  private static String resumed(DecisionContext context, ConversationFact.Resumed resumed) {
    LoggedEvent end = LoggedEvent.resumed(context.origin().at());
    context.conversation(context.conversation().with(end));
    TrackedHandoff active = context.conversation().activeHandoff();
    if (active == null || active.handoff().requestedAt().isAfter(end.at())) {
      return ClosePolicy.explainSuperseded(context, end) ? "explained" : "no-action";
    }
    Handoffs.end(
        context, HandoffEnd.HANDED_BACK, CloseCause.handedBack(end.at(), resumed.actor(), null));
    return "handed-back";
  }

  private static String rated(DecisionContext context, ConversationFact.Rated rated) {
    if (rated.score() < 1 || rated.score() > 5) {
      context.add(
          new Effect.InputRefused(
              "rating", "invalid-rating", "a rating is 1 to 5, not " + rated.score()));
      return "invalid-rating";
    }
    Instant at = context.origin().at();
    context.conversation(context.conversation().with(LoggedEvent.rated(at, rated.score())));
    TicketRef meant = context.conversation().ticketAt(at);
    Ticket ticket = meant == null ? null : context.ticket(meant.ticketId());
    if (ticket == null) {
      return "no-ticket";
    }
    Customer customer = context.conversation().customer();
    context.change(
        ticket,
        Actor.customer(customer == null ? null : customer.customerId()),
        "the customer rated the conversation",
        draft -> draft.rating = rated.score());
    return "rated";
  }
}
