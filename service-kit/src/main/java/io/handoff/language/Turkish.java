package io.handoff.language;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turkish builds words by endings alone, so a word is matched by its beginning, and what follows
 * has to be a chain of endings in the order that the grammar wants. All on text without diacritics.
 */
final class Turkish {
  private static final String PLURAL = "(?:l[ae]r)?";
  private static final String POSSESSIVE =
      "(?:[iu]?m[iu]z|[iu]?n[iu]z|[iu]?m|[iu]?n|s?[iu]|l[ae]r[iu])?";
  private static final String CASE =
      "(?:[ynm]?[iu]|[yn]?[ae]|n?[dt][ae]n?|n?[iu]n|)(?:ki(?:l[ae]r)?(?:n?[iua]|n[iu]n|nd[ae]n?)?)?";
  private static final String COPULA =
      "(?:(?:[dt][iu]r|y?[dt][iu]|y?m[iu]s|ys[ae]|y?ken)(?:l[ae]r|m|n|k|[iu]m|s[iu]n)?)?";
  private static final String NOMINAL = PLURAL + POSSESSIVE + "(?:y?l[ae]|" + CASE + COPULA + ")";
  private static final String VOICE = "(?:[iu]?l|[iu]?n|d[iu]r|t[iu]r|[iu]?t|[iu]s|[iu]?r){0,2}";
  private static final String NEGATION = "(?:m[aeiu]|[ae]m[aeiu]|y?[ae]bil|y?[ae]m[ae])?";
  private static final String PERSON =
      "(?:[iu]m|m|s[iu]n|n|k|[iu]z|y[iu]z|s[iu]n[iu]z|n[iu]z|l[ae]r|[dt][iu]r|[dt][iu]rl[ae]r|y[iu]m)?";
  private static final String TENSE =
      "(?:[dt][iu]|m[iu]s|[iu]?yor|y?[ae]c[ae][kg]|[aeiu]?r|z|m[ae]l[iu]|s[ae]|m[ae]kt[ae]|s[iu]n)";
  private static final String PAST = "(?:y?[dt][iu]|y?m[iu]s|ys[ae])?";
  private static final String PARTICIPLE =
      "(?:y?[ae]n|[dt][iu][kg]|y?[ae]c[ae][kg]|m[ae]|m[ae]k|y?[iu]s|m[iu]s|m[ae]kt[ae])";
  private static final String CONVERB =
      "(?:y?[iu]p|y?[ae]r[ae]k|y?[iu]nc[ae]|m[ae]d[ae]n|[iu]york[ae]n|rken|y?[ae]l[iu]|c[ae]s[iu]n[ae]|y?[iu]n|y?[iu]n[iu]z)";
  private static final Pattern ENDINGS =
      Pattern.compile(
          "(?:"
              + NOMINAL
              + "|"
              + VOICE
              + NEGATION
              + "(?:"
              + TENSE
              + PAST
              + PERSON
              + "|"
              + PARTICIPLE
              + NOMINAL
              + "|"
              + CONVERB
              + ")?)");

  /** Words of one syllable keep their last consonant hard, but for these. */
  private static final Set<String> SOFTENING =
      Set.of("git", "et", "çok", "gök", "uç", "cep", "dip", "yurt", "dert", "art", "borç", "renk");

  private Turkish() {}

  /** Whether the rest of a word after a stem is a chain of endings. */
  static boolean isEnding(char[] bare, int from, int to) {
    return to - from <= 18 && ENDINGS.matcher(new String(bare, from, to - from)).matches();
  }

  /**
   * The beginnings that a word may have: without an infinitive ending, with its last consonant
   * softened, without a vowel that falls out ("akıl", "aklı") or that -yor narrows ("iste",
   * "istiyor").
   */
  static Set<String> stems(String word) {
    String stem = word;
    boolean infinitive = word.endsWith("mek") || word.endsWith("mak");
    if (infinitive && (word.length() > 5 || word.equals("etmek"))) {
      stem = word.substring(0, word.length() - 3);
    }
    Set<String> stems = new LinkedHashSet<>();
    stems.add(stem);
    int last = stem.length() - 1;
    if (last < 1) {
      return stems;
    }
    String rest = stem.substring(0, last);
    boolean softens = syllables(stem) > 1 || SOFTENING.contains(stem);
    switch (softens ? stem.charAt(last) : ' ') {
      case 'k' -> stems.add(rest + 'ğ');
      case 'p' -> stems.add(rest + 'b');
      case 't' -> stems.add(rest + 'd');
      case 'ç' -> stems.add(rest + 'c');
      default -> {}
    }
    if (stem.endsWith("a") || stem.endsWith("e")) {
      stems.add(rest);
    }
    boolean narrow = last >= 3 && "ıiuü".indexOf(stem.charAt(last - 1)) >= 0;
    if (narrow && isConsonant(stem.charAt(last)) && isConsonant(stem.charAt(last - 2))) {
      stems.add(stem.substring(0, last - 1) + stem.charAt(last));
    }
    return stems;
  }

  /** A stem that lost a vowel is one only before the endings that make it lose it. */
  static boolean fits(String written, String stem, char[] bare, int from, int to) {
    if (written.startsWith(stem)
        && written.length() == stem.length() + 1
        && isVowel(written.charAt(written.length() - 1))) {
      return to - from >= 4
          && (bare[from] == 'i' || bare[from] == 'u')
          && bare[from + 1] == 'y'
          && isEnding(bare, from, to);
    }
    if (!written.startsWith(stem) && to == from) {
      return false;
    }
    if (!written.startsWith(stem) && !isVowel(bare[from])) {
      return false;
    }
    return isEnding(bare, from, to);
  }

  private static long syllables(String stem) {
    return stem.chars().filter(c -> isVowel((char) c)).count();
  }

  private static boolean isVowel(char c) {
    return "aeıioöuü".indexOf(c) >= 0;
  }

  private static boolean isConsonant(char c) {
    return Character.isLetter(c) && !isVowel(c);
  }
}
