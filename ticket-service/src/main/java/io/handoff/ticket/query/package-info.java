/**
 * Answers questions about tickets from the state stores, for operators and tests. Read only; the
 * services do not use it.
 *
 * <p>{@link io.handoff.ticket.query.TicketQueries} takes a question. What its own stores hold it
 * answers itself ({@link io.handoff.ticket.query.LocalTickets}); what other instances hold it asks
 * them for ({@link io.handoff.ticket.query.Peers}), with a mark that keeps a question from being
 * passed on twice. An answer shows the store at that moment: it can be a commit ahead of the
 * topics, and of a task that moves it can be missing, which the answer then says.
 */
@NullMarked
package io.handoff.ticket.query;

import org.jspecify.annotations.NullMarked;
