/**
 * One input while it is decided: what is known before it, and what follows from it so far. {@link
 * io.handoff.ticket.decision.context.DecisionContext} collects both, and sees its own changes.
 */
@NullMarked
package io.handoff.ticket.decision.context;

import org.jspecify.annotations.NullMarked;
