package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wishes that move a ticket along its lifecycle. */
final class StatusWishes {
  private StatusWishes() {}

  static Verdict reply(
      Turn turn, Command command, Command.Reply wish, Ticket ticket, AccountConfig settings) {
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
            : wanted(turn, command, ticket, thenStatus);
    if (next.isEmpty()) {
      return illegal(ticket, thenStatus);
    }
    turn.add(
        new Effect.MessageSent(
            turn.actionId("reply"), said.message(), byAgent ? command.issuedBy().id() : null));
    Instant at = turn.origin().at();
    return enter(
        turn,
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

  static Verdict setStatus(Turn turn, Command command, Command.SetStatus wish, Ticket ticket) {
    Optional<Lifecycle> next = wanted(turn, command, ticket, wish.status());
    return next.isEmpty()
        ? illegal(ticket, wish.status())
        : enter(turn, command, ticket, next.get(), "status set", draft -> {});
  }

  static Verdict snooze(Turn turn, Command command, Command.Snooze wish, Ticket ticket) {
    Instant now = turn.origin().at();
    Instant until = wish.until();
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(Limits.SNOOZE)))) {
      return new Verdict.Denied(
          "invalid-time",
          "a snooze ends within " + Limits.SNOOZE.toDays() + " days from now, not at " + until);
    }
    Optional<Lifecycle> next = Lifecycle.onSnooze(Lifecycle.of(ticket), until);
    return next.isEmpty()
        ? illegal(ticket, TicketStatus.SNOOZED)
        : enter(
            turn,
            command,
            ticket,
            next.get(),
            until == null ? "snoozed until the customer replies" : "snoozed until " + until,
            draft -> {});
  }

  static Verdict handBack(Turn turn, Command command, Command.HandBack wish, Ticket ticket) {
    if (wish.note() != null && wish.note().length() > Limits.NOTE) {
      return Limits.tooLong("a note", Limits.NOTE);
    }
    turn.add(new Effect.AiAgentResumed(turn.actionId("resume"), ticket.handoff().handoffId()));
    Handoffs.end(
        turn,
        HandoffEnd.HANDED_BACK,
        Closing.handedBack(turn.origin().at(), command.issuedBy(), wish.note()));
    return granted(turn, ticket);
  }

  private static Verdict granted(Turn turn, Ticket ticket) {
    Ticket after = turn.ticket(ticket.ticketId());
    return new Verdict.Granted(after == null ? ticket : after);
  }

  private static Optional<Lifecycle> wanted(
      Turn turn, Command command, Ticket ticket, TicketStatus status) {
    return Lifecycle.onCommand(
        Lifecycle.of(ticket), status, turn.origin().at(), command.issuedBy().word());
  }

  private static Verdict illegal(Ticket ticket, @Nullable TicketStatus status) {
    return new Verdict.Denied(
        "illegal-transition", "a ticket does not go from " + ticket.status() + " to " + status);
  }

  /** Goes to a state, with what that means for routing and for the conversation. */
  private static Verdict enter(
      Turn turn,
      Command command,
      Ticket ticket,
      Lifecycle next,
      String why,
      Consumer<TicketDraft> more) {
    Actor actor = command.issuedBy();
    Ticket after =
        turn.change(
            ticket,
            actor,
            why,
            draft -> {
              draft.enter(next);
              more.accept(draft);
            });
    if (next.status() == ticket.status()) {
      return new Verdict.Granted(after);
    }
    turn.conversation(turn.conversation().stepped(turn.origin()));
    switch (next) {
      case Lifecycle.Closed(var at, var by) -> {
        close(turn, after);
        Handoffs.end(
            turn, HandoffEnd.TICKET_CLOSED, new Closing(at, by, actor, why, after.billable()));
      }
      case Lifecycle.Resolved _ -> Handoffs.release(turn, HandoffEnd.TICKET_RESOLVED);
      case Lifecycle.Active _ -> {
        if (ticket.status() == TicketStatus.RESOLVED) {
          Handoffs.reopen(turn, after, actor);
        }
      }
    }
    return new Verdict.Granted(after);
  }

  /** Asks the platform to close the conversation, for its ticket is closed. */
  static void close(Turn turn, Ticket ticket) {
    String actionId = turn.actionId("close");
    turn.conversation(turn.conversation().withCommandedClose(actionId));
    turn.add(
        new Effect.ConversationClosed(
            actionId, turn.conversation().messages().lastSequence(), ticket.billable()));
  }
}
