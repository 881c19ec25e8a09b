package io.handoff.deploy.report;

import io.handoff.avro.CloseConversation;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TicketSnapshot;
import io.handoff.kit.Kebab;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation, gathered record by record: tickets, routing's decisions and
 * actions first, then events, each topic in its order. Repeats change nothing.
 */
final class ConversationDraft {

  private final String conversationId;
  private final Map<String, HandoffDraft> handoffs = new LinkedHashMap<>();
  private final Map<String, CloseConversation> closeActions = new HashMap<>();
  private String channelId = "";
  private boolean test;
  private @Nullable Instant startedAt;
  private @Nullable Customer customer;
  private long lastSequence;
  private long customerMessages;
  private long agentMessages;
  private long aiMessages;
  private @Nullable ConversationClosed closed;
  private @Nullable Instant closedAt;
  private @Nullable Integer rating;

  ConversationDraft(String conversationId) {
    this.conversationId = conversationId;
  }

  void add(SpecificRecord record) {
    switch (record) {
      case TicketSnapshot snapshot -> addTicket(snapshot.getTicket());
      case RoutingDecision decision -> addDecision(decision);
      case ConversationAction action -> {
        if (action.getPayload() instanceof CloseConversation close) {
          closeActions.put(action.getActionId(), close);
        }
      }
      case ConversationEvent event -> addEvent(event);
      default -> throw new IllegalStateException("not read here: " + record.getClass());
    }
  }

  private void addTicket(io.handoff.avro.Ticket ticket) {
    see(ticket.getChannelId(), ticket.getTest(), ticket.getHandoff().getRequestedAt());
    see(ticket.getHandoff().getCustomer());
    handoff(ticket.getHandoff().getHandoffId()).add(ticket);
  }

  private void addDecision(RoutingDecision decision) {
    var context = decision.getHandoff();
    see(context.getChannelId(), context.getTest(), context.getRequestedAt());
    see(context.getCustomer());
    handoff(context.getHandoffId()).add(decision);
  }

  private HandoffDraft handoff(String handoffId) {
    return handoffs.computeIfAbsent(handoffId, id -> new HandoffDraft());
  }

  private void addEvent(ConversationEvent event) {
    Instant at = event.getOccurredAt();
    see(event.getChannelId(), event.getTest(), at);
    switch (event.getPayload()) {
      case ConversationStarted started -> see(started.getCustomer());
      case MessagePosted message -> addMessage(message, at);
      case ConversationClosed end -> {
        closed = end;
        closedAt = at;
      }
      case ConversationRated rated -> rating = rated.getScore();
      default -> {}
    }
  }

  private void addMessage(MessagePosted message, Instant at) {
    if (message.getSequence() <= lastSequence) {
      return;
    }
    lastSequence = message.getSequence();
    switch (message.getAuthor()) {
      case CUSTOMER -> {
        customerMessages++;
        closed = null; // it began anew
        closedAt = null;
      }
      case AGENT -> {
        agentMessages++;
        handoffs.values().stream()
            .filter(handoff -> !handoff.requestedAt().isAfter(at))
            .max(Comparator.comparing(HandoffDraft::requestedAt))
            .ifPresent(handoff -> handoff.answered(at));
      }
      case AI_AGENT -> aiMessages++;
      case AUTOMATIC, UNKNOWN -> {}
    }
  }

  private void see(String channel, boolean isTest, Instant at) {
    if (!channel.isEmpty()) {
      channelId = channel;
    }
    test |= isTest;
    if (startedAt == null || at.isBefore(startedAt)) {
      startedAt = at;
    }
  }

  private void see(@Nullable Customer seen) {
    if (seen != null) {
      customer = seen;
    }
  }

  /** The row; null where nothing but an action is known of the conversation. */
  @Nullable Row row() {
    if (startedAt == null) {
      return null;
    }
    Row row =
        new Row()
            .set(Column.CONVERSATION_ID, conversationId)
            .set(Column.CHANNEL_ID, channelId)
            .set(Column.STARTED_AT, startedAt)
            .set(Column.HANDOFFS, (long) handoffs.size())
            .set(
                Column.TICKETS,
                handoffs.values().stream().filter(handoff -> handoff.ticket() != null).count())
            .set(Column.CUSTOMER_MESSAGES, customerMessages)
            .set(Column.AGENT_MESSAGES, agentMessages)
            .set(Column.AI_MESSAGES, aiMessages)
            .set(Column.RATING, rating == null ? null : (long) rating)
            .set(Column.TEST, test);
    Customer known = customer;
    if (known != null) {
      row.set(Column.CUSTOMER_ID, known.getCustomerId())
          .set(Column.CUSTOMER_NAME, known.getName())
          .set(Column.LANGUAGE, known.getLanguage());
    }
    setEnd(row);
    handoffs.values().stream()
        .max(Comparator.comparing(HandoffDraft::requestedAt))
        .ifPresent(newest -> newest.fill(row));
    return row;
  }

  private void setEnd(Row row) {
    ConversationClosed end = closed;
    row.set(Column.STATUS, end == null ? "open" : "closed").set(Column.CLOSED_AT, closedAt);
    CloseConversation action =
        end == null || end.getActionId() == null ? null : closeActions.get(end.getActionId());
    row.set(Column.BILLABLE, action == null || action.getBillable());
    if (action != null) {
      row.set(Column.CLOSED_BY, Kebab.of(action.getReason()));
    } else if (end != null) {
      row.set(Column.CLOSED_BY, Kebab.of(end.getClosedBy()));
    }
  }
}
