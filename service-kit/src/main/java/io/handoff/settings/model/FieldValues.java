package io.handoff.settings.model;

import io.handoff.settings.model.TicketsConfig.CustomField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of custom fields. */
final class FieldValues {
  private FieldValues() {}

  /** Digits of a number; more could make a value as long as its exponent says. */
  private static final int DIGITS = 40;

  static @Nullable String normal(CustomField field, String value) {
    return switch (field.type()) {
      case TEXT -> value;
      case NUMBER -> number(value);
      case BOOLEAN -> truthValue(value);
      case DATE -> day(value);
      case CHOICE -> field.choices().contains(value) ? value : null;
    };
  }

  static String wanted(CustomField field) {
    return switch (field.type()) {
      case TEXT -> "a text";
      case NUMBER -> "a number, such as 12 or -0.5";
      case BOOLEAN -> "true or false";
      case DATE -> "a day, such as 2026-01-31";
      case CHOICE -> "one of: " + String.join(", ", field.choices());
    };
  }

  private static @Nullable String number(String value) {
    if (value.length() > DIGITS || !value.matches("-?[0-9]+(\\.[0-9]+)?")) {
      return null;
    }
    BigDecimal number = new BigDecimal(value);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String truthValue(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false") ? lower : null;
  }

  private static @Nullable String day(String value) {
    try {
      return value.length() == 10 ? LocalDate.parse(value).toString() : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
