/**
 * {@code handoff why}: what was decided on a ticket, and why.
 *
 * <p>{@link io.handoff.deploy.why.TicketTrail} finds the ticket and reads what the topics hold of
 * it; {@link io.handoff.deploy.why.Steps} puts that into words and in order.
 */
@NullMarked
package io.handoff.deploy.why;

import org.jspecify.annotations.NullMarked;
