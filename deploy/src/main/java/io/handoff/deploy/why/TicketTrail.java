package io.handoff.deploy.why;

import io.handoff.avro.HandoffContext;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketSnapshot;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.deploy.settings.TopicScan;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the topics hold of one ticket. {@code tickets} is kept for ever; decisions and events only
 * as long as their topics' retention says.
 */
final class TicketTrail {

  /** Characters that the beginning of an id must have to stand for it. */
  static final int SHORTEST = 6;

  private final TopicScan scan;

  TicketTrail(TopicScan scan) {
    this.scan = scan;
  }

  /**
   * The ticket as it stands.
   *
   * @param id its id, or a beginning of it that no other ticket shares
   * @param accountId its account; null: any
   * @throws SettingsException of kind {@link Kind#NOT_FOUND} if there is none, or several
   */
  Ticket ticket(String id, @Nullable String accountId) {
    Map<String, Ticket> found = new TreeMap<>();
    boolean part = id.length() >= SHORTEST;
    scan.all(
        Topics.TICKETS,
        key -> fits(key, id, accountId, part),
        snapshot -> put(found, snapshot.value()));
    String where = accountId == null ? "" : " of account " + accountId;
    List<Ticket> whole =
        found.values().stream().filter(ticket -> ticket.getTicketId().equals(id)).toList();
    List<Ticket> candidates = whole.isEmpty() ? List.copyOf(found.values()) : whole;
    if (candidates.isEmpty()) {
      throw new SettingsException(
          Kind.NOT_FOUND,
          "there is no ticket "
              + id
              + where
              + (part ? "" : " (the beginning of an id needs " + SHORTEST + " characters)"));
    }
    if (candidates.size() > 1) {
      throw new SettingsException(
          Kind.NOT_FOUND,
          "several tickets begin with "
              + id
              + where
              + ": "
              + candidates.stream()
                  .limit(5)
                  .map(t -> Keys.entity(t.getAccountId(), t.getTicketId()))
                  .collect(Collectors.joining(", "))
              + (candidates.size() > 5 ? " …" : ""));
    }
    return candidates.getFirst();
  }

  private static boolean fits(String key, String id, @Nullable String accountId, boolean part) {
    int slash = key.indexOf('/');
    if (slash < 0 || (accountId != null && !key.substring(0, slash).equals(accountId))) {
      return false;
    }
    String ticketId = key.substring(slash + 1);
    return part ? ticketId.startsWith(id) : ticketId.equals(id);
  }

  private static void put(Map<String, Ticket> found, TicketSnapshot snapshot) {
    Ticket ticket = snapshot.getTicket();
    found.put(Keys.entity(ticket.getAccountId(), ticket.getTicketId()), ticket);
  }

  /** What was decided on the ticket and what became of it, in order. */
  List<Step> steps(Ticket ticket) {
    String key = Keys.conversation(ticket.getAccountId(), ticket.getConversationId());
    HandoffContext handoff = ticket.getHandoff();
    List<Step> steps = new ArrayList<>();
    scan.one(
        Topics.ROUTING_DECISIONS,
        key,
        found -> {
          if (found.value().getHandoff().getHandoffId().equals(handoff.getHandoffId())) {
            steps.add(Steps.routing(found));
          }
        });
    scan.one(
        Topics.TICKET_EVENTS,
        key,
        found -> {
          if (ticket.getTicketId().equals(found.value().getTicketId())) {
            Step step = Steps.change(found);
            if (step != null) {
              steps.add(step);
            }
          }
        });
    scan.one(
        Topics.DECISIONS,
        key,
        found -> {
          String about = found.value().getTicketId();
          if (about == null
              ? isDuring(ticket, found.value().getOccurredAt())
              : about.equals(ticket.getTicketId())) {
            steps.add(Steps.decision(found));
          }
        });
    steps.sort(Step.ORDER);
    return steps;
  }

  /** What names no ticket belongs to the one whose handoff was under way. */
  private static boolean isDuring(Ticket ticket, Instant at) {
    Instant end = ticket.getClosedAt();
    return !at.isBefore(ticket.getHandoff().getRequestedAt()) && (end == null || !at.isAfter(end));
  }
}
