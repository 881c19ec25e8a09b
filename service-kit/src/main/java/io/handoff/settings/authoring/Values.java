package io.handoff.settings.authoring;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values with a form of their own: ids, time zones, moments, durations. What is wrong is reported,
 * and the result is null then.
 */
public final class Values {
  private Values() {}

  private static final Pattern ACCOUNT_ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final Pattern ID =
      Pattern.compile("[\\p{L}\\p{N}_@+:][\\p{L}\\p{M}\\p{N}._:@+-]*");
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** The id of an account: it is part of keys and addresses, so it has few characters. */
  public static @Nullable String accountId(Node node) {
    String id = node.line(SettingsLimits.ACCOUNT_ID);
    if (id != null && !ACCOUNT_ID.matcher(id).matches()) {
      String fixed =
          id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[._-]+", "");
      node.error(
          ProblemCode.BAD_ID,
          node.label()
              + " must consist of lower-case letters, digits, dots, hyphens and underscores (was "
              + Words.shown(id)
              + ")",
          fixed.isEmpty() ? null : "for example '" + fixed + "'");
      return null;
    }
    return id;
  }

  /** The id of anything else. */
  public static @Nullable String id(Node node) {
    String id = node.line(SettingsLimits.ID);
    if (id != null && !ID.matcher(id).matches()) {
      node.error(
          ProblemCode.BAD_ID,
          node.label()
              + " must consist of letters, digits and . _ - : @ + (was '"
              + Words.shown(id)
              + "')",
          null);
      return null;
    }
    return id;
  }

  /** A time zone by its name. */
  public static @Nullable ZoneId timeZone(Node node) {
    String name = node.line(SettingsLimits.NAME);
    if (name == null) {
      return null;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      String hint = Words.didYouMean(name, ZoneId.getAvailableZoneIds());
      node.error(
          ProblemCode.BAD_TIME_ZONE,
          node.label() + " must be a time zone (was '" + Words.shown(name) + "')",
          hint == null ? "write it as Continent/City, such as Europe/Warsaw" : hint);
      return null;
    }
  }

  /**
   * A moment; without an offset of its own it is local time of the zone, midnight if only a day.
   */
  public static @Nullable Instant moment(Node node, ZoneId zone) {
    String text = node.line(SettingsLimits.NAME);
    if (text == null) {
      return null;
    }
    Instant moment = parseMoment(text, zone);
    if (moment == null) {
      node.error(
          ProblemCode.BAD_MOMENT,
          node.label() + " must be a moment (was '" + Words.shown(text) + "')",
          "write it like this: 2026-01-31T09:00:00Z, or 2026-01-31 for the start of that day");
      return null;
    }
    if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
      node.error(
          ProblemCode.OUT_OF_RANGE,
          node.label() + " must lie between 1970 and 2200 (was " + Words.shown(text) + ")",
          null);
      return null;
    }
    return moment;
  }

  private static @Nullable Instant parseMoment(String text, ZoneId zone) {
    String iso = text.replaceFirst(" +", "T");
    try {
      if (iso.length() <= 10) {
        return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
      }
      return iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$") && iso.indexOf('T') > 0
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A duration within bounds; a step of zero: any. */
  public static @Nullable Duration duration(Node node, Duration min, Duration max, Duration step) {
    String text = node.line(SettingsLimits.NAME);
    if (text == null) {
      return null;
    }
    Duration duration = Durations.parse(text);
    String was = " (was " + Words.shown(text) + ")";
    if (duration == null) {
      node.error(
          ProblemCode.BAD_DURATION,
          node.label() + " must be a duration" + was,
          Durations.hint(text));
      return null;
    }
    String range =
        node.label()
            + " must be "
            + Durations.format(min)
            + " to "
            + Durations.format(max)
            + (step.isZero() ? "" : " in steps of " + Durations.format(step));
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      node.error(
          ProblemCode.OUT_OF_RANGE,
          range + was,
          "the nearest that is allowed: "
              + Durations.format(duration.compareTo(min) < 0 ? min : max));
      return null;
    }
    if (!step.isZero() && !duration.equals(step.multipliedBy(duration.dividedBy(step)))) {
      Duration below = step.multipliedBy(duration.dividedBy(step));
      node.error(
          ProblemCode.BAD_STEP,
          range + was,
          "did you mean "
              + Durations.format(below)
              + " or "
              + Durations.format(below.plus(step))
              + "?");
      return null;
    }
    return duration;
  }
}
