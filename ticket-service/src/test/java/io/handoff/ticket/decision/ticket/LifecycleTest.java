package io.handoff.ticket.decision.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static final List<Lifecycle> STATES =
      List.of(
          new Lifecycle.New(),
          new Lifecycle.Open(),
          new Lifecycle.WaitingOnCustomer(),
          new Lifecycle.Snoozed(NOW),
          new Lifecycle.Resolved(NOW),
          new Lifecycle.Closed(NOW, "agent"));

  @Test
  void shouldAllowCommandsExactlyTheLegalSteps() {
    Set<TicketStatus> work =
        EnumSet.of(
            TicketStatus.OPEN,
            TicketStatus.WAITING_ON_CUSTOMER,
            TicketStatus.RESOLVED,
            TicketStatus.CLOSED);
    Map<TicketStatus, Set<TicketStatus>> legal =
        Map.of(
            TicketStatus.NEW,
            with(work, TicketStatus.NEW),
            TicketStatus.OPEN,
            work,
            TicketStatus.WAITING_ON_CUSTOMER,
            work,
            TicketStatus.SNOOZED,
            with(work, TicketStatus.SNOOZED),
            TicketStatus.RESOLVED,
            work,
            TicketStatus.CLOSED,
            EnumSet.of(TicketStatus.CLOSED));
    for (Lifecycle state : STATES) {
      for (TicketStatus wanted : TicketStatus.values()) {
        var next = Lifecycle.onCommand(state, wanted, NOW, "agent");
        assertThat(next.isPresent())
            .as(state.status() + " to " + wanted)
            .isEqualTo(legal.get(state.status()).contains(wanted));
        next.ifPresent(reached -> assertThat(reached.status()).isEqualTo(wanted));
      }
    }
  }

  private static Set<TicketStatus> with(Set<TicketStatus> some, TicketStatus more) {
    Set<TicketStatus> all = EnumSet.copyOf(some);
    all.add(more);
    return all;
  }

  @Test
  void shouldNeverLeaveTheEndByWhatHappens() {
    Lifecycle closed = new Lifecycle.Closed(NOW, "agent");
    assertThat(Lifecycle.onAgentMessage(closed)).isEqualTo(closed);
    assertThat(Lifecycle.onCustomerMessage(closed)).isEqualTo(closed);
    assertThat(Lifecycle.onAssigned(closed)).isEqualTo(closed);
    assertThat(Lifecycle.onEnd(closed, NOW.plusSeconds(1), "platform")).isEqualTo(closed);
  }

  @Test
  void shouldEndFromEveryState() {
    for (Lifecycle state : STATES) {
      assertThat(Lifecycle.onEnd(state, NOW, "agent").status()).isEqualTo(TicketStatus.CLOSED);
    }
  }

  @Test
  void shouldBeOpenWhenTheCustomerWritesToASnoozedTicket() {
    assertThat(Lifecycle.onCustomerMessage(new Lifecycle.Snoozed(NOW)))
        .isEqualTo(new Lifecycle.Open());
  }
}
