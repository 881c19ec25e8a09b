/** Moments, deadlines, what they follow from, and what is known of the time. */
@NullMarked
package io.handoff.autoclose.decision.time;

import org.jspecify.annotations.NullMarked;
