package io.handoff.rules;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as settings write them: {@code 2d 3h 30m}. */
public final class Spans {
  private Spans() {}

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,5})d)?\\s*(?:(\\d{1,6})h)?\\s*(?:(\\d{1,8})m)?\\s*(?:(\\d{1,9})s)?");

  /** The length of time; null: the text is none. */
  public static @Nullable Duration parse(String text) {
    String stripped = text.strip();
    Matcher parts = FORM.matcher(stripped);
    if (stripped.isEmpty() || !parts.matches()) {
      return null;
    }
    return Duration.ofDays(part(parts, 1))
        .plusHours(part(parts, 2))
        .plusMinutes(part(parts, 3))
        .plusSeconds(part(parts, 4));
  }

  private static long part(Matcher parts, int group) {
    String part = parts.group(group);
    return part == null ? 0 : Long.parseLong(part);
  }

  static String format(Duration span) {
    if (span.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(span.isNegative() ? "-" : "");
    Duration left = span.abs();
    part(text, left.toDays(), 'd');
    part(text, left.toHoursPart(), 'h');
    part(text, left.toMinutesPart(), 'm');
    part(text, left.toSecondsPart(), 's');
    return text.isEmpty() || text.toString().equals("-") ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long count, char unit) {
    if (count > 0) {
      text.append(text.isEmpty() || text.toString().equals("-") ? "" : " ")
          .append(count)
          .append(unit);
    }
  }
}
