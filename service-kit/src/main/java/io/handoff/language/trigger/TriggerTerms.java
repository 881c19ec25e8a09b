package io.handoff.language.trigger;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.Tokens;
import java.util.List;

/** Checks of a trigger term, made when settings are applied. */
public final class TriggerTerms {
  /** Most words of one phrase. */
  public static final int MOST_WORDS = 12;

  /** Longest phrase in characters, spaces included. */
  public static final int LONGEST = 200;

  private TriggerTerms() {}

  /**
   * What is wrong with a term, in words for the person who wrote it.
   *
   * @param code stable name of the problem
   * @param message one sentence that says what to change
   */
  public record Problem(String code, String message) {}

  /**
   * Problems of a term; an empty list means that it will be matched. Codes: {@code trigger-empty}
   * (nothing but spaces), {@code trigger-no-letters} (emoji or punctuation only), {@code
   * trigger-too-long} (more than {@value #MOST_WORDS} words or {@value #LONGEST} characters),
   * {@code trigger-malformed} (half of a character pair), {@code trigger-language} (not a language
   * tag).
   */
  public static List<Problem> problems(TriggerTerm term) {
    String phrase = term.phrase();
    if (phrase.isBlank()) {
      return problem("trigger-empty", "The trigger is empty; write a word or a phrase.");
    }
    if (phrase.length() > LONGEST) {
      return problem(
          "trigger-too-long",
          "The trigger has " + phrase.length() + " characters; " + LONGEST + " are allowed.");
    }
    if (hasLoneSurrogate(phrase)) {
      return problem("trigger-malformed", "The trigger holds half a character; type it again.");
    }
    if (!term.language().matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")) {
      return problem(
          "trigger-language", "\"" + term.language() + "\" is no language tag such as \"en\".");
    }
    NormalizedText folded = NormalizedText.of(phrase);
    int letters = 0;
    for (int i = 0; i < folded.length; i++) {
      letters +=
          folded.kind(i) >= NormalizedText.WORD && folded.kind(i) <= NormalizedText.KANA ? 1 : 0;
    }
    if (letters == 0) {
      return problem("trigger-no-letters", "The trigger has no letter or digit to look for.");
    }
    int words = Tokens.of(folded).size();
    if (words > MOST_WORDS) {
      return problem(
          "trigger-too-long",
          "The trigger has " + words + " words; " + MOST_WORDS + " are allowed.");
    }
    return List.of();
  }

  private static List<Problem> problem(String code, String message) {
    return List.of(new Problem(code, message));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
