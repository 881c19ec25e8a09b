package io.handoff.ticket.decision.customer;

import io.handoff.kit.Ids;
import io.handoff.ticket.decision.command.Limits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a customer across conversations. Bounded, whatever happens.
 *
 * @param tags tags that stay with the customer, in the order in which they were added
 * @param tickets the last 50 tickets, oldest first
 * @param messages the last 200 e-mails, oldest first
 * @param recent marks of the last 256 news, to know repeats by
 * @param ticketCount tickets that the customer has had so far
 */
public record CustomerState(
    List<String> tags,
    List<KnownTicket> tickets,
    List<KnownMessage> messages,
    List<Long> recent,
    long ticketCount) {

  private static final int TICKET_LIMIT = 50;
  private static final int MESSAGE_LIMIT = 200;
  private static final int RECENT_LIMIT = 256;

  /** Of a customer of whom nothing is known. */
  public static final CustomerState NEW =
      new CustomerState(List.of(), List.of(), List.of(), List.of(), 0);

  public CustomerState {
    tags = List.copyOf(Objects.requireNonNullElse(tags, List.of()));
    tickets = List.copyOf(Objects.requireNonNullElse(tickets, List.of()));
    messages = List.copyOf(Objects.requireNonNullElse(messages, List.of()));
    recent = List.copyOf(Objects.requireNonNullElse(recent, List.of()));
    ticketCount = Math.max(ticketCount, tickets.size());
  }

  /** A ticket of the customer, and whether it is open. */
  public record KnownTicket(
      String ticketId, String conversationId, boolean open, @Nullable String mergedInto) {}

  /** An e-mail, and the conversation that it belongs to. */
  public record KnownMessage(String messageId, String conversationId) {}

  /** Whether news of this id were among the last. */
  boolean remembers(String eventId) {
    return recent.contains(mark(eventId));
  }

  CustomerState remember(String eventId) {
    List<Long> all = new ArrayList<>(recent);
    all.add(mark(eventId));
    return new CustomerState(
        tags,
        tickets,
        messages,
        all.size() <= RECENT_LIMIT ? all : all.subList(all.size() - RECENT_LIMIT, all.size()),
        ticketCount);
  }

  private static long mark(String eventId) {
    return Long.parseUnsignedLong(Ids.derive("news", eventId), 0, 16, 16);
  }

  @Nullable KnownTicket ticket(String ticketId) {
    return tickets.stream().filter(t -> t.ticketId().equals(ticketId)).findFirst().orElse(null);
  }

  /** The newest ticket of a conversation; null: there was none, or too long ago. */
  @Nullable KnownTicket newestOf(String conversationId) {
    return tickets.reversed().stream()
        .filter(t -> t.conversationId().equals(conversationId))
        .findFirst()
        .orElse(null);
  }

  /** The conversation of the first message that is known; null: none is. */
  @Nullable String conversationOf(List<String> messageIds) {
    for (String messageId : messageIds) {
      for (KnownMessage message : messages.reversed()) {
        if (message.messageId().equals(messageId)) {
          return message.conversationId();
        }
      }
    }
    return null;
  }

  CustomerState with(KnownTicket ticket) {
    List<KnownTicket> all = new ArrayList<>(tickets);
    boolean known = all.removeIf(t -> t.ticketId().equals(ticket.ticketId()));
    all.add(ticket);
    if (all.size() > TICKET_LIMIT) {
      all.remove(all.stream().filter(t -> !t.open()).findFirst().orElse(all.getFirst()));
    }
    return new CustomerState(tags, all, messages, recent, ticketCount + (known ? 0 : 1));
  }

  /** The ticket that goes on in place of one that was merged, at the end of all merges. */
  KnownTicket surviving(KnownTicket merged) {
    KnownTicket now = merged;
    for (int merges = 0; merges < TICKET_LIMIT && now.mergedInto() != null; merges++) {
      KnownTicket into = ticket(now.mergedInto());
      if (into == null) {
        return now;
      }
      now = into;
    }
    return now;
  }

  /** The ticket has ended; it keeps its place. */
  CustomerState ended(String ticketId, @Nullable String mergedInto) {
    return new CustomerState(
        tags,
        tickets.stream()
            .map(
                t ->
                    t.ticketId().equals(ticketId)
                        ? new KnownTicket(ticketId, t.conversationId(), false, mergedInto)
                        : t)
            .toList(),
        messages,
        recent,
        ticketCount);
  }

  CustomerState with(KnownMessage message) {
    if (messages.contains(message)) {
      return this;
    }
    List<KnownMessage> all = new ArrayList<>(messages);
    all.add(message);
    return new CustomerState(
        tags,
        tickets,
        all.size() <= MESSAGE_LIMIT ? all : all.subList(all.size() - MESSAGE_LIMIT, all.size()),
        recent,
        ticketCount);
  }

  CustomerState withTags(List<String> nowTags) {
    return new CustomerState(nowTags, tickets, messages, recent, ticketCount);
  }

  /** Tags with some added and some removed, at most {@link Limits#COUNT} of them. */
  static List<String> changed(List<String> tags, List<String> add, List<String> remove) {
    Set<String> all = new LinkedHashSet<>(tags);
    remove.forEach(all::remove);
    all.addAll(add);
    return all.stream().limit(Limits.COUNT).toList();
  }
}
