package io.handoff.deploy.evaluate.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value that a case expects, and the one that came out.
 *
 * @param field what it is
 * @param expected as it stands in the case
 * @param actual in the same form
 * @param agrees whether the two say the same
 */
record Answer(String field, String expected, String actual, boolean agrees) {

  static Answer moment(String field, JsonNode expected, Optional<Instant> actual) {
    Instant wanted = expected.isNull() ? null : Json.moment(expected, field);
    return of(field, wanted, actual.orElse(null));
  }

  static Answer truth(String field, JsonNode expected, boolean actual) {
    return of(field, expected.asBoolean(), actual);
  }

  /**
   * A time in minutes or seconds. A whole number is compared with the whole units that have passed.
   */
  static Answer time(String field, JsonNode expected, @Nullable Duration actual, Duration unit) {
    if (expected.isNull() || actual == null) {
      return of(field, expected.isNull() ? null : expected.decimalValue(), actual);
    }
    BigDecimal wanted = expected.decimalValue();
    BigDecimal found =
        BigDecimal.valueOf(actual.toNanos())
            .divide(BigDecimal.valueOf(unit.toNanos()), 9, RoundingMode.HALF_EVEN);
    boolean whole = wanted.stripTrailingZeros().scale() <= 0;
    BigDecimal compared = whole ? found.setScale(0, RoundingMode.FLOOR) : found;
    boolean agrees =
        whole
            ? compared.compareTo(wanted) == 0
            : compared.subtract(wanted).abs().compareTo(new BigDecimal("0.000001")) <= 0;
    return new Answer(
        field, wanted.toPlainString(), found.stripTrailingZeros().toPlainString(), agrees);
  }

  static Answer of(String field, @Nullable Object expected, @Nullable Object actual) {
    return new Answer(
        field, String.valueOf(expected), String.valueOf(actual), Objects.equals(expected, actual));
  }
}
