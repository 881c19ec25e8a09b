package io.handoff.autoclose.decision.time;

import io.handoff.kit.time.Outages;
import java.time.Instant;

/**
 * What is known of the time when a conversation is looked at.
 *
 * @param safe the safe clock: everything published up to then has been taken in
 * @param outages when no time was kept, up to the safe clock
 */
public record Timekeeping(Instant safe, Outages outages) {}
