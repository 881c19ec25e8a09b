package io.handoff.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds triggers as whole words, without regard to case and width. */
final class WholeWordMatcher implements TriggerMatcher {

  private record Compiled(String id, int order, List<String> words) {}

  private final Map<String, List<Compiled>> byFirstWord = new HashMap<>();

  WholeWordMatcher(Collection<TriggerTerm> terms) {
    int order = 0;
    for (TriggerTerm term : terms) {
      if (TriggerTerms.problems(term).isEmpty()) {
        List<String> words = Words.of(term.phrase()).stream().map(Words.Word::normal).toList();
        byFirstWord
            .computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
            .add(new Compiled(term.id(), order++, words));
      }
    }
    byFirstWord.values().forEach(list -> list.sort(Comparator.comparingInt(Compiled::order)));
  }

  @Override
  public Optional<TriggerMatch> first(String text) {
    List<TriggerMatch> matches = find(text, true);
    return matches.isEmpty() ? Optional.empty() : Optional.of(matches.getFirst());
  }

  @Override
  public List<TriggerMatch> all(String text) {
    return find(text, false);
  }

  private List<TriggerMatch> find(String text, boolean onlyFirst) {
    List<TriggerMatch> matches = new ArrayList<>();
    if (byFirstWord.isEmpty()) {
      return matches;
    }
    List<Words.Word> words = Words.of(text);
    for (int i = 0; i < words.size(); i++) {
      for (Compiled trigger : byFirstWord.getOrDefault(words.get(i).normal(), List.of())) {
        if (startsAt(words, i, trigger.words())) {
          int start = words.get(i).start();
          int end = words.get(i + trigger.words().size() - 1).end();
          matches.add(
              new TriggerMatch(
                  trigger.id(), start, end, slice(text, start, end), TriggerMatch.How.EXACT));
          if (onlyFirst) {
            return matches;
          }
        }
      }
    }
    return matches;
  }

  private static boolean startsAt(List<Words.Word> words, int at, List<String> trigger) {
    if (at + trigger.size() > words.size()) {
      return false;
    }
    for (int i = 0; i < trigger.size(); i++) {
      if (!words.get(at + i).normal().equals(trigger.get(i))) {
        return false;
      }
    }
    return true;
  }

  static String slice(String text, int start, int end) {
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }
}
