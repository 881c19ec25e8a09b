package io.handoff.rules.engine;

import io.handoff.rules.Condition;
import io.handoff.rules.Condition.All;
import io.handoff.rules.Condition.Any;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.Condition.Not;
import io.handoff.rules.Facts;
import io.handoff.rules.Failure;
import io.handoff.rules.Field;
import io.handoff.rules.FieldType;
import io.handoff.rules.Folding;
import io.handoff.rules.Operator;
import io.handoff.rules.Value;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at facts. Total: every condition holds or does not. Remembers words that it found. */
final class ConditionEvaluator {

  private final Facts facts;
  private final KeywordIndex keywords;
  private final Map<String, Set<String>> found = new HashMap<>();

  ConditionEvaluator(Facts facts, KeywordIndex keywords) {
    this.facts = facts;
    this.keywords = keywords;
  }

  Facts facts() {
    return facts;
  }

  boolean holds(Condition condition) {
    return switch (condition) {
      case All all -> allHold(all.conditions());
      case Any any -> anyHolds(any.conditions());
      case Not not -> !holds(not.condition());
      case Comparison comparison -> holds(comparison);
    };
  }

  private boolean allHold(List<Condition> conditions) {
    for (Condition condition : conditions) {
      if (!holds(condition)) {
        return false;
      }
    }
    return true;
  }

  private boolean anyHolds(List<Condition> conditions) {
    for (Condition condition : conditions) {
      if (holds(condition)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first comparison, in reading order, that keeps the condition from holding; null where it
   * holds. Of an "any" it is the first one; of a "not" the first comparison in it.
   */
  @Nullable Failure whyNot(Condition condition) {
    return switch (condition) {
      case All all -> {
        for (Condition part : all.conditions()) {
          Failure failure = whyNot(part);
          if (failure != null) {
            yield failure;
          }
        }
        yield null;
      }
      case Any any -> {
        if (anyHolds(any.conditions())) {
          yield null;
        }
        yield any.conditions().isEmpty()
            ? Failure.NOTHING_TO_HOLD
            : whyNot(any.conditions().getFirst());
      }
      case Not not -> holds(not.condition()) ? failure(first(not.condition()), true) : null;
      case Comparison comparison -> holds(comparison) ? null : failure(comparison, false);
    };
  }

  private static @Nullable Comparison first(Condition condition) {
    return switch (condition) {
      case All all -> all.conditions().isEmpty() ? null : first(all.conditions().getFirst());
      case Any any -> any.conditions().isEmpty() ? null : first(any.conditions().getFirst());
      case Not not -> first(not.condition());
      case Comparison comparison -> comparison;
    };
  }

  private Failure failure(@Nullable Comparison comparison, boolean negated) {
    return comparison == null
        ? Failure.NOTHING_TO_HOLD
        : new Failure(
            comparison.field().name(),
            (negated ? "not " : "")
                + (comparison.operator().key() + " " + comparison.wanted()).strip(),
            facts.get(comparison.field()).shown());
  }

  private boolean holds(Comparison comparison) {
    Operator positive = comparison.operator().positive();
    boolean holds = holds(comparison, positive, facts.get(comparison.field()));
    return holds == (positive == comparison.operator());
  }

  private boolean holds(Comparison comparison, Operator positive, Value actual) {
    if (actual instanceof Value.Absent) {
      return false;
    }
    FieldType type = comparison.field().type();
    List<Value> wanted = comparison.values();
    return switch (positive) {
      case IS, IS_ANY_OF, HAS, HAS_ANY_OF -> equalsAny(type, wanted, actual);
      case HAS_ALL_OF -> type.keys(actual).containsAll(wanted.stream().map(type::key).toList());
      case CONTAINS -> foldedText(actual).contains(foldedText(wanted.getFirst()));
      case STARTS_WITH ->
          type == FieldType.ID
              ? actual.shown().startsWith(wanted.getFirst().shown())
              : foldedText(actual).startsWith(foldedText(wanted.getFirst()));
      case ENDS_WITH -> foldedText(actual).endsWith(foldedText(wanted.getFirst()));
      case MENTIONS_ANY_OF -> mentionsAny(comparison, actual);
      case LESS_THAN -> order(comparison.field(), actual, wanted.getFirst(), o -> o < 0);
      case AT_MOST -> order(comparison.field(), actual, wanted.getFirst(), o -> o <= 0);
      case AT_LEAST -> order(comparison.field(), actual, wanted.getFirst(), o -> o >= 0);
      case MORE_THAN -> order(comparison.field(), actual, wanted.getFirst(), o -> o > 0);
      case BETWEEN -> between(comparison.field(), actual, wanted.getFirst(), wanted.getLast());
      case IS_PRESENT -> isPresent(actual);
      case IS_NOT,
          IS_NONE_OF,
          DOES_NOT_CONTAIN,
          DOES_NOT_START_WITH,
          DOES_NOT_END_WITH,
          MENTIONS_NONE_OF,
          NOT_BETWEEN,
          HAS_NOT,
          HAS_NONE_OF,
          IS_ABSENT ->
          throw new IllegalStateException(positive + " is not positive");
    };
  }

  private static boolean equalsAny(FieldType type, List<Value> wanted, Value actual) {
    if (actual instanceof Value.Texts texts) {
      for (Value value : wanted) {
        String key = type.key(value);
        if (key != null && texts.folded().contains(key)) {
          return true;
        }
      }
      return false;
    }
    if (type == FieldType.LANGUAGE) {
      List<String> keys = type.keys(actual);
      return wanted.stream().anyMatch(value -> keys.contains(type.key(value)));
    }
    String key = type.key(actual);
    for (Value value : wanted) {
      if (key != null && key.equals(type.key(value))) {
        return true;
      }
    }
    return false;
  }

  private static String foldedText(Value value) {
    return value instanceof Value.Text text ? text.folded() : Folding.fold(value.shown());
  }

  private boolean mentionsAny(Comparison comparison, Value actual) {
    Set<String> ids =
        found.computeIfAbsent(comparison.field().name(), name -> keywords.of(actual.shown()));
    for (Value word : comparison.values()) {
      if (ids.contains(KeywordIndex.id(comparison, word))) {
        return true;
      }
    }
    return false;
  }

  private interface Order {
    boolean test(int order);
  }

  private static boolean order(Field field, Value actual, Value wanted, Order order) {
    Integer compared = compare(field, actual, wanted);
    return compared != null && order.test(compared);
  }

  /** Null: the two have no order. */
  private static @Nullable Integer compare(Field field, Value actual, Value wanted) {
    return switch (wanted) {
      case Value.Number number -> {
        BigDecimal written = actual.asNumber();
        yield written == null ? null : written.compareTo(number.number());
      }
      case Value.Span span ->
          actual instanceof Value.Span other ? other.span().compareTo(span.span()) : null;
      case Value.Time time ->
          actual instanceof Value.Time other ? other.time().compareTo(time.time()) : null;
      case Value.Text text -> {
        int rank = field.choices().indexOf(actual.shown());
        yield rank < 0 ? null : Integer.compare(rank, field.choices().indexOf(text.text()));
      }
      case Value.Absent absent -> null;
      case Value.Truth truth -> null;
      case Value.Texts texts -> null;
    };
  }

  private static boolean between(Field field, Value actual, Value from, Value to) {
    if (actual instanceof Value.Time time
        && from instanceof Value.Time start
        && to instanceof Value.Time end) {
      return within(time.time(), start.time(), end.time());
    }
    return order(field, actual, from, o -> o >= 0) && order(field, actual, to, o -> o <= 0);
  }

  /** From the start up to but not including the end; equal ends: the whole day. */
  private static boolean within(LocalTime time, LocalTime start, LocalTime end) {
    return start.isBefore(end)
        ? !time.isBefore(start) && time.isBefore(end)
        : !time.isBefore(start) || time.isBefore(end);
  }

  private static boolean isPresent(Value actual) {
    return switch (actual) {
      case Value.Absent absent -> false;
      case Value.Text text -> !text.text().isBlank();
      case Value.Texts texts -> !texts.texts().isEmpty();
      case Value.Number number -> true;
      case Value.Truth truth -> true;
      case Value.Time time -> true;
      case Value.Span span -> true;
    };
  }
}
