package io.handoff.deploy.evaluate.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of a case. */
final class Json {
  private Json() {}

  static String text(JsonNode of, String field) {
    JsonNode value = of.path(field);
    if (!value.isString()) {
      throw new UnreadableCaseException("'" + field + "' is missing");
    }
    return value.asString();
  }

  static Instant instant(JsonNode of, String field) {
    return moment(of.path(field), field);
  }

  static Instant moment(JsonNode value, String field) {
    if (!value.isString()) {
      throw new UnreadableCaseException("'" + field + "' is missing");
    }
    try {
      return OffsetDateTime.parse(value.asString()).toInstant();
    } catch (DateTimeException e) {
      throw new UnreadableCaseException("'" + field + "' is no moment: " + value.asString());
    }
  }

  static LocalDate date(JsonNode of) {
    String text = of.isString() ? of.asString() : text(of, "date");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableCaseException("no date: " + text);
    }
  }

  static ZoneId zone(JsonNode of) {
    String text = text(of, "zone");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new UnreadableCaseException("no zone: " + text);
    }
  }

  /** Minutes or seconds; null: neither is there. */
  static @Nullable Duration duration(JsonNode of, String minutes, String seconds) {
    JsonNode written = of.path(minutes);
    if (written.isNumber()) {
      return seconds(written.decimalValue().multiply(BigDecimal.valueOf(60)));
    }
    written = of.path(seconds);
    return written.isNumber() ? seconds(written.decimalValue()) : null;
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofNanos(seconds.movePointRight(9).toBigInteger().longValueExact());
  }

  static List<JsonNode> list(JsonNode of, String field) {
    List<JsonNode> all = new ArrayList<>();
    of.path(field).forEach(all::add);
    return all;
  }
}
