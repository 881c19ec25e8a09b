/**
 * What goes beyond a conversation: tags of the customer, merging tickets, threads of e-mails.
 * {@link io.handoff.ticket.decision.customer.CustomerDecider} decides it, one customer at a time.
 */
@NullMarked
package io.handoff.ticket.decision.customer;

import org.jspecify.annotations.NullMarked;
