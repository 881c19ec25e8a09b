package io.handoff.ticket.decision.command;

import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.effect.HandoffEnd;
import io.handoff.ticket.decision.handoff.CloseCause;
import io.handoff.ticket.decision.handoff.Handoffs;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Lifecycle;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketDraft;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wishes that move a ticket along its lifecycle. */
public final class StatusCommands {
  private StatusCommands() {}

  static CommandResult reply(
      DecisionContext context,
      Command command,
      Command.Reply wish,
      Ticket ticket,
      AccountConfig settings) {
    ReplyText said = ReplyText.of(command, wish, ticket, settings);
    if (said.denied() != null) {
      return said.denied();
    }
    boolean byAgent = command.issuedBy().type() == ActorType.AGENT;
    Lifecycle now = Lifecycle.of(ticket);
    TicketStatus thenStatus = wish.thenStatus();
    Optional<Lifecycle> next =
        thenStatus == null
            ? Optional.of(byAgent ? Lifecycle.onAgentMessage(now) : now)
            : wanted(context, command, ticket, thenStatus);
    if (next.isEmpty()) {
      return illegal(ticket, thenStatus);
    }
    context.add(
        new Effect.MessageSent(
            context.actionId("reply"), said.message(), byAgent ? command.issuedBy().id() : null));
    Instant at = context.origin().at();
    return enter(
        context,
        command,
        ticket,
        next.get(),
        "replied",
        draft -> {
          if (byAgent) {
            draft.answered(at);
          }
        });
  }

  static CommandResult setStatus(
      DecisionContext context, Command command, Command.SetStatus wish, Ticket ticket) {
    Optional<Lifecycle> next = wanted(context, command, ticket, wish.status());
    return next.isEmpty()
        ? illegal(ticket, wish.status())
        : enter(context, command, ticket, next.get(), "status set", draft -> {});
  }

  static CommandResult snooze(
      DecisionContext context, Command command, Command.Snooze wish, Ticket ticket) {
    Instant now = context.origin().at();
    Instant until = wish.until();
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(Limits.SNOOZE)))) {
      return new CommandResult.Denied(
          "invalid-time",
          "a snooze ends within " + Limits.SNOOZE.toDays() + " days from now, not at " + until);
    }
    Optional<Lifecycle> next = Lifecycle.onSnooze(Lifecycle.of(ticket), until);
    return next.isEmpty()
        ? illegal(ticket, TicketStatus.SNOOZED)
        : enter(
            context,
            command,
            ticket,
            next.get(),
            until == null ? "snoozed until the customer replies" : "snoozed until " + until,
            draft -> {});
  }

  static CommandResult handBack(
      DecisionContext context, Command command, Command.HandBack wish, Ticket ticket) {
    if (wish.note() != null && wish.note().length() > Limits.NOTE) {
      return Limits.tooLong("a note", Limits.NOTE);
    }
    context.add(
        new Effect.AiAgentResumed(context.actionId("resume"), ticket.handoff().handoffId()));
    Handoffs.end(
        context,
        HandoffEnd.HANDED_BACK,
        CloseCause.handedBack(context.origin().at(), command.issuedBy(), wish.note()));
    return granted(context, ticket);
  }

  private static CommandResult granted(DecisionContext context, Ticket ticket) {
    Ticket after = context.ticket(ticket.ticketId());
    return new CommandResult.Granted(after == null ? ticket : after);
  }

  private static Optional<Lifecycle> wanted(
      DecisionContext context, Command command, Ticket ticket, TicketStatus status) {
    return Lifecycle.onCommand(
        Lifecycle.of(ticket), status, context.origin().at(), command.issuedBy().word());
  }

  private static CommandResult illegal(Ticket ticket, @Nullable TicketStatus status) {
    return new CommandResult.Denied(
        "illegal-transition", "a ticket does not go from " + ticket.status() + " to " + status);
  }

  /** Goes to a state, with what that means for routing and for the conversation. */
  private static CommandResult enter(
      DecisionContext context,
      Command command,
      Ticket ticket,
      Lifecycle next,
      String why,
      Consumer<TicketDraft> more) {
    Actor actor = command.issuedBy();
    Ticket after =
        context.change(
            ticket,
            actor,
            why,
            draft -> {
              draft.enter(next);
              more.accept(draft);
            });
    if (next.status() == ticket.status()) {
      return new CommandResult.Granted(after);
    }
    context.conversation(context.conversation().stepped(context.origin()));
    switch (next) {
      case Lifecycle.Closed(var at, var by) -> {
        close(context, after);
        Handoffs.end(
            context,
            HandoffEnd.TICKET_CLOSED,
            new CloseCause(at, by, actor, why, after.billable()));
      }
      case Lifecycle.Resolved _ -> Handoffs.release(context, HandoffEnd.TICKET_RESOLVED);
      case Lifecycle.Active _ -> {
        if (ticket.status() == TicketStatus.RESOLVED) {
          Handoffs.reopen(context, after, actor);
        }
      }
    }
    return new CommandResult.Granted(after);
  }

  /** Asks the platform to close the conversation, for its ticket is closed. */
  public static void close(DecisionContext context, Ticket ticket) {
    String actionId = context.actionId("close");
    context.conversation(context.conversation().withCommandedClose(actionId));
    context.add(
        new Effect.ConversationClosed(
            actionId, context.conversation().messages().lastSequence(), ticket.billable()));
  }
}
