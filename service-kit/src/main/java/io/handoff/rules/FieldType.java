package io.handoff.rules;

import static io.handoff.rules.Operator.*;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field can hold, which operators fit it, and how it is compared. */
public enum FieldType {
  /** An id: compared as it is written. */
  ID(
      "an id",
      EnumSet.of(
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          STARTS_WITH,
          DOES_NOT_START_WITH,
          IS_PRESENT,
          IS_ABSENT)),
  /** A text: case, width and blanks do not matter. */
  TEXT(
      "a text",
      EnumSet.of(
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          CONTAINS,
          DOES_NOT_CONTAIN,
          STARTS_WITH,
          DOES_NOT_START_WITH,
          ENDS_WITH,
          DOES_NOT_END_WITH,
          IS_PRESENT,
          IS_ABSENT)),
  /** What a person wrote: a text in which words can be looked for in all their forms. */
  WORDS(
      "words of a person",
      EnumSet.of(
          MENTIONS_ANY_OF,
          MENTIONS_NONE_OF,
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          CONTAINS,
          DOES_NOT_CONTAIN,
          STARTS_WITH,
          DOES_NOT_START_WITH,
          ENDS_WITH,
          DOES_NOT_END_WITH,
          IS_PRESENT,
          IS_ABSENT)),
  /** One of a few names. */
  CHOICE(
      "one of a few names", EnumSet.of(IS, IS_NOT, IS_ANY_OF, IS_NONE_OF, IS_PRESENT, IS_ABSENT)),
  /** One of a few names that have an order. */
  RANK(
      "one of a few names in an order",
      EnumSet.of(
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          LESS_THAN,
          AT_MOST,
          AT_LEAST,
          MORE_THAN,
          IS_PRESENT,
          IS_ABSENT)),
  /** A language tag: {@code pt} is also {@code pt-BR}. */
  LANGUAGE("a language", EnumSet.of(IS, IS_NOT, IS_ANY_OF, IS_NONE_OF, IS_PRESENT, IS_ABSENT)),
  /** Tags. */
  TAGS(
      "tags", EnumSet.of(HAS, HAS_NOT, HAS_ANY_OF, HAS_NONE_OF, HAS_ALL_OF, IS_PRESENT, IS_ABSENT)),
  /** A number. */
  NUMBER(
      "a number",
      EnumSet.of(
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          LESS_THAN,
          AT_MOST,
          AT_LEAST,
          MORE_THAN,
          BETWEEN,
          NOT_BETWEEN,
          IS_PRESENT,
          IS_ABSENT)),
  /** A length of time. */
  SPAN(
      "a length of time",
      EnumSet.of(
          LESS_THAN, AT_MOST, AT_LEAST, MORE_THAN, BETWEEN, NOT_BETWEEN, IS_PRESENT, IS_ABSENT)),
  /** A time of day; "less than" is "before". */
  TIME(
      "a time of day",
      EnumSet.of(LESS_THAN, AT_LEAST, BETWEEN, NOT_BETWEEN, IS_PRESENT, IS_ABSENT)),
  /** True or false. */
  TRUTH("true or false", EnumSet.of(IS, IS_NOT, IS_PRESENT, IS_ABSENT)),
  /** Whatever an outside system says: text, number or truth value. */
  ANY(
      "a text, a number or a truth value",
      EnumSet.of(
          IS,
          IS_NOT,
          IS_ANY_OF,
          IS_NONE_OF,
          CONTAINS,
          DOES_NOT_CONTAIN,
          STARTS_WITH,
          DOES_NOT_START_WITH,
          ENDS_WITH,
          DOES_NOT_END_WITH,
          LESS_THAN,
          AT_MOST,
          AT_LEAST,
          MORE_THAN,
          BETWEEN,
          NOT_BETWEEN,
          IS_PRESENT,
          IS_ABSENT));

  private static final Pattern TIME_OF_DAY = Pattern.compile("[0-2]?\\d:[0-5]\\d");

  private final String title;
  private final Set<Operator> operators;

  FieldType(String title, Set<Operator> operators) {
    this.title = title;
    this.operators = operators;
  }

  /** In words: "a number". */
  public String title() {
    return title;
  }

  /** Operators that fit, in the order of {@link Operator}. */
  public List<Operator> operators() {
    return List.copyOf(operators);
  }

  /** Whether the operator fits. */
  public boolean takes(Operator operator) {
    return operators.contains(operator);
  }

  /**
   * The value that a text stands for in a condition on a field of this type; null where it stands
   * for none.
   *
   * @param operator with which it is compared
   */
  public @Nullable Value operand(String text, Operator operator) {
    return switch (this) {
      case ID, TEXT, WORDS, CHOICE, RANK, LANGUAGE, TAGS ->
          text.isBlank() ? null : Value.text(text);
      case NUMBER -> numberOperand(text);
      case SPAN -> {
        Duration span = Spans.parse(text);
        yield span == null ? null : Value.span(span);
      }
      case TIME -> timeOperand(text);
      case TRUTH ->
          switch (text) {
            case "true" -> Value.truth(true);
            case "false" -> Value.truth(false);
            default -> null;
          };
      case ANY ->
          switch (operator.positive()) {
            case LESS_THAN, AT_MOST, AT_LEAST, MORE_THAN, BETWEEN -> numberOperand(text);
            default -> text.isBlank() ? null : Value.text(text);
          };
    };
  }

  private static @Nullable Value numberOperand(String text) {
    BigDecimal number = Value.text(text).asNumber();
    return number == null ? null : new Value.Number(number);
  }

  private static @Nullable Value timeOperand(String text) {
    if (!TIME_OF_DAY.matcher(text).matches()) {
      return null;
    }
    try {
      return Value.time(LocalTime.parse(text.length() == 4 ? "0" + text : text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What operands look like, for messages. */
  public String example() {
    return switch (this) {
      case ID, TEXT, WORDS, CHOICE, RANK, TAGS, ANY -> "a text";
      case LANGUAGE -> "a language tag such as ko or pt-BR";
      case NUMBER -> "a number such as 3 or 49.90";
      case SPAN -> "a length of time such as 2h 30m";
      case TIME -> "a time such as 08:30";
      case TRUTH -> "true or false";
    };
  }

  /**
   * The key that a value is compared by where equality is asked: equal values have equal keys;
   * null: it equals nothing.
   */
  public @Nullable String key(Value value) {
    return switch (value) {
      case Value.Absent absent -> null;
      case Value.Text text ->
          switch (this) {
            case ID, CHOICE, RANK -> text.text();
            case NUMBER, ANY -> numberKey(text);
            case LANGUAGE -> text.folded().replace('_', '-');
            case TEXT, WORDS, TAGS, SPAN, TIME, TRUTH -> text.folded();
          };
      case Value.Number number -> number.number().toPlainString();
      case Value.Truth truth -> Boolean.toString(truth.truth());
      case Value.Texts texts -> null;
      case Value.Time time -> time.time().toString();
      case Value.Span span -> span.span().toString();
    };
  }

  private static String numberKey(Value.Text text) {
    String written = text.folded();
    return !written.isEmpty()
            && written.length() <= 40
            && (Character.isDigit(written.charAt(0)) || written.charAt(0) == '-')
            && Value.Numbers.CANONICAL.matcher(written).matches()
        ? new Value.Number(new BigDecimal(written)).number().toPlainString()
        : written;
  }

  /**
   * Keys by which a value that a field holds is found: for tags one a tag, for a language also the
   * shorter tags that it belongs to.
   */
  public List<String> keys(Value value) {
    if (value instanceof Value.Texts texts) {
      return List.copyOf(texts.folded());
    }
    String key = key(value);
    if (key == null) {
      return List.of();
    }
    if (this != LANGUAGE) {
      return List.of(key);
    }
    List<String> keys = new ArrayList<>();
    keys.add(key);
    for (int dash = key.lastIndexOf('-'); dash > 0; dash = key.lastIndexOf('-', dash - 1)) {
      keys.add(key.substring(0, dash));
    }
    return keys;
  }
}
