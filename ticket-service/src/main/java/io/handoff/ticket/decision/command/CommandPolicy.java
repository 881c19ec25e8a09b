package io.handoff.ticket.decision.command;

import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of commands. Each gets one answer: at once, or when routing has decided, or when the
 * handoff ends before that. A command that was answered before is answered the same again.
 */
public final class CommandPolicy {
  private CommandPolicy() {}

  /** Answers a command, or passes it on to routing; returns the outcome in a word. */
  public static String decide(DecisionContext context, Command command) {
    CommandLog.Answer earlier = context.commands().answerTo(command.commandId());
    if (earlier != null) {
      context.add(new Effect.CommandAnswered(earlier, true));
      return "command-repeated";
    }
    if (context.commands().pending(command.commandId()) != null) {
      return "command-pending";
    }
    AccountConfig settings = context.settings();
    if (settings == null) {
      return reject(context, command, null, "unknown-account", "the account has no settings");
    }
    if (unknown(command.issuedBy(), settings)) {
      return reject(context, command, null, "unknown-agent", "no agent " + command.issuedBy().id());
    }
    if (context.commands().full()) {
      return reject(
          context,
          command,
          null,
          "too-many-pending",
          "too many commands wait for an answer already");
    }
    Ticket ticket = target(context, command);
    if (ticket == null) {
      return reject(
          context, command, null, "unknown-ticket", "the conversation has no such ticket");
    }
    if (ticket.ended()) {
      return reject(context, command, ticket, "ticket-closed", "the ticket is closed");
    }
    Long basedOn = command.basedOnVersion();
    if (basedOn != null && basedOn != ticket.version()) {
      return reject(
          context,
          command,
          ticket,
          "stale-version",
          "based on version " + basedOn + ", but the ticket has version " + ticket.version());
    }
    return answer(context, command, ticket, grant(context, command, ticket, settings));
  }

  private static boolean unknown(Actor issuer, AccountConfig settings) {
    return issuer.type() == ActorType.AGENT
        && (issuer.id() == null || settings.agent(issuer.id()).isEmpty());
  }

  private static @Nullable Ticket target(DecisionContext context, Command command) {
    if (!context.knowsConversation()) {
      return null;
    }
    Conversation conversation = context.conversation();
    String wanted = command.ticketId();
    Ticket ticket = context.ticket(wanted == null ? conversation.ticketId() : wanted);
    return ticket != null && ticket.conversationId().equals(conversation.conversationId())
        ? ticket
        : null;
  }

  /** Carries a wish out, if that is possible; a command's answer is left to the caller. */
  public static CommandResult grant(
      DecisionContext context, Command command, Ticket ticket, AccountConfig settings) {
    return switch (command.wish()) {
      case Command.Reply wish -> StatusCommands.reply(context, command, wish, ticket, settings);
      case Command.Merge(var otherTicketId) ->
          FieldCommands.merge(context, command, otherTicketId, ticket);
      case Command.Snooze wish -> StatusCommands.snooze(context, command, wish, ticket);
      case Command.AcceptOffer(var offerId) ->
          AssignmentCommands.answerOffer(
              context,
              command,
              offerId,
              offer -> new AssignmentRequest.OfferAccepted(offer.agentId(), offer.offerId()));
      case Command.DeclineOffer(var offerId, var note) ->
          AssignmentCommands.answerOffer(
              context,
              command,
              offerId,
              offer -> new AssignmentRequest.OfferDeclined(offer.agentId(), offer.offerId(), note));
      case Command.SetStatus wish -> StatusCommands.setStatus(context, command, wish, ticket);
      case Command.HandBack wish -> StatusCommands.handBack(context, command, wish, ticket);
      case Command.Assign wish ->
          AssignmentCommands.assign(context, command, wish.agentId(), settings);
      case Command.Take _ -> AssignmentCommands.take(context, command, settings);
      case Command.Release _ -> AssignmentCommands.release(context, command);
      case Command.SetPriority wish -> FieldCommands.setPriority(context, command, wish, ticket);
      case Command.SetDepartment wish ->
          FieldCommands.setDepartment(context, command, wish, ticket, settings);
      case Command.Classify wish ->
          FieldCommands.classify(context, command, wish, ticket, settings);
      case Command.ChangeTags wish -> FieldCommands.changeTags(context, command, wish, ticket);
      case Command.SetCustomField wish ->
          FieldCommands.setCustomField(context, command, wish, ticket, settings);
      case Command.AddNote wish -> FieldCommands.addNote(context, command, wish, ticket, settings);
      case Command.NotYet(var what) ->
          new CommandResult.Denied("not-supported-yet", what + " is not supported yet");
    };
  }

  private static String answer(
      DecisionContext context, Command command, Ticket ticket, CommandResult result) {
    return switch (result) {
      case CommandResult.Granted(var after) -> {
        context.answer(CommandLog.Answer.accepted(command.commandId(), after));
        yield "command-accepted";
      }
      case CommandResult.Awaited(var requestId) -> {
        context.await(
            new CommandLog.Pending(
                command.commandId(),
                ticket.ticketId(),
                requestId,
                command.issuedBy(),
                command.wish() instanceof Command.Merge));
        yield "command-passed-on";
      }
      case CommandResult.Denied(var code, var message) ->
          reject(context, command, ticket, code, message);
    };
  }

  private static String reject(
      DecisionContext context,
      Command command,
      @Nullable Ticket ticket,
      String code,
      String message) {
    context.answer(CommandLog.Answer.rejected(command.commandId(), ticket, code, message));
    return "command-rejected";
  }
}
