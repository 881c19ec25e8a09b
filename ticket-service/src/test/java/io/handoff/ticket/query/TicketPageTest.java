package io.handoff.ticket.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TicketPageTest {

  /** However tickets lie on instances, and however short their pages are. */
  @Property
  void shouldListEveryTicketOnceWhenPagesOfInstancesAreMerged(
      @ForAll @IntRange(min = 0, max = 60) int tickets,
      @ForAll @IntRange(min = 1, max = 4) int instances,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<MemoryTickets> stores = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      stores.add(new MemoryTickets());
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      stores.get(random.nextInt(instances)).add(ATicket.numbered(i, "anna"));
      expected.add("t-%04d".formatted(i));
    }
    TicketFilter all = new TicketFilter("acme", null, null, null);
    List<String> listed = new ArrayList<>();
    String after = null;
    TicketPage page;
    do {
      String from = after;
      List<TicketPage> pages =
          stores.stream().map(s -> s.page(all, from, 1 + random.nextInt(limit))).toList();
      page = TicketPage.merge(pages, List.of(), limit);
      assertThat(page.tickets()).hasSizeLessThanOrEqualTo(limit);
      page.tickets().forEach(ticket -> listed.add(ticket.ticketId()));
      after = page.next() == null ? null : Cursor.decode(page.next());
    } while (after != null);
    assertThat(listed).isEqualTo(expected);
  }
}
