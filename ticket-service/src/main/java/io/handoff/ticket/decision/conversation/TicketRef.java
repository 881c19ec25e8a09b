package io.handoff.ticket.decision.conversation;

import java.time.Instant;

/**
 * A ticket of the conversation.
 *
 * @param ticketId the ticket
 * @param requestedAt since when its handoff is there: what happens from then on, and before the
 *     next one, concerns this ticket
 * @param closing routing had asked for a close because nobody was there, and a newer handoff came
 *     to be known before that close
 * @param earlierTickets tickets that its customer had before, as far as known when it was made
 */
public record TicketRef(
    String ticketId, Instant requestedAt, boolean closing, long earlierTickets) {

  /** The same where routing has asked for a close because nobody was there. */
  public TicketRef nowClosing() {
    return new TicketRef(ticketId, requestedAt, true, earlierTickets);
  }
}
