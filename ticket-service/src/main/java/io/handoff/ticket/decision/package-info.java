/**
 * What happens to tickets, in plain Java.
 *
 * <p>Five kinds of input concern a conversation: what happened in it, what routing decided, what
 * fell due, what people want, and what the customer's other conversations tell it. {@link
 * io.handoff.ticket.decision.TicketDecider} looks at one of them at a time, together with the
 * conversation as it stands, and answers with a {@link
 * io.handoff.ticket.decision.context.TicketDecision}: the conversation as it stands now, and the
 * effects. Nothing here has a clock, a random number, or a side effect; the same inputs give the
 * same tickets, with the same ids. This package has a policy for each kind of input; the packages
 * below it have what they share.
 *
 * <p>The kinds arrive over different topics, so that only each kind is in order. Whatever overtakes
 * whatever, the ticket ends up the same: a decision that comes after the conversation's end still
 * makes the ticket, and closes it; a reason that comes after the close still names what closed it.
 */
@NullMarked
package io.handoff.ticket.decision;

import org.jspecify.annotations.NullMarked;
