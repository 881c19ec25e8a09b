package io.handoff.ticket.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that this instance holds.
 *
 * <p>Both methods throw {@link QueryException} (503) where the stores cannot be asked at the
 * moment.
 */
public interface LocalTickets {

  /** A ticket; empty: this instance does not hold it. */
  Optional<TicketView> get(String account, String ticketId);

  /**
   * Tickets whose id comes after another, in order.
   *
   * @param after null: from the first
   * @param limit at most so many
   */
  TicketPage page(TicketFilter filter, @Nullable String after, int limit);
}
