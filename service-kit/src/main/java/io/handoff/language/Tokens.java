package io.handoff.language;

import java.util.ArrayList;
import java.util.List;

/** Where the words of a folded text begin and end. */
final class Tokens {
  private Tokens() {}

  record Token(int start, int end, byte kind) {
    String plain(Folded text) {
      return new String(text.plain, start, end - start);
    }

    String bare(Folded text) {
      return new String(text.bare, start, end - start);
    }
  }

  static List<Token> of(Folded text) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length) {
      byte kind = text.kind(i);
      if (kind < Folded.WORD || kind > Folded.KANA) {
        i++;
        continue;
      }
      int end = kind == Folded.WORD ? wordEnd(text, i) : runEnd(text, i);
      tokens.add(new Token(i, end, kind));
      i = end;
    }
    return tokens;
  }

  /** End of a word of a script with spaces; an apostrophe belongs to a Cyrillic word. */
  static int wordEnd(Folded text, int start) {
    int i = start;
    while (i < text.length) {
      byte kind = text.kind(i);
      boolean inside =
          kind == Folded.WORD
              || (kind == Folded.APOSTROPHE
                  && i > start
                  && i + 1 < text.length
                  && text.kind(i + 1) == Folded.WORD
                  && isCyrillic(text.plain[i - 1]));
      if (!inside) {
        break;
      }
      i++;
    }
    return i;
  }

  /** End of a run of a script without spaces inside words; Han and kana make one run. */
  static int runEnd(Folded text, int start) {
    boolean hangul = text.kind(start) == Folded.HANGUL;
    int i = start;
    while (i < text.length) {
      byte kind = text.kind(i);
      if (hangul ? kind != Folded.HANGUL : kind != Folded.HAN && kind != Folded.KANA) {
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
