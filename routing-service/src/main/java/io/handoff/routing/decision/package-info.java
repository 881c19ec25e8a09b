/**
 * Who takes over a conversation. Plain Java: no Kafka, no Avro, no clock.
 *
 * <p>All that an account's routing knows is an {@link
 * io.handoff.routing.decision.account.AccountRouting}: its agents with presence and load, its open
 * handoffs, and who waits. {@link io.handoff.routing.decision.RoutingPolicy} looks at it, at one
 * {@link io.handoff.routing.decision.effect.RoutingEvent} and at the settings ({@link
 * io.handoff.routing.decision.queue.Roster}), and answers with an {@link
 * io.handoff.routing.decision.effect.Outcome}: the {@link
 * io.handoff.routing.decision.account.Change}s of the account and the {@link
 * io.handoff.routing.decision.effect.Effect}s that others see. It changes nothing itself: it works
 * on a draft laid over the account, which sees its own changes and is then thrown away. This
 * package has a policy for each kind of event.
 */
@NullMarked
package io.handoff.routing.decision;

import org.jspecify.annotations.NullMarked;
