/**
 * Asks outside systems (R10): reads {@code lookup.requests}, performs HTTP GETs, and publishes what
 * came of each on {@code lookup.results}. Beside the topology, not in it: nothing here can hold up
 * a ticket, and a replay needs no network.
 *
 * <p>{@link io.handoff.ticket.lookup.LookupWorker} is the loop, {@link
 * io.handoff.ticket.lookup.OutsideSystems} asks, with retries, circuit breakers and bounds; {@link
 * io.handoff.ticket.lookup.HttpQuestion} is one request; {@link
 * io.handoff.ticket.lookup.AllowedAddresses} says what may be reached at all.
 */
@NullMarked
package io.handoff.ticket.lookup;

import org.jspecify.annotations.NullMarked;
