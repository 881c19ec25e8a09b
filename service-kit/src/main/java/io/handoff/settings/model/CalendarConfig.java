package io.handoff.settings.model;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import io.handoff.calendar.PublicHolidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Business hours under a name.
 *
 * @param calendarId unique within the account
 * @param zone zone of its wall times
 * @param week hours of the weekdays that have some, each day's in order and without overlaps
 * @param publicHolidays country or region as {@link PublicHolidays#of} takes it; null: none
 * @param holidays dates without hours
 * @param dates hours of dates, instead of their weekdays'
 * @param breaks hours of dates in which it is closed
 */
public record CalendarConfig(
    String calendarId,
    ZoneId zone,
    Map<DayOfWeek, List<Hours>> week,
    @Nullable String publicHolidays,
    Set<LocalDate> holidays,
    Map<LocalDate, List<Hours>> dates,
    Map<LocalDate, List<Hours>> breaks) {

  /** Word for a day without hours. */
  public static final String CLOSED = "closed";

  public CalendarConfig {
    week = Map.copyOf(week);
    holidays = Set.copyOf(holidays);
    dates = Map.copyOf(dates);
    breaks = Map.copyOf(breaks);
  }

  /** The calendar; made anew each time, so keep it where it is asked often. */
  public BusinessCalendar calendar() {
    BusinessCalendar.Builder calendar = BusinessCalendar.in(zone);
    week.forEach(calendar::hours);
    holidays.forEach(calendar::holiday);
    dates.forEach(calendar::hoursOn);
    each(breaks, calendar::breakOn);
    if (publicHolidays != null) {
      calendar.publicHolidays(PublicHolidays.of(publicHolidays).orElse(null));
    }
    return calendar.build();
  }

  private static void each(
      Map<LocalDate, List<Hours>> dates, BiConsumer<LocalDate, Hours> consumer) {
    dates.forEach((date, hours) -> hours.forEach(each -> consumer.accept(date, each)));
  }

  /** Name of a weekday's field in settings files: monday. */
  public static String field(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  /** Hours as settings files write them: {@code 09:00-12:00, 13:00-17:00}; or {@link #CLOSED}. */
  public static String text(Collection<Hours> hours) {
    return hours.isEmpty()
        ? CLOSED
        : String.join(", ", hours.stream().map(Hours::toString).toList());
  }
}
