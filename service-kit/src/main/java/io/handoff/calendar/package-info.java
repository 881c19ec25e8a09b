/**
 * Business time: when people work, and how long something takes in their working hours.
 *
 * <p>{@link io.handoff.calendar.BusinessCalendar} answers every question; {@link
 * io.handoff.calendar.Slots} is the one engine below it, which turns wall times into the instants
 * at which somebody is really there. Plain Java without clock, ids or logging: the same calendar
 * and the same arguments give the same answer. Calendars are immutable and may be shared by
 * threads.
 */
@NullMarked
package io.handoff.calendar;

import org.jspecify.annotations.NullMarked;
