package io.handoff.ticket.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicketPageTest {

  /** However tickets lie on instances, and however short their pages are. */
  @Property(tries = 1000)
  void shouldListEveryTicketOnceWhenPagesOfInstancesAreMerged(
      @ForAll @IntRange(min = 0, max = 60) int tickets,
      @ForAll @IntRange(min = 1, max = 4) int instances,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<MemoryTickets> stores = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      stores.add(new MemoryTickets(i));
    }
    Set<Integer> partitions = IntStream.range(0, instances).boxed().collect(Collectors.toSet());
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
      page = TicketPage.merge(pages, partitions, List.of(), limit);
      assertThat(page.complete()).isTrue();
      assertThat(page.tickets()).hasSizeLessThanOrEqualTo(limit);
      page.tickets().forEach(ticket -> listed.add(ticket.ticketId()));
      after = page.next() == null ? null : Cursor.decode(page.next());
    } while (after != null);
    assertThat(listed).isEqualTo(expected);
  }

  @Test
  void shouldNotBeCompleteWithoutAPartitionThatNobodyHoldsAtTheMoment() {
    TicketFilter all = new TicketFilter("acme", null, null, null);
    List<TicketPage> pages =
        List.of(
            new MemoryTickets(0).page(all, null, 9), new MemoryTickets(2, 3).page(all, null, 9));
    assertThat(TicketPage.merge(pages, Set.of(0, 2, 3), List.of(), 9).complete()).isTrue();
    TicketPage moving = TicketPage.merge(pages, Set.of(0, 1, 2, 3), List.of(), 9);
    assertThat(moving.complete()).isFalse();
    assertThat(moving.partitions()).containsExactly(0, 2, 3);
  }

  @Test
  void shouldHaveATicketOnceThatTwoInstancesHave() {
    MemoryTickets before = new MemoryTickets(0);
    MemoryTickets after = new MemoryTickets(0);
    before.add(ATicket.numbered(1, "anna"));
    after.add(ATicket.numbered(1, "ben", 7));
    TicketFilter all = new TicketFilter("acme", null, null, null);
    List<TicketPage> pages = List.of(before.page(all, null, 9), after.page(all, null, 9));
    for (List<TicketPage> order : List.of(pages, pages.reversed())) {
      assertThat(TicketPage.merge(order, Set.of(0), List.of(), 9).tickets())
          .singleElement()
          .extracting(TicketView::assigneeId)
          .isEqualTo("ben");
    }
  }

  /** During an upgrade: it counts as what the group says that it holds. */
  @Test
  void shouldTakeAPageOfAnInstanceThatDoesNotSayItsPartitions() {
    TicketPage old = new TicketPage(List.of(), null, true, List.of(), null);
    assertThat(old.orOf(List.of(1)).partitions()).containsExactly(1);
    assertThat(old.orOf(List.of(1)).orOf(List.of(2)).partitions()).containsExactly(1);
    assertThat(TicketPage.merge(List.of(old.orOf(List.of(1))), Set.of(1), List.of(), 9).complete())
        .isTrue();
  }
}
