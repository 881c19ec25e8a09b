package io.handoff.kit.streams;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * How large the fields of a record may be that comes from outside: from platforms or desktops. The
 * same for every type of record, so that state and records that are made of admitted ones always
 * fit their topics.
 *
 * <ul>
 *   <li>Text of messages, replies and notes: {@value #TEXT} code points.
 *   <li>Words in which somebody explains something: {@value #WORDS} characters.
 *   <li>Values, subjects, and ids of e-mails: {@value #VALUE} characters.
 *   <li>Everything else, such as names, ids, keys, tags and addresses: {@value #NAME} characters.
 *   <li>Maps: {@value #ENTRIES} entries with names of {@value #ENTRY_NAME} characters. Lists:
 *       {@value #ITEMS} items.
 * </ul>
 */
final class FieldBounds {

  static final int TEXT = 100_000;
  static final int WORDS = 10_000;
  static final int VALUE = 2_000;
  static final int NAME = 200;
  static final int ENTRIES = 100;
  static final int ENTRY_NAME = 100;
  static final int ITEMS = 1_000;

  private static final Set<String> TEXTS = Set.of("text");
  private static final Set<String> EXPLANATIONS = Set.of("detail", "comment", "note", "means");
  private static final Set<String> VALUES = Set.of("value", "subject", "messageId", "references");

  private long escapes;

  /** Where a field is too large, in words; null: none is. */
  @Nullable String problem(IndexedRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String problem = problem(field.name(), record.get(field.pos()), limit(field.name()));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /**
   * Bytes that the control characters of the records looked at take in JSON beyond the one that
   * each has in Avro. Tabs and line breaks are written short and count nothing.
   */
  long escapes() {
    return escapes;
  }

  private static int limit(String field) {
    if (TEXTS.contains(field)) {
      return TEXT;
    }
    if (EXPLANATIONS.contains(field)) {
      return WORDS;
    }
    return VALUES.contains(field) ? VALUE : NAME;
  }

  private @Nullable String problem(String field, @Nullable Object value, int limit) {
    return switch (value) {
      case String text -> ofText(field, text, limit);
      case Map<?, ?> map -> ofMap(field, map);
      case Collection<?> items -> ofItems(field, items, limit);
      case IndexedRecord record -> problem(record);
      case null, default -> null;
    };
  }

  private @Nullable String ofText(String field, String text, int limit) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escapes += c < ' ' && c != '\t' && c != '\n' && c != '\r' ? 5 : 0;
    }
    boolean fits =
        text.length() <= limit || (limit == TEXT && text.codePointCount(0, text.length()) <= limit);
    return fits ? null : tooMany(field, text.length(), limit, "characters");
  }

  private @Nullable String ofMap(String field, Map<?, ?> map) {
    if (map.size() > ENTRIES) {
      return tooMany(field, map.size(), ENTRIES, "entries");
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String problem = ofText("a name in " + field, entry.getKey().toString(), ENTRY_NAME);
      if (problem == null) {
        problem = problem("a value in " + field, entry.getValue(), VALUE);
      }
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable String ofItems(String field, Collection<?> items, int limit) {
    if (items.size() > ITEMS) {
      return tooMany(field, items.size(), ITEMS, "items");
    }
    for (Object item : items) {
      String problem = problem(field, item, limit);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static String tooMany(String field, int size, int limit, String what) {
    return "%s has %d %s; at most %d are taken".formatted(field, size, what, limit);
  }
}
