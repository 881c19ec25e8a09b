package io.handoff.language.person;

import io.handoff.language.text.NormalizedText;
import io.handoff.language.text.Tokens;
import java.util.Arrays;
import java.util.BitSet;

/** A message as the patterns see it: its words with the numbers that the lexicon gives them. */
final class Lexed {
  private static final int[] NONE = {};

  int[] starts = new int[32];
  int[] ends = new int[32];
  int[][] ids = new int[32][];
  boolean[] stops = new boolean[32];
  int size;
  private final BitSet clauses = new BitSet();
  private final BitSet lines = new BitSet();
  private final BitSet capitals = new BitSet();

  /** Whether it names somebody with an at sign, as public posts do. */
  final boolean post;

  Lexed(boolean post) {
    this.post = post;
  }

  static Lexed of(NormalizedText text, Lexicon lexicon) {
    Lexed lexed = new Lexed(namesSomebody(text.original));
    int i = 0;
    while (i < text.length) {
      byte kind = text.kind(i);
      switch (kind) {
        case NormalizedText.WORD -> {
          int end = Tokens.wordEnd(text, i);
          lexed.lineAt(text, i);
          lexed.add(i, end, lexicon.idsOf(text.bare, i, end), false);
          i = end;
        }
        case NormalizedText.HANGUL, NormalizedText.HAN, NormalizedText.KANA -> {
          int runEnd = Tokens.runEnd(text, i);
          while (i < runEnd) {
            int length = Math.max(1, lexicon.longest(text.bare, i, runEnd));
            lexed.lineAt(text, i);
            lexed.add(i, i + length, lexicon.idsOfRun(text.bare, i, i + length), false);
            i += length;
          }
        }
        case NormalizedText.STOP -> {
          lexed.add(i, i + 1, NONE, true);
          i++;
        }
        default -> {
          if (text.plain[i] == ',') {
            lexed.clauses.set(lexed.size);
          }
          i++;
        }
      }
    }
    return lexed;
  }

  private static boolean namesSomebody(String text) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word is the first of its line. */
  boolean beginsLine(int i) {
    return lines.get(i);
  }

  /**
   * Words before which a guard ends: what is said before a comma takes nothing back after it, nor
   * does what stands on the line before, if the line begins with a capital letter. A line break
   * inside the request itself is no more than the end of the paper.
   *
   * @param start first word of the request
   * @param end word after its last one
   */
  BitSet guardEnds(int start, int end) {
    BitSet ends = (BitSet) capitals.clone();
    ends.clear(start + 1, Math.max(start + 1, end));
    ends.or(clauses);
    return ends;
  }

  private void lineAt(NormalizedText text, int at) {
    boolean begins = text.lineBegins(size == 0 ? 0 : ends[size - 1], at);
    lines.set(size, begins);
    capitals.set(size, begins && text.isCapital(at));
  }

  /** Takes over where clauses and lines begin, for a word that has moved. */
  void beginsAs(int i, Lexed other, int word) {
    clauses.set(i, other.clauses.get(word));
    lines.set(i, other.lines.get(word));
    capitals.set(i, other.capitals.get(word));
  }

  void add(int start, int end, int[] wordIds, boolean stop) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      ids = Arrays.copyOf(ids, size * 2);
      stops = Arrays.copyOf(stops, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    ids[size] = wordIds;
    stops[size] = stop;
    size++;
  }
}
