package io.handoff.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works: weekly hours in a time zone, public holidays and holidays of one's own,
 * breaks, and dates with hours of their own.
 *
 * <p><b>Which hours a date has.</b> A holiday has none; else a date's own hours replace those of
 * its weekday; a break takes wall time of its date away, whichever date's hours it falls into.
 * Hours past midnight belong to the date on which they open: a night shift that began the evening
 * before a holiday is worked to its end. A date that the zone skipped has none.
 *
 * <p><b>What a slot is.</b> Wall times become instants as {@link #resolveLocal} says, and business
 * time is the real time between them: on the day that clocks go forward, 01:00 to 04:00 lasts two
 * hours; on the day that they go back, four. Slots are half-open and do not overlap: hours of one
 * date that do are united, and a date's hours begin where those of the date before end, if they run
 * on so long. Hours that touch, at midnight or elsewhere, stay slots of their own.
 *
 * <p><b>Ends.</b> Adding ends as early as it can (forwards) or as late as it can (backwards): a
 * target that is used up exactly at closing ends at closing, not at the next opening, and going
 * back to exactly an opening ends there. Adding nothing gives the start unchanged, also while it is
 * closed; so adding a and then b is always the same as adding a + b, for a and b of one sign.
 *
 * <p><b>Never open.</b> Whoever has been closed for ten years does not open again: the search ends
 * there and the answer is empty. A calendar without any hours costs no search.
 *
 * <p>Precision is that of {@link Instant}. Meant for the years 1900 to 2500.
 */
public final class BusinessCalendar {

  private static final int STRETCH_DAYS = 8;

  /** Wall times of the date before may be moved on by a gap. */
  private static final int DAYS_REACH = 2;

  /**
   * Two dates' hours past midnight and a skipped date between, twice: once to cut, once to be cut.
   */
  private static final int NIGHTS_REACH = 6;

  private final ZoneId zone;
  private final Map<DayOfWeek, List<Hours>> week;
  private final NavigableMap<LocalDate, List<Hours>> dates;
  private final Map<LocalDate, List<Hours>> breaks;
  private final Set<LocalDate> holidays;
  private final @Nullable PublicHolidays publicHolidays;
  private final boolean weekIsClosed;
  private final int reach;

  private BusinessCalendar(Builder builder) {
    zone = builder.zone;
    week = new EnumMap<>(builder.week);
    dates = new TreeMap<>(builder.dates);
    breaks = new HashMap<>(builder.breaks);
    holidays = Set.copyOf(builder.holidays);
    publicHolidays = builder.publicHolidays;
    weekIsClosed = week.values().stream().allMatch(List::isEmpty);
    reach =
        Stream.concat(week.values().stream(), dates.values().stream())
                .flatMap(List::stream)
                .anyMatch(Hours::pastMidnight)
            ? NIGHTS_REACH
            : DAYS_REACH;
  }

  /** A calendar that is never open until hours are added. */
  public static Builder in(ZoneId zone) {
    return new Builder(zone);
  }

  /** Open day and night. */
  public static BusinessCalendar always(ZoneId zone) {
    Builder builder = in(zone);
    for (DayOfWeek day : DayOfWeek.values()) {
      builder.hours(day, List.of(Hours.ALL_DAY));
    }
    return builder.build();
  }

  /** Zone of the wall times. */
  public ZoneId zone() {
    return zone;
  }

  /** Whether it is open at that instant; a closing instant is closed. */
  public boolean isOpen(Instant at) {
    Slots slots = new Slots(this, at);
    return slots.hasNext() && slots.next().holds(at);
  }

  /**
   * The instant at which so much business time has passed since the start.
   *
   * @param start may be outside business hours
   * @param time negative: backwards, to the instant from which so much had passed until the start;
   *     zero: the start itself
   * @return empty if it is not open long enough within the bound
   */
  public Optional<Instant> addBusinessTime(Instant start, Duration time) {
    if (time.isZero()) {
      return Optional.of(start);
    }
    return time.isNegative() ? subtract(start, time.negated()) : add(start, time);
  }

  private Optional<Instant> add(Instant start, Duration time) {
    Duration left = time;
    Slots slots = new Slots(this, start);
    while (slots.hasNext()) {
      Slot slot = slots.next();
      Instant from = later(slot.start(), start);
      Duration here = Duration.between(from, slot.end());
      if (left.compareTo(here) <= 0) {
        return Optional.of(from.plus(left));
      }
      left = left.minus(here);
    }
    return Optional.empty();
  }

  private Optional<Instant> subtract(Instant start, Duration time) {
    Duration left = time;
    Iterator<Slot> slots = new SlotsBefore(start);
    while (slots.hasNext()) {
      Slot slot = slots.next();
      Instant until = earlier(slot.end(), start);
      Duration here = Duration.between(slot.start(), until);
      if (left.compareTo(here) <= 0) {
        return Optional.of(until.minus(left));
      }
      left = left.minus(here);
    }
    return Optional.empty();
  }

  /** Business time from one instant to another; negative where the second is the earlier one. */
  public Duration businessTimeBetween(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return businessTimeBetween(to, from).negated();
    }
    Duration sum = Duration.ZERO;
    Slots slots = new Slots(this, from);
    while (slots.hasNext()) {
      Slot slot = slots.next();
      if (!slot.start().isBefore(to)) {
        break;
      }
      sum = sum.plus(Duration.between(later(slot.start(), from), earlier(slot.end(), to)));
    }
    return sum;
  }

  /** The instant itself if it is open then, else the next opening. */
  public Optional<Instant> rollForward(Instant at) {
    return new Slots(this, at).first().map(slot -> later(slot.start(), at));
  }

  /** The instant itself if it is open or closes then, else the last closing before. */
  public Optional<Instant> rollBackward(Instant at) {
    Slots slots = new Slots(this, at);
    if (slots.hasNext() && slots.next().holds(at)) {
      return Optional.of(at);
    }
    Iterator<Slot> before = new SlotsBefore(at);
    return before.hasNext() ? Optional.of(before.next().end()) : Optional.empty();
  }

  /** The first opening after the instant, never the instant itself. */
  public Optional<Instant> nextSlotStart(Instant at) {
    Slots slots = new Slots(this, at);
    while (slots.hasNext()) {
      Slot slot = slots.next();
      if (slot.start().isAfter(at)) {
        return Optional.of(slot.start());
      }
    }
    return Optional.empty();
  }

  /** The last opening before the instant, never the instant itself. */
  public Optional<Instant> slotStartBefore(Instant at) {
    Iterator<Slot> before = new SlotsBefore(at);
    return before.hasNext() ? Optional.of(before.next().start()) : Optional.empty();
  }

  /** The first closing after the instant, never the instant itself. */
  public Optional<Instant> slotEndAfter(Instant at) {
    return new Slots(this, at).first().map(Slot::end);
  }

  /**
   * The next slots, in order; the first is cut where it began before.
   *
   * @param count how many at most; fewer if there are no more within the bound
   */
  public List<Slot> openIntervalsAfter(Instant from, int count) {
    List<Slot> found = new ArrayList<>();
    Slots slots = new Slots(this, from);
    while (found.size() < count && slots.hasNext()) {
      Slot slot = slots.next();
      found.add(new Slot(later(slot.start(), from), slot.end()));
    }
    return found;
  }

  /**
   * The slots before, latest first; the first is cut where it lasts longer.
   *
   * @param count how many at most; fewer if there are no more within the bound
   */
  public List<Slot> openIntervalsBefore(Instant from, int count) {
    List<Slot> found = new ArrayList<>();
    Iterator<Slot> slots = new SlotsBefore(from);
    while (found.size() < count && slots.hasNext()) {
      Slot slot = slots.next();
      found.add(new Slot(slot.start(), earlier(slot.end(), from)));
    }
    return found;
  }

  /** The instant that a clock in this calendar's zone shows as the wall time. */
  public Instant resolveLocal(LocalDate date, LocalTime time) {
    return resolveLocal(zone, date, time);
  }

  /**
   * The instant that a clock in the zone shows as the wall time: a time that a gap leaves out is
   * moved on by the gap's length, of a time that comes twice it is the first.
   */
  public static Instant resolveLocal(ZoneId zone, LocalDate date, LocalTime time) {
    return Slots.resolve(date.atTime(time), zone);
  }

  /** Slots of the date's hours without its breaks, in order and without overlaps. */
  List<Slot> slotsOf(LocalDate date) {
    List<Hours> hours = hoursOf(date);
    if (hours.isEmpty() || Slots.isSkipped(date, zone)) {
      return List.of();
    }
    List<Slot> slots = new ArrayList<>();
    for (Hours each : hours) {
      Slot slot = slot(date, each);
      if (slot.start().isBefore(slot.end())) {
        slots.add(slot);
      }
    }
    if (slots.size() > 1) {
      slots = united(slots);
    }
    for (int day = -1; day <= 2 && !breaks.isEmpty(); day++) {
      LocalDate broken = date.plusDays(day);
      for (Hours closed : breaks.getOrDefault(broken, List.of())) {
        slots = without(slots, slot(broken, closed));
      }
    }
    return slots;
  }

  private List<Hours> hoursOf(LocalDate date) {
    if (holidays.contains(date)) {
      return List.of();
    }
    List<Hours> own = dates.get(date);
    List<Hours> hours = own == null ? week.getOrDefault(date.getDayOfWeek(), List.of()) : own;
    if (hours.isEmpty() || publicHolidays == null) {
      return hours;
    }
    return publicHolidays.contains(date) ? List.of() : hours;
  }

  /** The next date on which anything can be open; null if there is none. */
  @Nullable LocalDate nextDateWithHours(LocalDate date) {
    return weekIsClosed ? dates.higherKey(date) : date.plusDays(1);
  }

  /** How many dates before a moment its slots may depend on. */
  int reach() {
    return reach;
  }

  private Slot slot(LocalDate date, Hours hours) {
    return new Slot(instant(date, hours.open()), instant(date, hours.close()));
  }

  private Instant instant(LocalDate date, int second) {
    LocalDate day = date.plusDays(second / Hours.DAY);
    return Slots.resolve(LocalDateTime.of(day, LocalTime.ofSecondOfDay(second % Hours.DAY)), zone);
  }

  /**
   * One slot of those that overlap, which a gap can put out of order; those that touch stay two.
   */
  private static List<Slot> united(List<Slot> slots) {
    slots.sort(Comparator.comparing(Slot::start));
    List<Slot> united = new ArrayList<>();
    for (Slot slot : slots) {
      Slot last = united.isEmpty() ? null : united.getLast();
      if (last == null || !slot.start().isBefore(last.end())) {
        united.add(slot);
      } else {
        united.set(united.size() - 1, new Slot(last.start(), later(last.end(), slot.end())));
      }
    }
    return united;
  }

  private static List<Slot> without(List<Slot> slots, Slot closed) {
    if (!closed.start().isBefore(closed.end())) {
      return slots;
    }
    List<Slot> left = new ArrayList<>();
    for (Slot slot : slots) {
      Instant end = earlier(slot.end(), closed.start());
      Instant start = later(slot.start(), closed.end());
      if (slot.start().isBefore(end)) {
        left.add(new Slot(slot.start(), end));
      }
      if (start.isBefore(slot.end())) {
        left.add(new Slot(start, slot.end()));
      }
    }
    return left;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Slots that begin before an instant, latest first: the same slots, stretch by stretch. */
  private final class SlotsBefore implements Iterator<Slot> {

    private final List<Slot> found = new ArrayList<>();
    private Instant begin;
    private int closedDays;

    SlotsBefore(Instant before) {
      this.begin = before;
    }

    @Override
    public boolean hasNext() {
      while (found.isEmpty() && closedDays <= Slots.CLOSED_DAYS && !nothingBefore()) {
        stretch();
      }
      return !found.isEmpty();
    }

    @Override
    public Slot next() {
      return found.removeLast();
    }

    private boolean nothingBefore() {
      return weekIsClosed
          && (dates.isEmpty()
              || LocalDate.ofInstant(begin, zone).isBefore(dates.firstKey().minusDays(3)));
    }

    private void stretch() {
      Instant end = begin;
      begin = end.minus(Duration.ofDays(STRETCH_DAYS));
      Slots slots = new Slots(BusinessCalendar.this, begin);
      while (slots.hasNext()) {
        Slot slot = slots.next();
        if (!slot.start().isBefore(end)) {
          break;
        }
        if (!slot.start().isBefore(begin)) {
          found.add(slot);
        }
      }
      closedDays = found.isEmpty() ? closedDays + STRETCH_DAYS : 0;
    }
  }

  /** Collects what a calendar consists of. */
  public static final class Builder {

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    private final Map<LocalDate, List<Hours>> dates = new HashMap<>();
    private final Map<LocalDate, List<Hours>> breaks = new HashMap<>();
    private final Set<LocalDate> holidays = new HashSet<>();
    private @Nullable PublicHolidays publicHolidays;

    private Builder(ZoneId zone) {
      this.zone = zone;
    }

    /** Hours of a weekday, in place of those set before; in any order. */
    public Builder hours(DayOfWeek day, List<Hours> hours) {
      week.put(day, inOrder(hours));
      return this;
    }

    /** Hours of a date instead of its weekday's, in any order; none: closed. */
    public Builder hoursOn(LocalDate date, List<Hours> hours) {
      dates.put(date, inOrder(hours));
      return this;
    }

    /** A date without hours, even if it has hours of its own. */
    public Builder holiday(LocalDate date) {
      holidays.add(date);
      return this;
    }

    /** Public holidays, dates without hours; null: none. */
    public Builder publicHolidays(@Nullable PublicHolidays of) {
      publicHolidays = of;
      return this;
    }

    /** Wall time of a date in which it is closed; a date can have several. */
    public Builder breakOn(LocalDate date, Hours closed) {
      breaks.computeIfAbsent(date, none -> new ArrayList<>()).add(closed);
      return this;
    }

    /** The calendar. */
    public BusinessCalendar build() {
      return new BusinessCalendar(this);
    }

    private static List<Hours> inOrder(List<Hours> hours) {
      return hours.stream().sorted(Comparator.comparingInt(Hours::open)).toList();
    }
  }
}
