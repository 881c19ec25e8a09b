/**
 * When silence ends a conversation. Plain Java: everything comes in as an argument, nothing is
 * changed in place.
 *
 * <p>Two histories meet here: what is said (conversation.events) and who is to answer
 * (ticket.events). Their order among each other is not defined, so each is folded by itself, into
 * {@link io.handoff.autoclose.decision.conversation.Messages} and {@link
 * io.handoff.autoclose.decision.conversation.Handover}, and only compared by event time when a
 * deadline is worked out of both: {@link
 * io.handoff.autoclose.decision.conversation.SilenceState#deadline}. Whatever order they come in,
 * the deadline is the same.
 *
 * <p>{@link io.handoff.autoclose.decision.ConversationPolicy} takes in an event. Where the event
 * happened after the deadline that stood until then, that deadline was missed whether or not
 * somebody has noticed yet: it is put aside as {@link
 * io.handoff.autoclose.decision.conversation.MissedDeadline} and fires all the same. {@link
 * io.handoff.autoclose.decision.SilencePolicy} is asked when the queue of timers says that it is
 * time to look, and says which conversations to close. So what fires follows from the events alone,
 * and not from the moment when somebody looked.
 */
@NullMarked
package io.handoff.autoclose.decision;

import org.jspecify.annotations.NullMarked;
