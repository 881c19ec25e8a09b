package io.handoff.language.text;

import java.util.ArrayList;
import java.util.List;

/** Where the words of a folded text begin and end. */
public final class Tokens {
  private Tokens() {}

  /** A word, or a run of a script without spaces; the end is behind its last character. */
  public record Token(int start, int end, byte kind) {
    public String plain(NormalizedText text) {
      return new String(text.plain, start, end - start);
    }

    String bare(NormalizedText text) {
      return new String(text.bare, start, end - start);
    }
  }

  /** All words in their order. */
  public static List<Token> of(NormalizedText text) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length) {
      byte kind = text.kind(i);
      if (kind < NormalizedText.WORD || kind > NormalizedText.KANA) {
        i++;
        continue;
      }
      int end = kind == NormalizedText.WORD ? wordEnd(text, i) : runEnd(text, i);
      tokens.add(new Token(i, end, kind));
      i = end;
    }
    return tokens;
  }

  /** End of a word of a script with spaces; an apostrophe belongs to a Cyrillic word. */
  public static int wordEnd(NormalizedText text, int start) {
    int i = start;
    while (i < text.length) {
      byte kind = text.kind(i);
      boolean inside =
          kind == NormalizedText.WORD
              || (kind == NormalizedText.APOSTROPHE
                  && i > start
                  && i + 1 < text.length
                  && text.kind(i + 1) == NormalizedText.WORD
                  && isCyrillic(text.plain[i - 1]));
      if (!inside) {
        break;
      }
      i++;
    }
    return i;
  }

  /** End of a run of a script without spaces inside words; Han and kana make one run. */
  public static int runEnd(NormalizedText text, int start) {
    boolean hangul = text.kind(start) == NormalizedText.HANGUL;
    int i = start;
    while (i < text.length) {
      byte kind = text.kind(i);
      if (hangul
          ? kind != NormalizedText.HANGUL
          : kind != NormalizedText.HAN && kind != NormalizedText.KANA) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean isCyrillic(char c) {
    return c >= 0x0400 && c <= 0x052F;
  }
}
