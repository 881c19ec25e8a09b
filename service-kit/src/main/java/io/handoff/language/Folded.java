package io.handoff.language;

import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text reduced to what matching compares. {@code plain} has case and width folded, {@code bare}
 * diacritics too; both have one entry per character, so that a place in one is the same place in
 * the other. Characters that belong to no word, lone surrogates and emoji among them, are
 * separators.
 */
final class Folded {
  static final byte SEPARATOR = 0;
  static final byte STOP = 1;
  static final byte WORD = 2;
  static final byte HANGUL = 3;
  static final byte HAN = 4;
  static final byte KANA = 5;
  static final byte APOSTROPHE = 6;
  private static final byte SLOW = 7;

  /** Marks beyond this many on one letter are dropped one by one. */
  private static final int LONGEST_CLUSTER = 32;

  private static final char[] PLAIN = new char[1 << 16];
  private static final char[] BARE = new char[1 << 16];
  private static final byte[] KIND = new byte[1 << 16];

  static {
    for (int c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = foldCase((char) c);
      KIND[c] = kindOf((char) c);
      BARE[c] = foldMarks(PLAIN[c]);
    }
  }

  final String original;
  final char[] plain;
  final char[] bare;
  final int length;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  private Folded(
      String original,
      char[] plain,
      char[] bare,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends) {
    this.original = original;
    this.plain = plain;
    this.bare = bare;
    this.length = length;
    this.starts = starts;
    this.ends = ends;
  }

  static Folded of(String text) {
    int n = text.length();
    char[] plain = new char[n];
    char[] bare = new char[n];
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (KIND[c] == SLOW) {
        return slowly(text);
      }
      plain[i] = PLAIN[c];
      bare[i] = BARE[c];
    }
    return new Folded(text, plain, bare, n, null, null);
  }

  /** Text with combining marks, half-width kana, styled letters or invisible characters. */
  private static Folded slowly(String text) {
    int n = text.length();
    char[] plain = new char[n + 16];
    int[] starts = new int[n + 16];
    int[] ends = new int[n + 16];
    int out = 0;
    int i = 0;
    while (i < n) {
      int from = i;
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
        plain[out] = PLAIN[normal.charAt(k)];
        starts[out] = from;
        ends[out] = i;
        out++;
      }
    }
    char[] bare = new char[out];
    for (int k = 0; k < out; k++) {
      bare[k] = BARE[plain[k]];
    }
    return new Folded(text, plain, bare, out, starts, ends);
  }

  private static boolean continues(String text, int i) {
    char c = text.charAt(i);
    return Character.getType(c) == Character.NON_SPACING_MARK
        || (c >= 0x1160 && c <= 0x11FF)
        || c == 0xFF9E
        || c == 0xFF9F
        || isInvisible(c);
  }

  private static boolean needsNormalising(String cluster) {
    for (int k = 0; k < cluster.length(); k++) {
      if (KIND[cluster.charAt(k)] == SLOW) {
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
      if (!isInvisible(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean isInvisible(char c) {
    return (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2064)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF
        || c == 0x00AD;
  }

  private static char foldCase(char c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      c = (char) (c - 0xFEE0);
    }
    return switch (c) {
      case 'İ' -> 'i';
      // Every writer of Russian leaves out the dots, and the dictionary of Ukrainian has no ґ.
      case 'ё', 'Ё' -> 'е';
      case 'ґ', 'Ґ' -> 'г';
      case '\u2019', '\u02BC', '\u2018', '`', '\u00B4' -> '\'';
      default -> Character.toLowerCase(c);
    };
  }

  private static char foldMarks(char c) {
    if (c < 0x80) {
      return c;
    }
    switch (c) {
      case 'ł':
        return 'l';
      case 'ø':
        return 'o';
      case 'đ', 'ð':
        return 'd';
      case 'ı':
        return 'i';
      case 'ħ':
        return 'h';
      case 'й', 'ї', 'ў':
        return c;
      default:
        break;
    }
    if (c < 0x0250 || (c >= 0x1E00 && c < 0x2000) || (c >= 0x0370 && c < 0x0530)) {
      String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      return parts.length() > 1 && Character.isLetter(parts.charAt(0)) ? parts.charAt(0) : c;
    }
    return c;
  }

  private static byte kindOf(char c) {
    if (isInvisible(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || (c >= 0x1100 && c <= 0x11FF)
        || (c >= 0xFF61 && c <= 0xFFDC && c != 0xFF61 && c != 0xFF64)
        || (c >= 0xFB00 && c <= 0xFB06)
        || c == 0xD835) {
      return SLOW;
    }
    char folded = foldCase(c);
    switch (folded) {
      case '.', '!', '?', '\n', '。', '…', ';', '؟':
        return STOP;
      case '\'':
        return APOSTROPHE;
      case 'ー', '々', '〆':
        return folded == 'ー' ? KANA : HAN;
      default:
        break;
    }
    if (folded >= 0xAC00 && folded <= 0xD7A3) {
      return HANGUL;
    }
    if (folded >= 0x3131 && folded <= 0x318F) {
      return SEPARATOR;
    }
    if (!Character.isLetterOrDigit(folded)) {
      return SEPARATOR;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(folded);
    return switch (script) {
      case HAN -> HAN;
      case HIRAGANA, KATAKANA -> KANA;
      default -> WORD;
    };
  }

  byte kind(int i) {
    return KIND[plain[i]];
  }

  static byte kindOfFolded(char c) {
    return KIND[c];
  }

  /**
   * Whether the text as a whole is written with diacritics, so that their absence means something.
   */
  boolean marked() {
    for (int i = 0; i < length; i++) {
      if (plain[i] != bare[i]) {
        return true;
      }
    }
    return false;
  }

  /** Offset in code points of the original text where the folded character i begins. */
  int startOffset(int i) {
    return original.codePointCount(0, charStart(i));
  }

  /** Offset in code points of the original text after the folded character i - 1. */
  int endOffset(int i) {
    return original.codePointCount(0, charEnd(i));
  }

  String originalText(int from, int to) {
    return original.substring(charStart(from), charEnd(to));
  }

  private int charStart(int i) {
    return starts == null ? i : starts[i];
  }

  private int charEnd(int i) {
    return ends == null ? i : ends[i - 1];
  }

  static String plain(String text) {
    Folded folded = of(text);
    return new String(folded.plain, 0, folded.length);
  }

  static String bare(String text) {
    Folded folded = of(text);
    return new String(folded.bare, 0, folded.length);
  }
}
