/** How handoffs end and go on, what closed a ticket, and whom that concerns. */
@NullMarked
package io.handoff.ticket.decision.handoff;

import org.jspecify.annotations.NullMarked;
