/**
 * The ticket, its handoff and its history.
 *
 * <p>Where a ticket stands is a {@link io.handoff.ticket.decision.ticket.Lifecycle}: a step exists
 * only on the states from which it is legal. Every change of a {@link
 * io.handoff.ticket.decision.ticket.Ticket} goes through a {@link
 * io.handoff.ticket.decision.ticket.TicketChange} with the fields that differ, and {@link
 * io.handoff.ticket.decision.ticket.History} makes the ticket from its changes again.
 */
@NullMarked
package io.handoff.ticket.decision.ticket;

import org.jspecify.annotations.NullMarked;
