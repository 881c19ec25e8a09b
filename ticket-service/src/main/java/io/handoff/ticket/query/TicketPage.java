package io.handoff.ticket.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list of tickets, in order of their ids.
 *
 * @param tickets the tickets; can be fewer than asked for, even none, while there are more
 * @param next where the next page begins; null: this was the last
 * @param complete false where an instance did not answer or a partition is moving: tickets of this
 *     page can be missing, and the next page does not make up for them; asked again in a while,
 *     this one may be complete
 * @param missingInstances instances that did not answer
 * @param partitions partitions of the conversations whose tickets were looked through; null: the
 *     instance is of a version that does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketPage(
    List<TicketView> tickets,
    @Nullable String next,
    boolean complete,
    List<String> missingInstances,
    @Nullable List<Integer> partitions) {

  public TicketPage {
    tickets = List.copyOf(tickets);
    missingInstances = List.copyOf(missingInstances);
    partitions = partitions == null ? null : List.copyOf(partitions);
  }

  /** The same page, of these partitions unless it says itself which. */
  TicketPage orOf(List<Integer> assumed) {
    return partitions == null
        ? new TicketPage(tickets, next, complete, missingInstances, assumed)
        : this;
  }

  /**
   * One page of several instances' pages that all begin at the same place. It reaches as far as the
   * page that reaches least far, so that the next one leaves nothing out. A ticket that two
   * instances have, because its partition has just moved, is in it once, as the later version.
   *
   * @param expected the partitions that there are: without one of them it is not complete, although
   *     every instance may have told all that it holds
   */
  static TicketPage merge(
      List<TicketPage> pages, Set<Integer> expected, List<String> missing, int limit) {
    String bound =
        pages.stream()
            .map(TicketPage::next)
            .filter(Objects::nonNull)
            .map(Cursor::decode)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Set<Integer> partitions = new TreeSet<>();
    SortedMap<String, TicketView> all = new TreeMap<>();
    for (TicketPage page : pages) {
      partitions.addAll(Objects.requireNonNullElse(page.partitions(), List.of()));
      page.tickets().stream()
          .filter(ticket -> bound == null || ticket.ticketId().compareTo(bound) <= 0)
          .forEach(ticket -> all.merge(ticket.ticketId(), ticket, TicketPage::later));
    }
    boolean complete =
        missing.isEmpty()
            && pages.stream().allMatch(TicketPage::complete)
            && partitions.containsAll(expected);
    List<TicketView> cut = all.values().stream().limit(limit).toList();
    String next = all.size() > limit ? cut.getLast().ticketId() : bound;
    return new TicketPage(
        cut, next == null ? null : Cursor.encode(next), complete, missing, List.copyOf(partitions));
  }

  private static TicketView later(TicketView one, TicketView other) {
    return other.version() > one.version() ? other : one;
  }
}
