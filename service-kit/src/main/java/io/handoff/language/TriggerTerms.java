package io.handoff.language;

import java.util.ArrayList;
import java.util.List;

/** Checks triggers when settings are applied. */
public final class TriggerTerms {
  private TriggerTerms() {}

  /** Longest phrase, in words. */
  public static final int MAX_WORDS = 20;

  /** Longest phrase, in code points. */
  public static final int MAX_LENGTH = 200;

  /**
   * What is wrong with a trigger.
   *
   * @param code stable, such as "trigger-empty"
   * @param message in words
   */
  public record Problem(String code, String message) {}

  /** Everything that is wrong with a trigger; empty: it can be used. */
  public static List<Problem> problems(TriggerTerm term) {
    List<Problem> problems = new ArrayList<>();
    List<Words.Word> words = Words.of(term.phrase());
    if (words.isEmpty()) {
      problems.add(new Problem("trigger-empty", "a trigger needs at least one word"));
    } else if (words.size() == 1
        && words.getFirst().normal().codePointCount(0, words.getFirst().normal().length()) < 2) {
      problems.add(
          new Problem("trigger-too-short", "a trigger of one letter would fire on everything"));
    }
    if (words.size() > MAX_WORDS
        || term.phrase().codePointCount(0, term.phrase().length()) > MAX_LENGTH) {
      problems.add(
          new Problem(
              "trigger-too-long",
              "a trigger has at most %d words and %d characters".formatted(MAX_WORDS, MAX_LENGTH)));
    }
    return List.copyOf(problems);
  }
}
