package io.handoff.language.text;

import java.text.Normalizer;

/** What a character is without case, width and diacritics, and what kind of character it is. */
final class Characters {
  /** What a blank line becomes. */
  static final char PARAGRAPH = '¶';

  /** What every dash becomes; hyphens stay apart. */
  static final char DASH = '—';

  static final char[] PLAIN = new char[1 << 16];
  static final char[] BARE = new char[1 << 16];
  static final byte[] KIND = new byte[1 << 16];

  static {
    for (int c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = foldCase((char) c);
      KIND[c] = kindOf((char) c);
      BARE[c] = foldMarks(PLAIN[c]);
    }
  }

  private Characters() {}

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isWithoutSpaces(char c) {
    return KIND[c] == NormalizedText.HAN || KIND[c] == NormalizedText.KANA;
  }

  static boolean isInvisible(char c) {
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
      case '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> '\n';
      case '\u2010', '\u2011', '\uFE63' -> '-';
      case '\u2012', '\u2212' -> '–';
      case '\u2015', '\u2E3A', '\u2E3B' -> DASH;
      case '｡' -> '。';
      case '､' -> '、';
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
      return NormalizedText.SLOW;
    }
    char folded = foldCase(c);
    switch (folded) {
      case '.', '!', '?', '。', '…', ';', '؟', '؛', '۔', '।', '‼', '⁇', '⁈', '⁉', PARAGRAPH:
        return NormalizedText.STOP;
      case ',', ':', '、', '،', '﹐', '﹑', '﹕', '︰', '•', DASH:
        return NormalizedText.PAUSE;
      case '\n', '\r', '-', '–':
        return NormalizedText.OPEN;
      case '\'':
        return NormalizedText.APOSTROPHE;
      case 'ー', '々', '〆':
        return folded == 'ー' ? NormalizedText.KANA : NormalizedText.HAN;
      default:
        break;
    }
    if (isBracket(folded)) {
      return NormalizedText.PAUSE;
    }
    if (folded >= 0xAC00 && folded <= 0xD7A3) {
      return NormalizedText.HANGUL;
    }
    if (folded >= 0x3131 && folded <= 0x318F) {
      return NormalizedText.SEPARATOR;
    }
    if (!Character.isLetterOrDigit(folded)) {
      return NormalizedText.SEPARATOR;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(folded);
    return switch (script) {
      case HAN -> NormalizedText.HAN;
      case HIRAGANA, KATAKANA -> NormalizedText.KANA;
      default -> NormalizedText.WORD;
    };
  }

  /** Not the low quotation marks, which Unicode counts among the opening brackets. */
  private static boolean isBracket(char c) {
    int type = Character.getType(c);
    return (type == Character.START_PUNCTUATION || type == Character.END_PUNCTUATION)
        && c != '‚'
        && c != '„';
  }
}
