package io.handoff.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field holds, and what a condition compares it with. */
public sealed interface Value {

  /** Nothing is known. */
  Value ABSENT = new Absent();

  /** Nothing is known. */
  record Absent() implements Value {}

  /**
   * A text.
   *
   * @param text as it was written
   * @param folded as it is compared
   */
  record Text(String text, String folded) implements Value {}

  /**
   * A number.
   *
   * @param number without trailing zeros, so that equal numbers are equal records
   */
  record Number(BigDecimal number) implements Value {
    public Number {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
  }

  /** True or false. */
  record Truth(boolean truth) implements Value {}

  /**
   * Several texts: tags.
   *
   * @param texts as they were written
   * @param folded as they are compared
   */
  record Texts(List<String> texts, Set<String> folded) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** A time of day. */
  record Time(LocalTime time) implements Value {}

  /** A length of time. */
  record Span(Duration span) implements Value {}

  /** A text; absent where there is none. An empty text is a text. */
  static Value text(@Nullable String text) {
    return text == null ? ABSENT : new Text(text, Folding.fold(text));
  }

  /** A whole number. */
  static Value number(long number) {
    return new Number(BigDecimal.valueOf(number));
  }

  /** A number; absent where it is none that exists, such as infinity. */
  static Value number(double number) {
    return Double.isFinite(number) ? new Number(BigDecimal.valueOf(number)) : ABSENT;
  }

  /** True or false. */
  static Value truth(boolean truth) {
    return new Truth(truth);
  }

  /** Several texts. */
  static Value texts(Collection<String> texts) {
    Set<String> folded = new LinkedHashSet<>();
    texts.forEach(text -> folded.add(Folding.fold(text)));
    return new Texts(List.copyOf(texts), folded);
  }

  /** A time of day. */
  static Value time(LocalTime time) {
    return new Time(time);
  }

  /** A length of time; absent where there is none. */
  static Value span(@Nullable Duration span) {
    return span == null ? ABSENT : new Span(span);
  }

  /** As people write it; "nothing" where it is absent. */
  default String shown() {
    return switch (this) {
      case Absent absent -> "nothing";
      case Text text -> text.text();
      case Number number -> number.number().toPlainString();
      case Truth truth -> Boolean.toString(truth.truth());
      case Texts texts -> texts.texts().isEmpty() ? "nothing" : String.join(", ", texts.texts());
      case Time time -> time.time().toString();
      case Span span -> Spans.format(span.span());
    };
  }

  /**
   * The number that this is: a number, or a text that is written like one. Null: it is none, or one
   * of an absurd length.
   */
  default @Nullable BigDecimal asNumber() {
    return switch (this) {
      case Number number -> number.number();
      case Text text when Numbers.WRITTEN.matcher(text.text().strip()).matches() ->
          new BigDecimal(text.text().strip());
      case Text text -> null;
      case Absent absent -> null;
      case Truth truth -> null;
      case Texts texts -> null;
      case Time time -> null;
      case Span span -> null;
    };
  }

  /** How numbers are written in texts. */
  final class Numbers {
    private Numbers() {}

    static final Pattern WRITTEN = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

    /**
     * A text whose number is worth comparing as one: no leading zeros, as in a telephone number.
     */
    static final Pattern CANONICAL = Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");
  }
}
