/**
 * Time as guarantees need it: ticks, the safe clock, and timers that fire once and never early.
 */
@NullMarked
package io.handoff.kit.time;

import org.jspecify.annotations.NullMarked;
