/**
 * Runs the decisions of {@link io.handoff.ticket.decision} on Kafka Streams.
 *
 * <p>{@link io.handoff.ticket.topology.TicketTopology} is the flow, top to bottom. {@link
 * io.handoff.ticket.topology.TicketProcessor} loads a conversation, decides, stores and sends, all
 * in one transaction. Avro is translated here and nowhere else: incoming records by {@link
 * io.handoff.ticket.topology.FactReader} and {@link io.handoff.ticket.topology.CommandReader},
 * outgoing ones by {@link io.handoff.ticket.topology.EffectWriter}.
 */
@NullMarked
package io.handoff.ticket.topology;

import org.jspecify.annotations.NullMarked;
