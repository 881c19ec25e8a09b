package io.handoff.autoclose.decision.conversation;

import java.time.Instant;

/**
 * What stood when an event came that happened after the deadline. The deadline was missed before
 * that event; it fires as soon as the safe clock proves that nothing older is still unread.
 *
 * @param standing what stood; older events that are read late still change it
 * @param passedAt when the event happened. A deadline that moves to this moment or beyond was not
 *     missed after all
 */
public record MissedDeadline(SilenceState standing, Instant passedAt) {}
