package io.handoff.rules;

import java.text.Normalizer;
import java.util.Locale;

/** When two texts count as the same: case, width, compatibility forms and blanks do not matter. */
public final class Folding {
  private Folding() {}

  /**
   * NFKC, case folded (ß equals SS, İ and ı equal i), runs of blanks as one. Half a surrogate pair
   * stays as it is.
   */
  public static String fold(String text) {
    return isPlain(text) ? text : foldAny(text);
  }

  private static String foldAny(String text) {
    String wide = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String cased = wide.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace("i\u0307", "i");
    StringBuilder folded = new StringBuilder(cased.length());
    boolean blank = false;
    for (int i = 0; i < cased.length(); i++) {
      char c = cased.charAt(i);
      if (Character.isWhitespace(c)) {
        blank = true;
        continue;
      }
      if (blank && !folded.isEmpty()) {
        folded.append(' ');
      }
      blank = false;
      folded.append(c);
    }
    String once = folded.toString();
    return Normalizer.isNormalized(once, Normalizer.Form.NFKC)
        ? once
        : Normalizer.normalize(once, Normalizer.Form.NFKC);
  }

  /** Lower-case ASCII without blanks: what ids, codes and most tags are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }
}
