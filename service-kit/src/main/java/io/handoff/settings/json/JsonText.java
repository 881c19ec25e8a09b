package io.handoff.settings.json;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that a YAML parser reads as the same: every character that YAML does not allow
 * unescaped is escaped, others are not.
 */
final class JsonText {

  private final StringBuilder text = new StringBuilder();

  void object(Runnable fields) {
    separate();
    text.append('{');
    fields.run();
    text.append('}');
  }

  void object(String field, Runnable fields) {
    name(field);
    object(fields);
  }

  <T> void list(String field, Collection<T> items, Consumer<T> item) {
    name(field);
    text.append('[');
    items.forEach(item);
    text.append(']');
  }

  void field(String field, @Nullable String value) {
    name(field);
    if (value == null) {
      text.append("null");
    } else {
      quote(value);
    }
  }

  void field(String field, boolean value) {
    name(field);
    text.append(value);
  }

  void field(String field, int value) {
    name(field);
    text.append(value);
  }

  void value(String value) {
    separate();
    quote(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void name(String field) {
    separate();
    quote(field);
    text.append(':');
  }

  /** A comma, unless this is the first in its object or list, or the value of a field. */
  private void separate() {
    if (!text.isEmpty() && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  private void quote(String value) {
    text.append('"');
    value.codePoints().forEach(this::character);
    text.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      default -> {
        if (needsEscape(c)) {
          text.append("\\u%04x".formatted(c));
        } else {
          text.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean needsEscape(int c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0xD800 && c <= 0xDFFF)
        || c == 0xFEFF
        || c == 0xFFFE
        || c == 0xFFFF;
  }
}
