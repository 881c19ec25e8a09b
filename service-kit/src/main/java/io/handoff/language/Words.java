package io.handoff.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into words: runs of letters, marks and digits, without regard to case and width. */
final class Words {
  private Words() {}

  /**
   * A word.
   *
   * @param normal lower case, compatibility-composed
   * @param start start in code points of the text
   * @param end end in code points of the text, exclusive
   */
  record Word(String normal, int start, int end) {}

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    int position = 0;
    int start = -1;
    int startChar = 0;
    for (int i = 0; i < text.length(); position++) {
      int c = text.codePointAt(i);
      boolean inWord =
          Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
      if (inWord && start < 0) {
        start = position;
        startChar = i;
      } else if (!inWord && start >= 0) {
        words.add(new Word(normal(text.substring(startChar, i)), start, position));
        start = -1;
      }
      i += Character.charCount(c);
    }
    if (start >= 0) {
      words.add(new Word(normal(text.substring(startChar)), start, position));
    }
    return words;
  }

  static String normal(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
