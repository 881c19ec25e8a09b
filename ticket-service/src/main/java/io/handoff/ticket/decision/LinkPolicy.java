package io.handoff.ticket.decision;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tickets learn from their customers' other conversations. */
final class LinkPolicy {
  private LinkPolicy() {}

  /** The kind under which links are remembered. */
  private static final String LINK = "link";

  static String decide(Turn turn, String ticketId, Link link) {
    Ticket ticket = turn.knowsConversation() ? turn.ticket(ticketId) : null;
    if (ticket == null) {
      return "no-ticket";
    }
    if (turn.conversation().remembers(LINK, turn.origin().id())) {
      return "duplicate";
    }
    turn.remember(LINK);
    return switch (link) {
      case Link.CustomerTags tags -> tagsOf(turn, ticket, tags);
      case Link.MergeInto into -> mergeInto(turn, ticket, into);
      case Link.Merged merged -> merged(turn, ticket, merged);
      case Link.NotMerged not -> notMerged(turn, ticket, not);
      case Link.MergeUndone undone -> mergeUndone(turn, ticket, undone);
      case Link.FollowsUp(var other) -> {
        turn.change(
            ticket,
            Actor.SYSTEM,
            "an e-mail refers to a ticket that is over",
            draft -> draft.followUpOf = other);
        yield "follows-up";
      }
    };
  }

  private static String tagsOf(Turn turn, Ticket ticket, Link.CustomerTags now) {
    if (ticket.ended()) {
      return "no-ticket";
    }
    turn.change(
        ticket, Actor.SYSTEM, "the customer's tags", draft -> draft.customerTags = now.tags());
    return "customer-tags";
  }

  /** This ticket ends, unless it has ended or waits for a merge of its own. */
  private static String mergeInto(Turn turn, Ticket ticket, Link.MergeInto into) {
    Ticket open = turn.openTicket();
    if (open == null || !open.ticketId().equals(ticket.ticketId())) {
      return refuse(turn, into, "ticket-closed", "the other ticket is closed");
    }
    if (turn.commands().pending().stream().anyMatch(CommandLog.Pending::merging)) {
      return refuse(turn, into, "merge-pending", "the other ticket is being merged itself");
    }
    Closing closing =
        Closing.merged(turn.origin().at(), into.actor(), into.targetTicketId(), ticket.billable());
    turn.change(
        ticket,
        into.actor(),
        closing.why(),
        draft -> {
          closing.on(draft, Lifecycle.of(ticket));
          draft.mergedInto = into.targetTicketId();
        });
    StatusWishes.close(turn, ticket);
    turn.conversation(turn.conversation().withMergedInto(into.targetConversationId()));
    Handoffs.end(turn, HandoffEnd.TICKET_CLOSED, closing);
    send(
        turn,
        into,
        new Link.Merged(
            ticket.ticketId(),
            ticket.conversationId(),
            into.requestId(),
            ticket.conversationTags(),
            into.actor()));
    return "merged-away";
  }

  private static String refuse(Turn turn, Link.MergeInto into, String code, String message) {
    send(turn, into, new Link.NotMerged(into.requestId(), code, message));
    return "merge-refused";
  }

  private static void send(Turn turn, Link.MergeInto into, Link link) {
    turn.add(
        new Effect.LinkSent(
            turn.origin().derive(LINK, "merge"),
            into.targetConversationId(),
            into.targetTicketId(),
            link));
  }

  /**
   * Another ticket is part of this one. If this one has ended meanwhile, the work goes on in a
   * follow-up.
   */
  private static String merged(Turn turn, Ticket ticket, Link.Merged merged) {
    boolean thread = merged.requestId() == null;
    Lifecycle now = Lifecycle.of(ticket);
    Lifecycle next = thread ? Lifecycle.onCustomerMessage(now) : now;
    boolean back = now instanceof Lifecycle.Resolved && !next.equals(now);
    Ticket after =
        turn.note(
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
    answer(turn, merged.requestId(), id -> CommandLog.Answer.accepted(id, after));
    if (back) {
      Handoffs.reopen(turn, after, merged.actor());
    } else if (after.ended()) {
      Handoffs.goOn(turn, after);
    }
    return "merged";
  }

  /** The ticket that goes on by itself again tells the one that it had become part of. */
  static void undo(Turn turn, Ticket ticket) {
    String target = ticket.mergedInto();
    String conversationId = turn.conversation().mergedInto();
    if (target != null && conversationId != null) {
      turn.add(
          new Effect.LinkSent(
              turn.origin().derive(LINK, "merge-undone"),
              conversationId,
              target,
              new Link.MergeUndone(ticket.ticketId(), ticket.conversationId())));
      turn.conversation(turn.conversation().withMergedInto(null));
    }
  }

  private static String mergeUndone(Turn turn, Ticket ticket, Link.MergeUndone undone) {
    turn.note(
        ticket,
        Actor.PLATFORM,
        "ticket %s of conversation %s goes on by itself: its customer had written before it was closed"
            .formatted(undone.otherTicketId(), undone.otherConversationId()),
        draft -> {});
    return "merge-undone";
  }

  private static String notMerged(Turn turn, Ticket ticket, Link.NotMerged not) {
    answer(
        turn,
        not.requestId(),
        id -> CommandLog.Answer.rejected(id, ticket, not.code(), not.message()));
    return "merge-refused";
  }

  private static void answer(
      Turn turn, @Nullable String requestId, Function<String, CommandLog.Answer> answer) {
    CommandLog.Pending waiting =
        requestId == null ? null : turn.commands().pendingRequest(requestId);
    if (waiting != null) {
      turn.answer(answer.apply(waiting.commandId()));
    }
  }
}
