package io.handoff.settings.authoring;

import io.handoff.kit.Kebab;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.authoring.Yaml.Place;
import io.handoff.settings.authoring.Yaml.Scalar;
import io.handoff.settings.authoring.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in the file, and its way to a Java value. What is wrong is reported with its place, and
 * the result is null then.
 *
 * @param reading shared
 * @param path where it stands, as in {@link Problem#path()}
 * @param label what messages call it: the last part of the path
 */
public record Node(Reading reading, String path, String label, Yaml yaml) {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

  /** Where the value begins. */
  public Place place() {
    return yaml.place();
  }

  /** Nothing, or the word {@code off}. */
  public boolean isOff() {
    return yaml instanceof Scalar scalar && (scalar.isNothing() || scalar.text().equals("off"));
  }

  /** Reports an error at this place. The settings cannot be used then. */
  public void error(ProblemCode code, String message, @Nullable String hint) {
    reading.problems().error(place(), path, code, message, hint);
  }

  /** Reports a warning at this place. */
  public void warning(ProblemCode code, String message, @Nullable String hint) {
    reading.problems().warning(place(), path, code, message, hint);
  }

  /** A text of one line: names, ids, phrases. Numbers are taken as they are written. */
  public @Nullable String line(int maxLength) {
    String text = text(maxLength);
    if (text != null && text.codePoints().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
      error(ProblemCode.BAD_TEXT, label + " must be a single line", null);
      return null;
    }
    return text;
  }

  /** A text, without blanks around it. */
  public @Nullable String text(int maxLength) {
    Scalar scalar = scalar("a text");
    if (scalar == null) {
      return null;
    }
    if (isTruthValue(scalar)) {
      error(
          ProblemCode.WRONG_TYPE,
          label + " must be a text (was " + scalar.text() + ")",
          "put it in quotes: \"" + scalar.text() + "\"");
      return null;
    }
    String text = scalar.text().strip();
    int length = text.codePointCount(0, text.length());
    if (length == 0) {
      error(ProblemCode.BAD_TEXT, label + " must not be empty", null);
    } else if (length > maxLength) {
      error(
          ProblemCode.TOO_LONG,
          "%s must have at most %,d characters (has %,d)".formatted(label, maxLength, length),
          null);
    } else if (text.codePoints().anyMatch(Node::isUnprintable)) {
      error(ProblemCode.BAD_TEXT, label + " holds a control character", null);
    } else {
      return text;
    }
    return null;
  }

  /** {@code true} or {@code false} without quotes. */
  public @Nullable Boolean truthValue() {
    Scalar scalar = scalar("true or false");
    if (scalar == null) {
      return null;
    }
    if (isTruthValue(scalar)) {
      return scalar.text().toLowerCase(Locale.ROOT).equals("true");
    }
    String hint =
        switch (scalar.text().toLowerCase(Locale.ROOT)) {
          case "true", "yes", "on", "y", "1" -> "did you mean true?";
          case "false", "no", "off", "n", "0" -> "did you mean false?";
          default -> null;
        };
    error(
        ProblemCode.WRONG_TYPE,
        label + " must be true or false (was " + Words.shown(scalar.text()) + ")",
        hint);
    return null;
  }

  /** A whole number; both bounds are allowed. */
  public @Nullable Integer integer(int min, int max) {
    Scalar scalar = scalar("a number");
    if (scalar == null) {
      return null;
    }
    String wanted = "%s must be a whole number from %d to %,d".formatted(label, min, max);
    String was = " (was " + Words.shown(scalar.text()) + ")";
    if (!INTEGER.matcher(scalar.text()).matches()) {
      error(ProblemCode.WRONG_TYPE, wanted + was, null);
      return null;
    }
    int value = Integer.parseInt(scalar.text());
    if (value < min || value > max) {
      error(ProblemCode.OUT_OF_RANGE, wanted + was, null);
      return null;
    }
    return value;
  }

  /** One of the constants, written in lower case with hyphens. */
  public <E extends Enum<E>> @Nullable E oneOf(Class<E> type) {
    Map<String, E> names = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      names.put(Kebab.of(constant), constant);
    }
    Scalar scalar = scalar("one of: " + String.join(", ", names.keySet()));
    if (scalar == null) {
      return null;
    }
    E value = names.get(scalar.text());
    if (value == null) {
      error(
          ProblemCode.UNKNOWN_VALUE,
          label + " cannot be '" + Words.shown(scalar.text()) + "'",
          Words.didYouMeanOneOf(scalar.text(), names.keySet()));
    }
    return value;
  }

  /** The elements of a list, called by their ids where they have some; null if it is no list. */
  public @Nullable List<Node> items(int max) {
    if (yaml instanceof Hidden) {
      return null;
    }
    if (!(yaml instanceof Sequence sequence)) {
      error(
          ProblemCode.WRONG_TYPE,
          label + " must be a list (was " + kind() + ")",
          "write one element per line, each beginning with '- '");
      return null;
    }
    if (sequence.items().size() > max) {
      error(
          ProblemCode.TOO_LONG,
          "%s can have at most %,d elements (has %,d)"
              .formatted(label, max, sequence.items().size()),
          null);
      return null;
    }
    List<Node> items = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      String name = "[" + idOf(item, items.size()) + "]";
      items.add(new Node(reading, path + name, label + name, item));
    }
    return items;
  }

  private static String idOf(Yaml item, int index) {
    String id = item instanceof Mapping ? rawId(item) : "";
    return id.isEmpty() ? Integer.toString(index) : Words.shown(id);
  }

  /** The id that an element of a list has, right or wrong; the element itself if it is a text. */
  public String rawId() {
    return rawId(yaml);
  }

  private static String rawId(Yaml item) {
    Yaml id = item;
    if (item instanceof Mapping mapping) {
      Yaml.Entry entry = mapping.entries().get("id");
      id = entry == null ? item : entry.value();
    }
    return id instanceof Scalar scalar ? scalar.text().strip() : "";
  }

  private @Nullable Scalar scalar(String wanted) {
    if (yaml instanceof Scalar scalar && !scalar.isNothing()) {
      return scalar;
    }
    if (!(yaml instanceof Hidden)) {
      error(ProblemCode.WRONG_TYPE, label + " must be " + wanted + " (was " + kind() + ")", null);
    }
    return null;
  }

  /** What it is, in words. */
  public String kind() {
    return switch (yaml) {
      case Scalar scalar when scalar.isNothing() -> "nothing";
      case Scalar scalar -> "'" + Words.shown(scalar.text()) + "'";
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a group of fields";
      case Hidden hidden -> "unreadable";
    };
  }

  private static boolean isTruthValue(Scalar scalar) {
    return scalar.plain()
        && switch (scalar.text()) {
          case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
          default -> false;
        };
  }

  private static boolean isUnprintable(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || Character.getType(c) == Character.SURROGATE
        || c == 0xFEFF
        || (c & 0xFFFE) == 0xFFFE;
  }
}
