/**
 * Time as guarantees need it: ticks, the safe clock, and timers that fire once and never early.
 *
 * <p>A deadline is met or missed by what was published before it, and the machine's clock does not
 * know what is still unread. So the wall clock only wakes; what fires a timer is proof. When a
 * timer looks due, the {@link io.handoff.kit.time.Ticker} writes a tick into every partition that
 * the task reads, behind whatever waits there. When the ticks have been read back, so has
 * everything that was published before them; the {@link io.handoff.kit.time.SafeClock} then stands
 * at the ticks' time, and {@link io.handoff.kit.time.Timers} up to that time fire. {@link
 * io.handoff.kit.time.TimeKeeper} ties the three together; a service needs no other class to begin
 * with.
 *
 * <p>Ticks are written on demand, so that lateness does not depend on a heartbeat's rhythm; a task
 * with nothing due writes one every fifteen seconds. Those show that time was kept: a gap in them
 * is an {@link io.handoff.kit.time.Outage}, and whoever owns deadlines can ask {@link
 * io.handoff.kit.time.Outages} what was lost.
 */
@NullMarked
package io.handoff.kit.time;

import org.jspecify.annotations.NullMarked;
