package io.handoff.deploy.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** From one moment, included, to another, excluded. */
record Period(Instant from, Instant to) {

  /**
   * Reads both ends: a day ({@code 2026-02-28}), a time ({@code 2026-02-28T09:00}) in the zone, or
   * a time with an offset. A day as the end is included.
   *
   * @throws IllegalArgumentException with words for the user if one is unreadable or they are in
   *     the wrong order
   */
  static Period of(String from, String to, ZoneId zone) {
    Instant begin = moment(from, zone, 0, "--from");
    Instant end = moment(to, zone, 1, "--to");
    if (!begin.isBefore(end)) {
      throw new IllegalArgumentException("--from " + from + " is not before --to " + to + ".");
    }
    return new Period(begin, end);
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  private static Instant moment(String text, ZoneId zone, int daysAfter, String option) {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(zone).toInstant();
      }
      return text.matches(".*T.*([zZ]|[+-]\\d\\d(:?\\d\\d)?)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option
              + " "
              + text
              + " is no time: write 2026-02-28, 2026-02-28T09:00 or 2026-02-28T09:00:00Z.",
          e);
    }
  }
}
