package io.handoff.ticket.query;

import io.handoff.kit.Kebab;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are asked for.
 *
 * @param account the account
 * @param status status in words, such as {@code waiting-on-customer}; null: any
 * @param team team; null: any
 * @param assignee agent; null: any
 */
public record TicketFilter(
    String account, @Nullable String status, @Nullable String team, @Nullable String assignee) {

  /**
   * @throws QueryException if there is no such status
   */
  public TicketFilter {
    if (status != null && !isStatus(status)) {
      throw QueryException.badRequest(
          "status is one of "
              + Arrays.stream(TicketStatus.values())
                  .filter(s -> s != TicketStatus.UNKNOWN)
                  .map(Kebab::of)
                  .collect(Collectors.joining(", "))
              + ", not "
              + status);
    }
  }

  private static boolean isStatus(String word) {
    return Arrays.stream(TicketStatus.values())
        .anyMatch(s -> s != TicketStatus.UNKNOWN && Kebab.of(s).equals(word));
  }

  boolean accepts(Ticket ticket) {
    return (status == null || status.equals(Kebab.of(ticket.status())))
        && (team == null || team.equals(ticket.teamId()))
        && (assignee == null || assignee.equals(ticket.assigneeId()));
  }
}
