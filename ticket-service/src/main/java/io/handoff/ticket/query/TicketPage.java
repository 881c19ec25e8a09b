package io.handoff.ticket.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list of tickets, in order of their ids.
 *
 * @param tickets the tickets; can be fewer than asked for, even none, while there are more
 * @param next where the next page begins; null: this was the last
 * @param complete false where an instance did not answer or holds tasks that are moving: tickets of
 *     this page can be missing
 * @param missingInstances instances that did not answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketPage(
    List<TicketView> tickets,
    @Nullable String next,
    boolean complete,
    List<String> missingInstances) {

  public TicketPage {
    tickets = List.copyOf(tickets);
    missingInstances = List.copyOf(missingInstances);
  }

  /**
   * One page of several instances' pages that all begin at the same place. It reaches as far as the
   * page that reaches least far, so that the next one leaves nothing out.
   */
  static TicketPage merge(List<TicketPage> pages, List<String> missing, int limit) {
    String bound =
        pages.stream()
            .map(TicketPage::next)
            .filter(Objects::nonNull)
            .map(Cursor::decode)
            .min(Comparator.naturalOrder())
            .orElse(null);
    List<TicketView> all = new ArrayList<>();
    pages.forEach(page -> all.addAll(page.tickets()));
    all.removeIf(ticket -> bound != null && ticket.ticketId().compareTo(bound) > 0);
    all.sort(Comparator.comparing(TicketView::ticketId));
    boolean complete = missing.isEmpty() && pages.stream().allMatch(TicketPage::complete);
    if (all.size() > limit) {
      List<TicketView> cut = all.subList(0, limit);
      return new TicketPage(cut, Cursor.encode(cut.getLast().ticketId()), complete, missing);
    }
    return new TicketPage(all, bound == null ? null : Cursor.encode(bound), complete, missing);
  }
}
