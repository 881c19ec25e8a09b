package io.handoff.deploy.evaluate.time;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import io.handoff.calendar.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A case of business-time arithmetic. */
final class BusinessTimeCase {
  private BusinessTimeCase() {}

  /** The answers; empty: the kind is not known. */
  static Optional<List<Answer>> run(String kind, JsonNode node) {
    Answer answer =
        switch (kind) {
          case "add" -> add(node);
          case "between" -> between(node);
          case "isOpen" ->
              Answer.truth(
                  "expectedOpen",
                  expected(node, "expectedOpen"),
                  calendar(node).isOpen(Json.instant(node, "at")));
          case "rollForward" -> at(node, calendar(node).rollForward(Json.instant(node, "at")));
          case "rollBackward" -> at(node, calendar(node).rollBackward(Json.instant(node, "at")));
          case "nextSlotStart" -> at(node, calendar(node).nextSlotStart(Json.instant(node, "at")));
          case "slotStartBefore" ->
              at(node, calendar(node).slotStartBefore(Json.instant(node, "at")));
          case "slotEndAfter" -> at(node, calendar(node).slotEndAfter(Json.instant(node, "at")));
          case "openIntervals" -> intervals(node);
          case "resolveLocal" -> at(node, Optional.of(resolve(node)));
          default -> null;
        };
    return Optional.ofNullable(answer).map(List::of);
  }

  private static Answer add(JsonNode node) {
    Duration time = Json.duration(node, "addMinutes", "addSeconds");
    if (time == null) {
      throw new UnreadableCaseException("neither addMinutes nor addSeconds");
    }
    return Answer.moment(
        "expectedEnd",
        expected(node, "expectedEnd"),
        calendar(node).addBusinessTime(Json.instant(node, "start"), time));
  }

  private static Answer between(JsonNode node) {
    Duration time =
        calendar(node).businessTimeBetween(Json.instant(node, "from"), Json.instant(node, "to"));
    return node.has("expectedBusinessMinutes")
        ? Answer.time(
            "expectedBusinessMinutes",
            node.get("expectedBusinessMinutes"),
            time,
            Duration.ofMinutes(1))
        : Answer.time(
            "expectedBusinessSeconds",
            expected(node, "expectedBusinessSeconds"),
            time,
            Duration.ofSeconds(1));
  }

  /** Before a moment, intervals may be listed latest first or in the order of time. */
  private static Answer intervals(JsonNode node) {
    JsonNode expected = expected(node, "expectedIntervals");
    Instant from = Json.instant(node, "from");
    int count = node.path("count").asInt(expected.size());
    boolean before = node.path("direction").asString("after").equals("before");
    List<Slot> found =
        before
            ? calendar(node).openIntervalsBefore(from, count)
            : calendar(node).openIntervalsAfter(from, count);
    List<Slot> wanted = new ArrayList<>();
    for (JsonNode interval : expected) {
      wanted.add(
          new Slot(
              Json.moment(interval.path(0), "expectedIntervals"),
              Json.moment(interval.path(1), "expectedIntervals")));
    }
    if (before && wanted.size() > 1 && wanted.getFirst().start().isBefore(wanted.get(1).start())) {
      found = found.reversed();
    }
    return Answer.of("expectedIntervals", words(wanted), words(found));
  }

  private static String words(List<Slot> slots) {
    return String.join(" ", slots.stream().map(slot -> slot.start() + "/" + slot.end()).toList());
  }

  private static Instant resolve(JsonNode node) {
    String time = Json.text(node, "time");
    boolean midnight = time.equals("24:00");
    try {
      return BusinessCalendar.resolveLocal(
          Json.zone(node),
          midnight ? Json.date(node).plusDays(1) : Json.date(node),
          midnight
              ? LocalTime.MIDNIGHT
              : LocalTime.ofSecondOfDay(Hours.of(time, "24:00+1").open()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableCaseException("no time: " + time);
    }
  }

  private static Answer at(JsonNode node, Optional<Instant> actual) {
    return Answer.moment("expectedAt", expected(node, "expectedAt"), actual);
  }

  private static BusinessCalendar calendar(JsonNode node) {
    return Calendars.read(node.path("calendar").isObject() ? node.get("calendar") : node);
  }

  private static JsonNode expected(JsonNode node, String field) {
    JsonNode expected = node.get(field);
    if (expected == null) {
      throw new UnreadableCaseException("'" + field + "' is missing");
    }
    return expected;
  }
}
