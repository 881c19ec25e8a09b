package io.handoff.settings.authoring.section;

import io.handoff.calendar.Hours;
import io.handoff.calendar.PublicHolidays;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.model.CalendarConfig;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code calendars}, and answers for references to them. A calendar that is declared with an
 * error counts as known, so that one slip gives one error.
 */
final class Calendars {

  private final ZoneId accountZone;
  private final Map<String, CalendarConfig> calendars = new LinkedHashMap<>();
  private final Set<String> declared = new HashSet<>();
  private final boolean readable;

  Calendars(@Nullable Node node, ZoneId accountZone) {
    this.accountZone = accountZone;
    List<Node> items = node == null ? List.of() : node.items(SettingsLimits.CALENDARS);
    readable = items != null;
    if (items != null) {
      items.forEach(this::calendar);
    }
  }

  Map<String, CalendarConfig> calendars() {
    return calendars;
  }

  /** The id of a calendar that the account has; a reference to another is reported. */
  @Nullable String reference(Node node) {
    String id = Values.id(node);
    if (id == null || declared.contains(id) || !readable) {
      return id;
    }
    String meant = Words.didYouMean(id, calendars.keySet());
    node.error(
        ProblemCode.UNKNOWN_CALENDAR,
        "there is no calendar '" + Words.shown(id) + "'",
        meant == null ? "add it to 'calendars'" : meant);
    return null;
  }

  private void calendar(Node node) {
    declared.add(node.rawId());
    Fields fields = Fields.of(node, Section.CALENDAR);
    Node idNode = fields == null ? null : fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    if (fields == null) {
      return;
    }
    Node zoneNode = fields.get("timeZone");
    ZoneId zone = zoneNode == null ? null : Values.timeZone(zoneNode);
    Map<DayOfWeek, List<Hours>> week = week(fields);
    Map<LocalDate, List<Hours>> dates = dates(fields, "dates");
    CalendarConfig calendar =
        new CalendarConfig(
            id == null ? "" : id,
            zone == null ? accountZone : zone,
            week,
            country(fields.get("publicHolidays")),
            holidays(fields),
            dates,
            dates(fields, "breaks"));
    if (week.isEmpty()
        && dates.values().stream().allMatch(List::isEmpty)
        && !node.reading().problems().hasErrors()) {
      node.error(
          ProblemCode.NEVER_OPEN,
          node.label() + " is never open",
          "add hours, such as monday: 09:00-17:00");
    }
    if (id != null && idNode != null && calendars.putIfAbsent(id, calendar) != null) {
      idNode.error(
          ProblemCode.DUPLICATE_ID,
          "there is another calendar with the id '" + Words.shown(id) + "'",
          "give each its own id");
    }
  }

  private static Map<DayOfWeek, List<Hours>> week(Fields fields) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      Node node = fields.get(CalendarConfig.field(day));
      List<Hours> hours = node == null ? List.of() : hours(node);
      if (!hours.isEmpty()) {
        week.put(day, hours);
      }
    }
    for (DayOfWeek day : week.keySet()) {
      Hours last = week.getOrDefault(day, List.of()).getLast();
      List<Hours> next = week.getOrDefault(day.plus(1), List.of());
      Node nextNode = fields.get(CalendarConfig.field(day.plus(1)));
      if (nextNode != null && !next.isEmpty() && last.close() - 86_400 > next.getFirst().open()) {
        nextNode.warning(
            ProblemCode.HOURS_OVERLAP,
            nextNode.label()
                + " begins before the hours of "
                + CalendarConfig.field(day)
                + " are over",
            null);
      }
    }
    return week;
  }

  private static Map<LocalDate, List<Hours>> dates(Fields fields, String field) {
    Map<LocalDate, List<Hours>> dates = new HashMap<>();
    for (Node item : fields.items(field, SettingsLimits.DATES)) {
      Fields entry = Fields.of(item, Section.DATE_HOURS);
      Node dateNode = entry == null ? null : entry.required("date");
      Node hoursNode = entry == null ? null : entry.required("hours");
      LocalDate date = dateNode == null ? null : date(dateNode);
      List<Hours> hours = hoursNode == null ? List.of() : hours(hoursNode);
      if (dateNode != null && date != null && dates.putIfAbsent(date, hours) != null) {
        dateNode.error(
            ProblemCode.DUPLICATE_ID, date + " is there twice", "write its hours on one line");
      }
    }
    return dates;
  }

  private static Set<LocalDate> holidays(Fields fields) {
    Set<LocalDate> holidays = new HashSet<>();
    for (Node item : fields.items("holidays", SettingsLimits.DATES)) {
      LocalDate date = date(item);
      if (date != null) {
        holidays.add(date);
      }
    }
    return holidays;
  }

  private static @Nullable LocalDate date(Node node) {
    String text = node.line(SettingsLimits.NAME);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1970 && date.getYear() < 2200) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // reported below, like a date out of range
    }
    node.error(
        ProblemCode.BAD_DATE,
        node.label() + " must be a date from 1970 to 2199 (was '" + Words.shown(text) + "')",
        "write it like this: 2026-12-24");
    return null;
  }

  private static @Nullable String country(@Nullable Node node) {
    if (node == null || node.isOff()) {
      return null;
    }
    String text = node.line(SettingsLimits.NAME);
    if (text == null) {
      return null;
    }
    String code = text.toUpperCase(Locale.ROOT);
    if (PublicHolidays.of(code).isPresent()) {
      return code;
    }
    String country = code.split("-", 2)[0];
    boolean known = PublicHolidays.countries().contains(country);
    node.error(
        ProblemCode.UNKNOWN_COUNTRY,
        "the public holidays of '" + Words.shown(text) + "' are not known",
        known
            ? "'" + country + "' has them without the region"
            : "write a country such as PL, or a country and region such as DE-BY");
    return null;
  }

  /** Hours as {@code 09:00-12:00, 13:00-17:00}, or as a list of such. */
  private static List<Hours> hours(Node node) {
    List<Hours> hours = new ArrayList<>();
    if (node.yaml() instanceof Yaml.Sequence) {
      List<Node> items = node.items(SettingsLimits.HOURS);
      (items == null ? List.<Node>of() : items).forEach(item -> add(item, hours));
    } else if (!node.isOff() && !isClosed(node)) {
      add(node, hours);
    }
    hours.sort(Comparator.comparingInt(Hours::open));
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i - 1).overlaps(hours.get(i))) {
        node.error(
            ProblemCode.HOURS_OVERLAP,
            hours.get(i - 1) + " and " + hours.get(i) + " overlap",
            "write hours that do not");
        return List.of();
      }
    }
    return List.copyOf(hours);
  }

  private static boolean isClosed(Node node) {
    return node.yaml() instanceof Yaml.Scalar scalar && scalar.text().equals(CalendarConfig.CLOSED);
  }

  private static void add(Node node, List<Hours> hours) {
    String text = node.line(SettingsLimits.HOURS_TEXT);
    if (text == null) {
      return;
    }
    for (String range : text.split(",", -1)) {
      try {
        hours.add(Hours.parse(range));
      } catch (IllegalArgumentException e) {
        node.error(
            ProblemCode.BAD_HOURS,
            node.label() + " must be hours (was '" + Words.shown(range.strip()) + "')",
            hint(range.strip()));
        return;
      }
    }
  }

  private static String hint(String range) {
    if (range.equals(CalendarConfig.CLOSED)) {
      return "'closed' stands alone, without other hours";
    }
    try {
      return "did you mean " + Hours.parse(range + "+1") + ", the day after?";
    } catch (IllegalArgumentException e) {
      return "write hours like this: 09:00-12:00, 13:00-17:00";
    }
  }
}
