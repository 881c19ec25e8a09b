package io.handoff.ticket.decision.context;

import io.handoff.rules.engine.RuleBook;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.rules.SlaRules;
import io.handoff.ticket.decision.conversation.CommandLog;
import io.handoff.ticket.decision.conversation.Conversation;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision looks at.
 *
 * @param conversation the conversation; null: nothing is known of it
 * @param commands its commands
 * @param tickets the account's tickets
 * @param settings the account's settings; null: there are none
 * @param rules the settings' rules, those of its SLA section included, compiled
 * @param depth length of the chain of causes that led here
 * @param causeId what led to the record; null: it came from outside
 * @param customers what is known of customers beyond their conversations
 */
public record DecisionInput(
    @Nullable Conversation conversation,
    CommandLog commands,
    TicketReader tickets,
    @Nullable AccountConfig settings,
    RuleBook rules,
    int depth,
    @Nullable String causeId,
    CustomerReader customers) {

  /** A state that something from outside happens in. */
  public DecisionInput(
      @Nullable Conversation conversation,
      CommandLog commands,
      TicketReader tickets,
      @Nullable AccountConfig settings) {
    this(
        conversation,
        commands,
        tickets,
        settings,
        settings == null ? RuleBook.EMPTY : RuleBook.compile(SlaRules.with(settings)),
        0,
        null,
        CustomerReader.NOTHING);
  }

  /** The latest moment that is known of the conversation and its ticket; null: none is. */
  public @Nullable Instant latest() {
    if (conversation == null) {
      return null;
    }
    String ticketId = conversation.ticketId();
    Ticket ticket = ticketId == null ? null : tickets.find(conversation.accountId(), ticketId);
    return Stream.concat(
            conversation.moments(), ticket == null ? Stream.empty() : Stream.of(ticket.updatedAt()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
