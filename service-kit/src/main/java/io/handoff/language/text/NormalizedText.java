package io.handoff.language.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A text reduced to what matching compares. {@code plain} has case and width folded, {@code bare}
 * diacritics too; both have one entry per character, so that a place in one is the same place in
 * the other. Characters that belong to no word, lone surrogates and emoji among them, are
 * separators.
 */
public final class NormalizedText {
  static final byte SEPARATOR = 0;

  /** The end of a sentence. */
  public static final byte STOP = 1;

  /** A letter or digit of a script with spaces between words. */
  public static final byte WORD = 2;

  /** A Korean syllable. */
  public static final byte HANGUL = 3;

  /** A Chinese character. */
  public static final byte HAN = 4;

  /** A Japanese kana. */
  public static final byte KANA = 5;

  static final byte APOSTROPHE = 6;

  /** A comma, colon, bracket or dash: parts a phrase, but not a sentence. */
  public static final byte PAUSE = 7;

  /** A line break or hyphen, which its neighbours tell the meaning of; afterwards a separator. */
  static final byte OPEN = 8;

  /** To be normalised first. */
  static final byte SLOW = 9;

  /** Marks beyond this many on one letter are dropped one by one. */
  private static final int LONGEST_CLUSTER = 32;

  private static final BitSet NO_LINES = new BitSet();

  /** As it was written. */
  public final String original;

  /** Case and width folded. Not to be changed; counts up to {@link #length}. */
  public final char[] plain;

  /** Diacritics folded, too. Not to be changed; counts up to {@link #length}. */
  public final char[] bare;

  /** Characters of {@link #plain} and {@link #bare}. */
  public final int length;

  private final BitSet lines;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  private NormalizedText(
      String original,
      char[] plain,
      char[] bare,
      int length,
      BitSet lines,
      int @Nullable [] starts,
      int @Nullable [] ends) {
    this.original = original;
    this.plain = plain;
    this.bare = bare;
    this.length = length;
    this.lines = lines;
    this.starts = starts;
    this.ends = ends;
  }

  /** Folds a text, whatever it holds. */
  public static NormalizedText of(String text) {
    int n = text.length();
    char[] plain = new char[n];
    char[] bare = new char[n];
    boolean open = false;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (Characters.KIND[c] == SLOW || (Characters.KIND[c] == OPEN && wrapped(text, i) > 0)) {
        return slowly(text);
      }
      open |= Characters.KIND[c] == OPEN;
      plain[i] = Characters.PLAIN[c];
      bare[i] = Characters.BARE[c];
    }
    BitSet lines = open ? new BitSet() : NO_LINES;
    if (open) {
      settle(plain, n, lines);
    }
    return new NormalizedText(text, plain, bare, n, lines, null, null);
  }

  /**
   * Tells line breaks from blank lines, and dashes from hyphens. A line break is a space at which a
   * line begins; a blank line ends a sentence; a hyphen with spaces around is a dash.
   */
  private static void settle(char[] plain, int length, BitSet lines) {
    for (int i = 0; i < length; i++) {
      char c = plain[i];
      if (c == '\n' || c == '\r') {
        i = settleLines(plain, i, length, lines) - 1;
      } else if (c == '-' || c == '–') {
        boolean before = i == 0 || Characters.isBlank(plain[i - 1]);
        boolean after = i + 1 == length || Characters.isBlank(plain[i + 1]);
        if (c == '-' ? before && after : before || after) {
          plain[i] = Characters.DASH;
        } else if (c == '-' && !after && plain[i + 1] == '-') {
          plain[i] = Characters.DASH;
          plain[i + 1] = Characters.DASH;
        }
      }
    }
  }

  /** Returns where the next line begins, after one line break or several with blanks between. */
  private static int settleLines(char[] plain, int from, int length, BitSet lines) {
    int breaks = 0;
    int to = from;
    while (to < length && Characters.isBlank(plain[to])) {
      boolean half = plain[to] == '\r' && to + 1 < length && plain[to + 1] == '\n';
      breaks += !half && (plain[to] == '\n' || plain[to] == '\r') ? 1 : 0;
      to++;
    }
    Arrays.fill(plain, from, to, ' ');
    if (breaks > 1) {
      plain[from] = Characters.PARAGRAPH;
    } else {
      lines.set(to);
    }
    return to;
  }

  /**
   * Length of the line break at a place inside text of a script without spaces, where it is no more
   * than the end of the paper; 0: there is none.
   */
  private static int wrapped(String text, int i) {
    char c = text.charAt(i);
    int end = i + (text.startsWith("\r\n", i) ? 2 : 1);
    return (Characters.PLAIN[c] == '\n' || c == '\r')
            && i > 0
            && end < text.length()
            && Characters.isWithoutSpaces(text.charAt(i - 1))
            && Characters.isWithoutSpaces(text.charAt(end))
        ? end - i
        : 0;
  }

  /**
   * Text with combining marks, half-width kana, styled letters or invisible characters, or with
   * line breaks inside words.
   */
  private static NormalizedText slowly(String text) {
    int n = text.length();
    char[] plain = new char[n + 16];
    int[] starts = new int[n + 16];
    int[] ends = new int[n + 16];
    BitSet lines = new BitSet();
    int out = 0;
    int i = 0;
    while (i < n) {
      int from = i;
      int wrapped = wrapped(text, i);
      if (wrapped > 0) {
        lines.set(out);
        i += wrapped;
        continue;
      }
      i += Character.charCount(text.codePointAt(i));
      while (i < n && i - from < LONGEST_CLUSTER && continues(text, i)) {
        i += Character.charCount(text.codePointAt(i));
      }
      String cluster = text.substring(from, i);
      String normal = needsNormalising(cluster) ? normalise(cluster) : cluster;
      for (int k = 0; k < normal.length(); k++) {
        if (out == plain.length) {
          plain = Arrays.copyOf(plain, out * 2);
          starts = Arrays.copyOf(starts, out * 2);
          ends = Arrays.copyOf(ends, out * 2);
        }
        plain[out] = Characters.PLAIN[normal.charAt(k)];
        starts[out] = from;
        ends[out] = i;
        out++;
      }
    }
    settle(plain, out, lines);
    char[] bare = new char[out];
    for (int k = 0; k < out; k++) {
      bare[k] = Characters.BARE[plain[k]];
    }
    return new NormalizedText(text, plain, bare, out, lines, starts, ends);
  }

  private static boolean continues(String text, int i) {
    char c = text.charAt(i);
    return Character.getType(c) == Character.NON_SPACING_MARK
        || (c >= 0x1160 && c <= 0x11FF)
        || c == 0xFF9E
        || c == 0xFF9F
        || Characters.isInvisible(c);
  }

  private static boolean needsNormalising(String cluster) {
    for (int k = 0; k < cluster.length(); k++) {
      if (Characters.KIND[cluster.charAt(k)] == SLOW) {
        return true;
      }
    }
    return false;
  }

  private static String normalise(String cluster) {
    StringBuilder kept = new StringBuilder(cluster.length());
    String normal = Normalizer.normalize(cluster, Normalizer.Form.NFKC);
    for (int k = 0; k < normal.length(); k++) {
      char c = normal.charAt(k);
      // A mark that no composed letter takes up carries no difference between words.
      if (!Characters.isInvisible(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** What a character is: {@link #WORD}, {@link #STOP} and so on. */
  public byte kind(int i) {
    return Characters.KIND[plain[i]];
  }

  /** Whether a line begins at one of the places from {@code from} to {@code to}. */
  public boolean lineBegins(int from, int to) {
    int next = lines.nextSetBit(from);
    return next >= 0 && next <= to;
  }

  /** Whether a character was written as a capital letter. */
  public boolean isCapital(int i) {
    return Character.isUpperCase(original.charAt(charStart(i)));
  }

  /**
   * Whether a character is the expected one. A capital I may stand for i and, as in Turkish, for ı,
   * whatever language the text is in.
   */
  public boolean agrees(int i, char expected) {
    return plain[i] == expected || (expected == 'ı' && isCapitalI(i));
  }

  /** Whether a character was written as a capital I. */
  public boolean isCapitalI(int i) {
    int start = charStart(i);
    char c = original.charAt(start);
    return (c == 'I' || c == 'Ｉ') && charEnd(i + 1) == start + 1;
  }

  /** Whether nothing is said but one letter or digit. */
  public boolean isOneLetter() {
    int letters = 0;
    for (int i = 0; i < length && letters < 2; i++) {
      letters += Character.isLetterOrDigit(plain[i]) ? 1 : 0;
    }
    return letters == 1;
  }

  /**
   * Whether the text as a whole is written with diacritics, so that their absence means something.
   */
  public boolean marked() {
    for (int i = 0; i < length; i++) {
      if (plain[i] != bare[i]) {
        return true;
      }
    }
    return false;
  }

  /** Offset in code points of the original text where the folded character i begins. */
  public int startOffset(int i) {
    return original.codePointCount(0, charStart(i));
  }

  /** Offset in code points of the original text after the folded character i - 1. */
  public int endOffset(int i) {
    return original.codePointCount(0, charEnd(i));
  }

  /** What was written from one place up to another. */
  public String originalText(int from, int to) {
    return original.substring(charStart(from), charEnd(to));
  }

  private int charStart(int i) {
    return starts == null ? i : starts[i];
  }

  private int charEnd(int i) {
    return ends == null ? i : ends[i - 1];
  }

  /** A text with case and width folded. */
  public static String plain(String text) {
    NormalizedText folded = of(text);
    return new String(folded.plain, 0, folded.length);
  }

  /** A text with case, width and diacritics folded. */
  public static String bare(String text) {
    NormalizedText folded = of(text);
    return new String(folded.bare, 0, folded.length);
  }
}
