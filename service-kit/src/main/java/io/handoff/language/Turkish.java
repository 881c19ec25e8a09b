package io.handoff.language;

import java.util.List;
import java.util.Set;

/** Turkish builds words by endings alone: a word is matched by its beginning. */
final class Turkish {
  private Turkish() {}

  /** The written word without an infinitive ending, and with its last consonant softened. */
  static Set<String> stems(String word) {
    String stem = word;
    if (word.length() > 5 && (word.endsWith("mek") || word.endsWith("mak"))) {
      stem = word.substring(0, word.length() - 3);
    }
    char last = stem.charAt(stem.length() - 1);
    String rest = stem.substring(0, stem.length() - 1);
    return switch (last) {
      case 'k' -> Set.copyOf(List.of(stem, rest + 'ğ'));
      case 'p' -> Set.copyOf(List.of(stem, rest + 'b'));
      case 't' -> Set.copyOf(List.of(stem, rest + 'd'));
      case 'ç' -> Set.copyOf(List.of(stem, rest + 'c'));
      default -> Set.of(stem);
    };
  }
}
