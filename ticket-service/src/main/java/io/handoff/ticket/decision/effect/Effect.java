package io.handoff.ticket.decision.effect;

import io.handoff.rules.Action.Notify;
import io.handoff.rules.RuleId;
import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.model.LookupConfig;
import io.handoff.settings.model.OutgoingMessage;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows from a decision, in order, all in one transaction. */
public sealed interface Effect {

  /**
   * A ticket was made or changed: to the history, to the current state, to the store.
   *
   * @param eventId id of the entry
   * @param change the entry
   * @param actor who or what made it
   * @param ticket the ticket after it
   */
  record TicketWritten(String eventId, TicketChange change, Actor actor, Ticket ticket)
      implements Effect {}

  /**
   * A handoff moved on.
   *
   * @param eventId id of the entry
   * @param actor who or what moved it
   * @param handoff where it stands now
   * @param ticketId its ticket; null: an inbox has none
   * @param version the ticket's version; 0: there is none
   */
  record HandoffMoved(
      String eventId, Actor actor, TrackedHandoff handoff, @Nullable String ticketId, long version)
      implements Effect {}

  /** Routing is asked or told something. */
  record RoutingAsked(String requestId, String handoffId, AssignmentRequest ask)
      implements Effect {}

  /** A command is answered; repeated: once more. */
  record CommandAnswered(CommandLog.Answer answer, boolean repeated) implements Effect {}

  /** The platform sends a message; agentId: in whose name, null: an automatic one. */
  record MessageSent(String actionId, OutgoingMessage message, @Nullable String agentId)
      implements Effect {}

  /**
   * People are told something.
   *
   * @param notificationId id of the notification
   * @param kind what it is about
   * @param toTeam whether the recipient is a team
   * @param recipient agent or team; "" is the team of everybody
   * @param ticketId the ticket; null: an inbox has none
   * @param title one line
   * @param body the rest; "": there is no more
   */
  record Notified(
      String notificationId,
      NoticeKind kind,
      boolean toTeam,
      String recipient,
      @Nullable String ticketId,
      String title,
      String body)
      implements Effect {}

  /** The platform lets the AI agent answer again. */
  record AiAgentResumed(String actionId, String handoffId) implements Effect {}

  /** The platform closes the conversation unless a message newer than lastSequence is there. */
  record ConversationClosed(String actionId, long lastSequence, boolean billable)
      implements Effect {}

  /**
   * The customer's other conversations may have to know.
   *
   * @param eventId id of the news
   * @param ticketId ticket that it comes from; null: none
   */
  record CustomerTold(
      String eventId, String customerId, @Nullable String ticketId, CustomerEvent news)
      implements Effect {}

  /** A ticket of any conversation is told something. */
  record LinkSent(String linkId, String conversationId, String ticketId, TicketLinkEvent link)
      implements Effect {}

  /** The tags that stay with the customer are these now. */
  record CustomerTagsSet(String customerId, List<String> tags, long tickets) implements Effect {}

  /** Rules were looked at for a ticket. */
  record RulesLooked(String ticketId, List<RuleReport.Entry> entries) implements Effect {
    public RulesLooked {
      entries = List.copyOf(entries);
    }
  }

  /** A rule tells people something. */
  record RuleNotified(String ticketId, RuleId rule, Notify what) implements Effect {}

  /**
   * An outside system is asked.
   *
   * @param url the address; empty: it cannot be asked
   * @param problem why it cannot be asked; empty: it can
   */
  record LookupAsked(
      String lookupId,
      String ticketId,
      LookupConfig lookup,
      Map<String, String> parameters,
      String url,
      String problem)
      implements Effect {
    public LookupAsked {
      parameters = Map.copyOf(parameters);
    }
  }

  /** Nobody waits for an outside system any more. */
  record LookupOver(String lookupId) implements Effect {}

  /** An input was wrong; published with its reason. */
  record InputRefused(String policy, String code, String message) implements Effect {}
}
