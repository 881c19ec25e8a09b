/**
 * Decides whether a person is needed, and why. Plain Java.
 *
 * <p>{@link io.handoff.trigger.decision.TriggerDecider} first asks the conversation's gate whether
 * an event is new, then looks through {@link io.handoff.trigger.decision.TriggerPolicies} in their
 * order; the first that finds something opens a handoff, unless one is open. {@link
 * io.handoff.trigger.decision.ConversationState} is all it remembers.
 */
@NullMarked
package io.handoff.trigger.decision;

import org.jspecify.annotations.NullMarked;
