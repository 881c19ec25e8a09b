package io.handoff.rules.engine;

import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import io.handoff.rules.Condition;
import io.handoff.rules.Condition.All;
import io.handoff.rules.Condition.Any;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.Condition.Not;
import io.handoff.rules.Operator;
import io.handoff.rules.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All words that the conditions of a book look for, in one matcher: a text is read once, however
 * many rules ask about it.
 */
final class KeywordIndex {

  private final TriggerMatcher matcher;

  private KeywordIndex(TriggerMatcher matcher) {
    this.matcher = matcher;
  }

  static KeywordIndex in(Iterable<Condition> conditions) {
    Map<String, TriggerTerm> terms = new LinkedHashMap<>();
    conditions.forEach(condition -> collect(condition, terms));
    return new KeywordIndex(TriggerMatcher.compile(terms.values()));
  }

  private static void collect(Condition condition, Map<String, TriggerTerm> terms) {
    switch (condition) {
      case All all -> all.conditions().forEach(part -> collect(part, terms));
      case Any any -> any.conditions().forEach(part -> collect(part, terms));
      case Not not -> collect(not.condition(), terms);
      case Comparison comparison -> {
        if (comparison.operator().positive() == Operator.MENTIONS_ANY_OF) {
          for (Value value : comparison.values()) {
            String id = id(comparison, value);
            terms.putIfAbsent(id, new TriggerTerm(id, value.shown(), language(comparison)));
          }
        }
      }
    }
  }

  /** Ids of the words that the text mentions. */
  Set<String> of(String text) {
    Set<String> found = new HashSet<>();
    matcher.all(text).forEach(match -> found.add(match.triggerId()));
    return found;
  }

  static String id(Comparison comparison, Value word) {
    return language(comparison) + "/" + word.shown();
  }

  private static String language(Comparison comparison) {
    return comparison.language() == null ? "en" : comparison.language();
  }
}
