package io.handoff.ticket.decision;

import io.handoff.settings.AccountConfig;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of commands. Each gets one answer: at once, or when routing has decided, or when the
 * handoff ends before that. A command that was answered before is answered the same again.
 */
final class CommandPolicy {
  private CommandPolicy() {}

  static String decide(Turn turn, Command command) {
    CommandLog.Answer earlier = turn.commands().answerTo(command.commandId());
    if (earlier != null) {
      turn.add(new Effect.CommandAnswered(earlier, true));
      return "command-repeated";
    }
    if (turn.commands().pending(command.commandId()) != null) {
      return "command-pending";
    }
    AccountConfig settings = turn.settings();
    if (settings == null) {
      return reject(turn, command, null, "unknown-account", "the account has no settings");
    }
    if (unknown(command.issuedBy(), settings)) {
      return reject(turn, command, null, "unknown-agent", "no agent " + command.issuedBy().id());
    }
    if (turn.commands().full()) {
      return reject(
          turn, command, null, "too-many-pending", "too many commands wait for an answer already");
    }
    Ticket ticket = target(turn, command);
    if (ticket == null) {
      return reject(turn, command, null, "unknown-ticket", "the conversation has no such ticket");
    }
    if (ticket.ended()) {
      return reject(turn, command, ticket, "ticket-closed", "the ticket is closed");
    }
    Long basedOn = command.basedOnVersion();
    if (basedOn != null && basedOn != ticket.version()) {
      return reject(
          turn,
          command,
          ticket,
          "stale-version",
          "based on version " + basedOn + ", but the ticket has version " + ticket.version());
    }
    return answer(turn, command, ticket, grant(turn, command, ticket, settings));
  }

  private static boolean unknown(Actor issuer, AccountConfig settings) {
    return issuer.type() == ActorType.AGENT
        && (issuer.id() == null || settings.agent(issuer.id()).isEmpty());
  }

  private static @Nullable Ticket target(Turn turn, Command command) {
    if (!turn.knowsConversation()) {
      return null;
    }
    Conversation conversation = turn.conversation();
    String wanted = command.ticketId();
    Ticket ticket = turn.ticket(wanted == null ? conversation.ticketId() : wanted);
    return ticket != null && ticket.conversationId().equals(conversation.conversationId())
        ? ticket
        : null;
  }

  /** Carries a wish out, if that is possible; a command's answer is left to the caller. */
  static Verdict grant(Turn turn, Command command, Ticket ticket, AccountConfig settings) {
    return switch (command.wish()) {
      case Command.Reply wish -> StatusWishes.reply(turn, command, wish, ticket, settings);
      case Command.Merge(var otherTicketId) ->
          FieldWishes.merge(turn, command, otherTicketId, ticket);
      case Command.Snooze wish -> StatusWishes.snooze(turn, command, wish, ticket);
      case Command.AcceptOffer(var offerId) ->
          RoutingWishes.answerOffer(
              turn,
              command,
              offerId,
              offer -> new RoutingAsk.OfferAccepted(offer.agentId(), offer.offerId()));
      case Command.DeclineOffer(var offerId, var note) ->
          RoutingWishes.answerOffer(
              turn,
              command,
              offerId,
              offer -> new RoutingAsk.OfferDeclined(offer.agentId(), offer.offerId(), note));
      case Command.SetStatus wish -> StatusWishes.setStatus(turn, command, wish, ticket);
      case Command.HandBack wish -> StatusWishes.handBack(turn, command, wish, ticket);
      case Command.Assign wish -> RoutingWishes.assign(turn, command, wish.agentId(), settings);
      case Command.Take _ -> RoutingWishes.take(turn, command, settings);
      case Command.Release _ -> RoutingWishes.release(turn, command);
      case Command.SetPriority wish -> FieldWishes.setPriority(turn, command, wish, ticket);
      case Command.SetDepartment wish ->
          FieldWishes.setDepartment(turn, command, wish, ticket, settings);
      case Command.Classify wish -> FieldWishes.classify(turn, command, wish, ticket, settings);
      case Command.ChangeTags wish -> FieldWishes.changeTags(turn, command, wish, ticket);
      case Command.SetCustomField wish ->
          FieldWishes.setCustomField(turn, command, wish, ticket, settings);
      case Command.AddNote wish -> FieldWishes.addNote(turn, command, wish, ticket, settings);
      case Command.NotYet(var what) ->
          new Verdict.Denied("not-supported-yet", what + " is not supported yet");
    };
  }

  private static String answer(Turn turn, Command command, Ticket ticket, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Granted(var after) -> {
        turn.answer(CommandLog.Answer.accepted(command.commandId(), after));
        yield "command-accepted";
      }
      case Verdict.Awaited(var requestId) -> {
        turn.await(
            new CommandLog.Pending(
                command.commandId(),
                ticket.ticketId(),
                requestId,
                command.issuedBy(),
                command.wish() instanceof Command.Merge));
        yield "command-passed-on";
      }
      case Verdict.Denied(var code, var message) -> reject(turn, command, ticket, code, message);
    };
  }

  private static String reject(
      Turn turn, Command command, @Nullable Ticket ticket, String code, String message) {
    turn.answer(CommandLog.Answer.rejected(command.commandId(), ticket, code, message));
    return "command-rejected";
  }
}
