/**
 * What happens to tickets, in plain Java.
 *
 * <p>Four kinds of input concern a conversation: what happened in it ({@link
 * io.handoff.ticket.decision.ConversationFact}), what routing decided ({@link
 * io.handoff.ticket.decision.RoutingFact}), what fell due ({@link
 * io.handoff.ticket.decision.TimeFact}) and what people want ({@link
 * io.handoff.ticket.decision.Command}). {@link io.handoff.ticket.decision.TicketDecider} looks at
 * one of them at a time, together with the conversation as it stands, and answers with a {@link
 * io.handoff.ticket.decision.TicketDecision}: the conversation as it stands now, and the effects.
 * Nothing here has a clock, a random number, or a side effect; the same inputs give the same
 * tickets, with the same ids.
 *
 * <p>The four kinds arrive over different topics, so that only each kind is in order. Whatever
 * overtakes whatever, the ticket ends up the same: a decision that comes after the conversation's
 * end still makes the ticket, and closes it; a reason that comes after the close still names what
 * closed it.
 *
 * <p>What goes beyond a conversation, tags of the customer, merging tickets, threads of e-mails, is
 * decided by {@link io.handoff.ticket.decision.CustomerDecider}, one customer at a time. It hears
 * {@link io.handoff.ticket.decision.CustomerNews} and answers with a {@link
 * io.handoff.ticket.decision.Link}, a fifth kind of input.
 *
 * <p>Where a ticket stands is a {@link io.handoff.ticket.decision.Lifecycle}: a step exists only on
 * the states from which it is legal. Every change of a {@link io.handoff.ticket.decision.Ticket}
 * goes through a {@link io.handoff.ticket.decision.TicketChange} with the fields that differ, and
 * {@link io.handoff.ticket.decision.History} makes the ticket from its changes again.
 */
@NullMarked
package io.handoff.ticket.decision;

import org.jspecify.annotations.NullMarked;
