package io.handoff.ticket.decision.customer;

import io.handoff.ticket.decision.command.StatusCommands;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.effect.TicketLinkEvent;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.Handoffs;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tickets learn from their customers' other conversations. */
public final class LinkPolicy {
  private LinkPolicy() {}

  /** The kind under which links are remembered. */
  private static final String LINK = "link";

  /** What a ticket makes of it; returns the outcome in a word. */
  public static String decide(DecisionContext context, String ticketId, TicketLinkEvent link) {
    Ticket ticket = context.knowsConversation() ? context.ticket(ticketId) : null;
    if (ticket == null) {
      return "no-ticket";
    }
    if (context.conversation().remembers(LINK, context.origin().id())) {
      return "duplicate";
    }
    context.remember(LINK);
    return switch (link) {
      case TicketLinkEvent.CustomerTags tags -> tagsOf(context, ticket, tags);
      case TicketLinkEvent.MergeInto into -> mergeInto(context, ticket, into);
      case TicketLinkEvent.Merged merged -> merged(context, ticket, merged);
      case TicketLinkEvent.NotMerged not -> notMerged(context, ticket, not);
      case TicketLinkEvent.MergeUndone undone -> mergeUndone(context, ticket, undone);
      case TicketLinkEvent.FollowsUp(var other) -> {
        context.change(
            ticket,
            Actor.SYSTEM,
            "an e-mail refers to a ticket that is over",
            draft -> draft.followUpOf = other);
        yield "follows-up";
      }
    };
  }

  private static String tagsOf(
      DecisionContext context, Ticket ticket, TicketLinkEvent.CustomerTags now) {
    if (ticket.ended()) {
      return "no-ticket";
    }
    context.change(
        ticket, Actor.SYSTEM, "the customer's tags", draft -> draft.customerTags = now.tags());
    return "customer-tags";
  }

  /** This ticket ends, unless it has ended or waits for a merge of its own. */
  private static String mergeInto(
      DecisionContext context, Ticket ticket, TicketLinkEvent.MergeInto into) {
    Ticket open = context.openTicket();
    if (open == null || !open.ticketId().equals(ticket.ticketId())) {
      return refuse(context, into, "ticket-closed", "the other ticket is closed");
    }
    if (context.commands().pending().stream().anyMatch(CommandLog.Pending::merging)) {
      return refuse(context, into, "merge-pending", "the other ticket is being merged itself");
    }
    CloseCause closing =
        CloseCause.merged(
            context.origin().at(), into.actor(), into.targetTicketId(), ticket.billable());
    context.change(
        ticket,
        into.actor(),
        closing.why(),
        draft -> {
          closing.on(draft, Lifecycle.of(ticket));
          draft.mergedInto = into.targetTicketId();
        });
    StatusCommands.close(context, ticket);
    context.conversation(context.conversation().withMergedInto(into.targetConversationId()));
    Handoffs.end(context, HandoffEnd.TICKET_CLOSED, closing);
    send(
        context,
        into,
        new TicketLinkEvent.Merged(
            ticket.ticketId(),
            ticket.conversationId(),
            into.requestId(),
            ticket.conversationTags(),
            into.actor()));
    return "merged-away";
  }

  private static String refuse(
      DecisionContext context, TicketLinkEvent.MergeInto into, String code, String message) {
    send(context, into, new TicketLinkEvent.NotMerged(into.requestId(), code, message));
    return "merge-refused";
  }

  private static void send(
      DecisionContext context, TicketLinkEvent.MergeInto into, TicketLinkEvent link) {
    context.add(
        new Effect.LinkSent(
            context.origin().derive(LINK, "merge"),
            into.targetConversationId(),
            into.targetTicketId(),
            link));
  }

  /**
   * Another ticket is part of this one. If this one has ended meanwhile, the work goes on in a
   * follow-up.
   */
  private static String merged(
      DecisionContext context, Ticket ticket, TicketLinkEvent.Merged merged) {
    boolean thread = merged.requestId() == null;
    Lifecycle now = Lifecycle.of(ticket);
    Lifecycle next = thread ? Lifecycle.onCustomerMessage(now) : now;
    boolean back = now instanceof Lifecycle.Resolved && !next.equals(now);
    Ticket after =
        context.note(
            ticket,
            merged.actor(),
            "merged ticket %s of conversation %s into this one%s"
                .formatted(
                    merged.otherTicketId(),
                    merged.otherConversationId(),
                    thread ? ", for its e-mail belongs here" : ""),
            draft -> {
              draft.conversationTags =
                  CustomerState.changed(
                      draft.conversationTags, merged.conversationTags(), List.of());
              draft.enter(next);
              draft.reopenCount += back ? 1 : 0;
            });
    answer(context, merged.requestId(), id -> CommandLog.Answer.accepted(id, after));
    if (back) {
      Handoffs.reopen(context, after, merged.actor());
    } else if (after.ended()) {
      Handoffs.goOn(context, after);
    }
    return "merged";
  }

  /** The ticket that goes on by itself again tells the one that it had become part of. */
  public static void undo(DecisionContext context, Ticket ticket) {
    String target = ticket.mergedInto();
    String conversationId = context.conversation().mergedInto();
    if (target != null && conversationId != null) {
      context.add(
          new Effect.LinkSent(
              context.origin().derive(LINK, "merge-undone"),
              conversationId,
              target,
              new TicketLinkEvent.MergeUndone(ticket.ticketId(), ticket.conversationId())));
      context.conversation(context.conversation().withMergedInto(null));
    }
  }

  private static String mergeUndone(
      DecisionContext context, Ticket ticket, TicketLinkEvent.MergeUndone undone) {
    context.note(
        ticket,
        Actor.PLATFORM,
        "ticket %s of conversation %s goes on by itself: its customer had written before it was closed"
            .formatted(undone.otherTicketId(), undone.otherConversationId()),
        draft -> {});
    return "merge-undone";
  }

  private static String notMerged(
      DecisionContext context, Ticket ticket, TicketLinkEvent.NotMerged not) {
    answer(
        context,
        not.requestId(),
        id -> CommandLog.Answer.rejected(id, ticket, not.code(), not.message()));
    return "merge-refused";
  }

  private static void answer(
      DecisionContext context,
      @Nullable String requestId,
      Function<String, CommandLog.Answer> answer) {
    CommandLog.Pending waiting =
        requestId == null ? null : context.commands().pendingRequest(requestId);
    if (waiting != null) {
      context.answer(answer.apply(waiting.commandId()));
    }
  }
}
