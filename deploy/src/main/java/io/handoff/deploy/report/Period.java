package io.handoff.deploy.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** From one moment, included, to another, excluded. */
public record Period(Instant from, Instant to) {

  /**
   * Reads both ends: a day ({@code 2026-02-28}), a time ({@code 2026-02-28T09:00}) in the zone, or
   * a time with an offset. A day as the end is included.
   *
   * @throws IllegalArgumentException with words for the user if one is unreadable or they are in
   *     the wrong order
   */
  static Period of(String from, String to, ZoneId zone) {
    return of(from, to, zone, "--from", "--to");
  }

  /**
   * Reads both ends from one text, {@code FROM..TO}.
   *
   * @param option what the text was given for
   * @throws IllegalArgumentException with words for the user
   */
  public static Period of(String range, ZoneId zone, String option) {
    int dots = range.indexOf("..");
    if (dots < 1 || dots + 2 == range.length()) {
      throw new IllegalArgumentException(
          option + " " + range + " is no period: write FROM..TO, such as 2026-02-01..2026-02-28.");
    }
    return of(range.substring(0, dots), range.substring(dots + 2), zone, option, option);
  }

  private static Period of(
      String from, String to, ZoneId zone, String fromOption, String toOption) {
    Instant begin = moment(from, zone, 0, fromOption);
    Instant end = moment(to, zone, 1, toOption);
    if (!begin.isBefore(end)) {
      throw new IllegalArgumentException(
          fromOption.equals(toOption)
              ? "%s: %s is not before %s.".formatted(fromOption, from, to)
              : "%s %s is not before %s %s.".formatted(fromOption, from, toOption, to));
    }
    return new Period(begin, end);
  }

  /** Whether it is in the period. */
  public boolean contains(Instant at) {
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
