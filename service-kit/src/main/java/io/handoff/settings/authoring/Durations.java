package io.handoff.settings.authoring;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 10m}, {@code 6d 23h 50m}, {@code 1h30m}; days are 24
 * hours. ISO-8601 ({@code PT10M}) is understood too.
 */
public final class Durations {
  private Durations() {}

  private static final Pattern PEOPLE =
      Pattern.compile("(?:(\\d{1,6})d)? ?(?:(\\d{1,6})h)? ?(?:(\\d{1,8})m)? ?(?:(\\d{1,9})s)?");

  /** Null: not a duration. */
  public static @Nullable Duration parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("P")) {
      try {
        return Duration.parse(trimmed);
      } catch (DateTimeParseException e) {
        return null;
      }
    }
    Matcher parts = PEOPLE.matcher(trimmed);
    if (trimmed.isEmpty() || !parts.matches()) {
      return null;
    }
    return Duration.ofDays(number(parts, 1))
        .plusHours(number(parts, 2))
        .plusMinutes(number(parts, 3))
        .plusSeconds(number(parts, 4));
  }

  /** The shortest way to write it: {@code 6d 23h 50m}. */
  public static String format(Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.getNano() != 0) {
      return duration.isZero() ? "0m" : duration.toString();
    }
    String text =
        part(duration.toDaysPart(), "d")
            + part(duration.toHoursPart(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s");
    return text.strip();
  }

  /** What somebody may have meant by a text that is no duration. */
  static String hint(String text) {
    String shorter =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("\\s*days?\\b", "d")
            .replaceAll("\\s*(hours?|hrs?)\\b", "h")
            .replaceAll("\\s*(minutes?|mins?)\\b", "m")
            .replaceAll("\\s*(seconds?|secs?)\\b", "s")
            .replaceAll("(?<=\\d)\\s+(?=[dhms])", "")
            .replaceAll("(,|\\band\\b|\\s)+", " ")
            .strip();
    if (shorter.matches("\\d{1,6}")) {
      return "a unit is missing: " + shorter + "m, " + shorter + "h or " + shorter + "d?";
    }
    Duration meant = parse(shorter);
    return meant == null
        ? "write days, hours and minutes like this: 6d 23h 50m"
        : "did you mean '" + format(meant) + "'?";
  }

  private static long number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit + " ";
  }
}
