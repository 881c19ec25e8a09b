package io.handoff.ticket.decision;

import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.conversation.LoggedEvent;
import io.handoff.ticket.decision.conversation.TicketRef;
import io.handoff.ticket.decision.effect.NoticeKind;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.NotificationPolicy;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Origin;
import io.handoff.ticket.decision.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tickets learn from deadlines. */
final class TimePolicy {
  private TimePolicy() {}

  /** The kind under which deadlines are remembered. */
  private static final String DEADLINE = "deadline";

  static String decide(DecisionContext context, String channelId, TimeFact fact) {
    return switch (fact) {
      case TimeFact.NoNews _ -> "no-action";
      case TimeFact.CloseDue due -> closeDue(context, channelId, due);
      case TimeFact.SnoozeOver(var until) ->
          onTicket(context, null, ticket -> wake(context, ticket, until));
      case TimeFact.SlaDue due ->
          onTicket(context, due.ticketId(), ticket -> sla(context, ticket, due));
      case TimeFact.EscalationDue due ->
          onTicket(context, due.ticketId(), ticket -> escalate(context, ticket, due));
    };
  }

  private static String onTicket(
      DecisionContext context, @Nullable String ticketId, Function<Ticket, String> look) {
    Ticket ticket = context.knowsConversation() ? context.openTicket() : null;
    if (ticket == null || (ticketId != null && !ticketId.equals(ticket.ticketId()))) {
      return "no-ticket";
    }
    if (context.conversation().remembers(DEADLINE, context.origin().id())) {
      return "duplicate";
    }
    context.remember(DEADLINE);
    return look.apply(ticket);
  }

  private static String wake(DecisionContext context, Ticket ticket, Instant until) {
    Lifecycle now = Lifecycle.of(ticket);
    Lifecycle next = Lifecycle.onSnoozeOver(now, until);
    if (next.equals(now)) {
      return "no-action";
    }
    Ticket after =
        context.change(ticket, Actor.timer("snooze"), "the snooze is over", d -> d.enter(next));
    NotificationPolicy.concerned(
        context, after, NoticeKind.SNOOZE_OVER, false, named(after) + " is back from its snooze");
    return "snooze-over";
  }

  private static String sla(DecisionContext context, Ticket ticket, TimeFact.SlaDue due) {
    String target = due.metric() + " of " + due.policyId();
    if (due.missed() && due.metAt() != null) {
      context.note(
          ticket, Actor.timer("sla"), "SLA missed: " + target + ", met too late", draft -> {});
      return "sla-breached";
    }
    if (due.missed()) {
      context.note(ticket, Actor.timer("sla"), "SLA missed: " + target, draft -> {});
      NotificationPolicy.concerned(
          context, ticket, NoticeKind.BREACHED, true, named(ticket) + " missed its SLA: " + target);
      return "sla-breached";
    }
    NotificationPolicy.concerned(
        context, ticket, NoticeKind.AT_RISK, false, named(ticket) + " is about to miss: " + target);
    return "sla-at-risk";
  }

  private static String escalate(
      DecisionContext context, Ticket ticket, TimeFact.EscalationDue due) {
    String step = "step %d of %s".formatted(due.step(), due.escalationId());
    context.note(ticket, Actor.timer("escalation"), "escalated: " + step, draft -> {});
    NotificationPolicy.concerned(
        context, ticket, NoticeKind.ESCALATED, true, named(ticket) + " is escalated: " + step);
    return "escalated";
  }

  private static String named(Ticket ticket) {
    return "Conversation " + ticket.conversationId();
  }

  private static String closeDue(DecisionContext context, String channelId, TimeFact.CloseDue due) {
    context.beginIfNew(channelId);
    Conversation conversation = context.conversation();
    Origin origin = context.origin();
    if (conversation.remembers(DEADLINE, origin.id())) {
      return "duplicate";
    }
    conversation = conversation.remember(DEADLINE, origin.id()).with(due.action());
    context.conversation(conversation);
    for (LoggedEvent end : conversation.occurrences()) {
      if (due.action().actionId().equals(end.actionId())) {
        TicketRef ended = conversation.ticketAt(end.at());
        ClosePolicy.explain(
            context,
            ended == null ? null : ended.ticketId(),
            CloseCause.SERVICE,
            CloseCause.silent(end.at(), due.action()));
        return "explained";
      }
    }
    Ticket ticket = context.openTicket();
    if (ticket == null || ticket.handoff().requestedAt().isAfter(origin.at())) {
      return "no-ticket";
    }
    context.note(
        ticket,
        Actor.timer(due.action().kind()),
        "closing: "
            + due.action().silence()
            + " for "
            + words(Duration.between(due.silentSince(), origin.at())),
        draft -> draft.billable &= due.action().billable());
    return "close-due";
  }

  /** A duration in words: "2 d 3 h", "10 min", "45 s". */
  static String words(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    StringBuilder words = new StringBuilder();
    part(words, duration.toDays(), "d");
    part(words, duration.toHoursPart(), "h");
    part(words, duration.toMinutesPart(), "min");
    return words.toString();
  }

  private static void part(StringBuilder words, long figure, String unit) {
    if (figure > 0) {
      words.append(words.isEmpty() ? "" : " ").append(figure).append(' ').append(unit);
    }
  }
}
