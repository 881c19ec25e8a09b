package io.handoff.language.trigger;

import io.handoff.language.text.DataLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turkish builds words by endings alone, so a word is matched by its beginning, and what follows
 * has to be a chain of endings in the order that the grammar wants. All on text without diacritics.
 */
final class Turkish {
  private static final Map<String, List<String>> PARTS = load();
  private static final Set<String> SOFTENING =
      Set.copyOf(PARTS.getOrDefault("softening", List.of()));
  private static final Pattern ENDINGS = Pattern.compile(grammar());

  private Turkish() {}

  private static Map<String, List<String>> load() {
    try (InputStream in =
        Turkish.class.getResourceAsStream("/io/handoff/language/turkish/endings.txt")) {
      if (in == null) {
        throw new IllegalStateException("no turkish/endings.txt");
      }
      Map<String, List<String>> parts = new HashMap<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : DataLines.join(text.lines().toList())) {
        String[] sides = line.split("\\s*=\\s*", 2);
        parts.put(sides[0].replaceFirst("part\\s+", ""), List.of(sides[1].split("\\s+")));
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(String name, String times) {
    return "(?:" + String.join("|", PARTS.getOrDefault(name, List.of())) + ")" + times;
  }

  private static String grammar() {
    String predicate = part("case", "?") + part("relative", "?") + part("copula", "?");
    String nominal =
        part("plural", "?")
            + part("possessive", "?")
            + ("(?:" + part("instrumental", "") + "|" + predicate + ")");
    String finite = part("tense", "") + part("past", "?") + part("person", "?");
    String participle = part("participle", "") + nominal;
    String verbal =
        part("voice", "{0,2}")
            + part("negation", "?")
            + ("(?:" + finite + "|" + participle + "|" + part("converb", "") + ")?");
    return "(?:" + nominal + "|" + verbal + ")";
  }

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
