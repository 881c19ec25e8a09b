/**
 * Waiting work, and the settings in the form that routing asks them in.
 *
 * <p>Waiting work stands in {@link io.handoff.routing.decision.queue.Pool}s: all that waits in one
 * pool can go to the same agents, so that only the head of each pool has to be looked at, however
 * long the queue is.
 */
@NullMarked
package io.handoff.routing.decision.queue;

import org.jspecify.annotations.NullMarked;
