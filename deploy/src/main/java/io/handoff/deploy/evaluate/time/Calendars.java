package io.handoff.deploy.evaluate.time;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Calendars of cases. */
final class Calendars {
  private Calendars() {}

  /** The calendar whose fields stand in a node. */
  static BusinessCalendar read(JsonNode node) {
    BusinessCalendar.Builder calendar = BusinessCalendar.in(Json.zone(node));
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT).substring(0, 3);
      calendar.hours(day, hours(Json.list(node.path("weeklyHours"), name)));
    }
    for (JsonNode date : Json.list(node, "dateHours")) {
      calendar.hoursOn(Json.date(date), hours(Json.list(date, "hours")));
    }
    for (JsonNode closed : Json.list(node, "breaks")) {
      add(closed.path("from"), closed.path("to"))
          .forEach(hours -> calendar.breakOn(Json.date(closed), hours));
    }
    for (JsonNode holiday : Json.list(node, "holidays")) {
      if (holiday.path("allDay").asBoolean(true)) {
        calendar.holiday(Json.date(holiday));
      }
    }
    return calendar.build();
  }

  private static List<Hours> hours(List<JsonNode> pairs) {
    List<Hours> hours = new ArrayList<>();
    for (JsonNode pair : pairs) {
      hours.addAll(add(pair.path(0), pair.path(1)));
    }
    return hours;
  }

  /** None where it closes as it opens. */
  private static List<Hours> add(JsonNode open, JsonNode close) {
    if (open.equals(close)) {
      return List.of();
    }
    try {
      return List.of(Hours.of(open.asString(), close.asString()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableCaseException("no hours: " + open + " to " + close);
    }
  }
}
