package io.handoff.calendar;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Public holidays of a country or of a region in it, as <a
 * href="https://github.com/focus-shift/jollyday">Jollyday</a> knows them. Observances on which
 * people work are among them only where Jollyday counts them as public. A country's data is read
 * when a date is first asked for and a year is worked out once; after that an answer is one
 * look-up.
 */
public final class PublicHolidays {

  private static final Map<String, PublicHolidays> KNOWN = new ConcurrentHashMap<>();

  private final String country;
  private final String[] regions;
  private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

  private PublicHolidays(String country, String... regions) {
    this.country = country;
    this.regions = regions;
  }

  /**
   * The holidays of a country or region.
   *
   * @param code ISO 3166 as in {@code PL} or {@code DE-BY}, in any case; further parts name places
   *     within the region
   * @return nothing if the country or region is not known
   */
  public static Optional<PublicHolidays> of(String code) {
    String key = code.toLowerCase(Locale.ROOT);
    PublicHolidays known = KNOWN.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    String[] parts = key.split("-", -1);
    if (!isKnown(parts)) {
      return Optional.empty();
    }
    PublicHolidays holidays =
        new PublicHolidays(parts[0], Arrays.copyOfRange(parts, 1, parts.length));
    return Optional.of(KNOWN.computeIfAbsent(key, absent -> holidays));
  }

  /** Codes of the countries that are known, in upper case. */
  public static Set<String> countries() {
    return Arrays.stream(HolidayCalendar.values())
        .map(HolidayCalendar::getId)
        .filter(id -> id.length() == 2)
        .map(id -> id.toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the date, on the country's own calendar, is a public holiday. */
  public boolean contains(LocalDate date) {
    return years.computeIfAbsent(date.getYear(), this::year).contains(date);
  }

  private Set<LocalDate> year(int year) {
    return manager(country).getHolidays(java.time.Year.of(year), regions).stream()
        .map(de.focus_shift.jollyday.core.Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isKnown(String... parts) {
    if (!countries().contains(parts[0].toUpperCase(Locale.ROOT))) {
      return false;
    }
    var place = manager(parts[0]).getCalendarHierarchy();
    for (int i = 1; i < parts.length; i++) {
      place = place.getChildren().get(parts[i]);
      if (place == null) {
        return false;
      }
    }
    return true;
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country));
  }
}
