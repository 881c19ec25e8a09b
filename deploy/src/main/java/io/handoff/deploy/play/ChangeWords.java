package io.handoff.deploy.play;

import io.handoff.avro.FieldChange;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts changes of a ticket's fields into words: {@code status open → waiting on customer}. */
public final class ChangeWords {

  private static final Pattern CONSTANT = Pattern.compile("[A-Z]+(_[A-Z]+)*");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private ChangeWords() {}

  /** The changes in words. Counters are left out where anything else has changed. */
  public static List<String> of(List<FieldChange> changes) {
    boolean onlyCounters = isOnlyCounters(changes);
    return changes.stream()
        .filter(change -> onlyCounters || !isCounter(change))
        .map(ChangeWords::words)
        .toList();
  }

  /** Whether something has changed, and nothing but counters. */
  static boolean isOnlyCounters(List<FieldChange> changes) {
    return !changes.isEmpty() && changes.stream().allMatch(ChangeWords::isCounter);
  }

  private static boolean isCounter(FieldChange change) {
    return change.getField().endsWith("Count");
  }

  private static String words(FieldChange change) {
    String name = HUMP.matcher(change.getField()).replaceAll(" ").toLowerCase(Locale.ROOT);
    return change.getFrom() == null && change.getTo() != null
        ? name + " " + value(change.getTo())
        : "%s %s → %s".formatted(name, value(change.getFrom()), value(change.getTo()));
  }

  private static String value(@Nullable String text) {
    if (text == null) {
      return "nothing";
    }
    return CONSTANT.matcher(text).matches()
        ? text.toLowerCase(Locale.ROOT).replace('_', ' ')
        : text;
  }
}
