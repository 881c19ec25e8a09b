package io.handoff.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a calendar that end after a moment, in order and without overlaps.
 *
 * <p>Reads dates one by one, from some days before the moment, because hours that run past midnight
 * and wall times that a gap moves on reach the moment from earlier dates. Where the hours of two
 * dates overlap, the earlier date's come first and the later date's begin at their end. Ends after
 * {@link #CLOSED_DAYS} dates in a row without a slot.
 */
final class Slots implements Iterator<Slot> {

  /** Ten years: who has been closed for so long does not open again. */
  static final int CLOSED_DAYS = 3_660;

  private final BusinessCalendar calendar;
  private final Instant after;
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private @Nullable LocalDate date;
  private Instant reached = Instant.MIN;
  private int closedDays;

  Slots(BusinessCalendar calendar, Instant after) {
    this.calendar = calendar;
    this.after = after;
    this.date = LocalDate.ofInstant(after, calendar.zone()).minusDays(calendar.reach());
  }

  @Override
  public boolean hasNext() {
    while (waiting.isEmpty() && date != null && closedDays <= CLOSED_DAYS) {
      read(date);
      date = calendar.nextDateWithHours(date);
    }
    return !waiting.isEmpty();
  }

  @Override
  public Slot next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return waiting.removeFirst();
  }

  /** The first slot, if there is any. */
  Optional<Slot> first() {
    return hasNext() ? Optional.of(next()) : Optional.empty();
  }

  private void read(LocalDate of) {
    List<Slot> found = calendar.slotsOf(of);
    closedDays = found.isEmpty() ? closedDays + 1 : 0;
    for (Slot slot : found) {
      Instant start = slot.start().isAfter(reached) ? slot.start() : reached;
      if (start.isBefore(slot.end())) {
        reached = slot.end();
        if (slot.end().isAfter(after)) {
          waiting.add(new Slot(start, slot.end()));
        }
      }
    }
  }

  /** Moves a time in a gap on by the gap's length; of a time that comes twice takes the first. */
  static Instant resolve(LocalDateTime time, ZoneId zone) {
    return time.atZone(zone).toInstant();
  }

  /** Whether the zone left the whole date out, as Samoa did with 30 December 2011. */
  static boolean isSkipped(LocalDate date, ZoneId zone) {
    if (zone.getRules().isFixedOffset()) {
      return false;
    }
    ZoneOffsetTransition gap = zone.getRules().getTransition(date.atTime(LocalTime.NOON));
    return gap != null
        && gap.isGap()
        && !gap.getDateTimeBefore().isAfter(date.atStartOfDay())
        && !gap.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
  }
}
