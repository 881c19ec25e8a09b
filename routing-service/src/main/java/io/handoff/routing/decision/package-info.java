/**
 * Who takes over a conversation. Plain Java: no Kafka, no Avro, no clock.
 *
 * <p>All that an account's routing knows is an {@link io.handoff.routing.decision.AccountRouting}:
 * its agents with presence and load, its open handoffs, and who waits. {@link
 * io.handoff.routing.decision.RoutingPolicy} looks at it, at one {@link
 * io.handoff.routing.decision.RoutingEvent} and at the settings ({@link
 * io.handoff.routing.decision.Roster}), and answers with an {@link
 * io.handoff.routing.decision.Outcome}: the {@link io.handoff.routing.decision.Change}s that the
 * aggregate is to undergo and the {@link io.handoff.routing.decision.Effect}s that the world is to
 * see. It changes nothing itself: it works on a draft laid over the aggregate, which sees its own
 * changes and is then thrown away.
 *
 * <p>Waiting work stands in {@link io.handoff.routing.decision.Pool}s: all that waits in one pool
 * can go to the same agents, so that only the head of each pool has to be looked at, however long
 * the queue is. Who of several agents gets a conversation is the business of an {@link
 * io.handoff.routing.decision.AssignmentStrategy}.
 */
@NullMarked
package io.handoff.routing.decision;

import org.jspecify.annotations.NullMarked;
