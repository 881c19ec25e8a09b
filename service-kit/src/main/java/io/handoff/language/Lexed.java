package io.handoff.language;

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

  /** Whether it names somebody with an at sign, as public posts do. */
  final boolean post;

  Lexed(boolean post) {
    this.post = post;
  }

  static Lexed of(Folded text, Lexicon lexicon) {
    Lexed lexed = new Lexed(namesSomebody(text.original));
    int i = 0;
    while (i < text.length) {
      byte kind = text.kind(i);
      switch (kind) {
        case Folded.WORD -> {
          int end = Tokens.wordEnd(text, i);
          lexed.add(i, end, lexicon.idsOf(text.bare, i, end), false);
          i = end;
        }
        case Folded.HANGUL, Folded.HAN, Folded.KANA -> {
          int runEnd = Tokens.runEnd(text, i);
          while (i < runEnd) {
            int length = Math.max(1, lexicon.longest(text.bare, i, runEnd));
            lexed.add(i, i + length, lexicon.idsOfRun(text.bare, i, i + length), false);
            i += length;
          }
        }
        case Folded.STOP -> {
          lexed.add(i, i + 1, NONE, true);
          i++;
        }
        default -> {
          if (text.plain[i] == ',' || text.plain[i] == '，') {
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

  /** Whether a comma stands before a word: what is said before it takes nothing back after it. */
  boolean beginsClause(int i) {
    return clauses.get(i);
  }

  /** Takes over where clauses begin, for a word that has moved. */
  void clauseAt(int i, boolean begins) {
    clauses.set(i, begins);
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
