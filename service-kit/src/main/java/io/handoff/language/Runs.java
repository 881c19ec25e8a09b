package io.handoff.language;

import java.util.Set;

/** Stems of triggers in scripts that do not set words apart. */
final class Runs {
  private Runs() {}

  static Set<String> stems(String word, byte kind, String language) {
    if (kind == Folded.HANGUL) {
      return Set.of(Korean.stem(word));
    }
    return Set.of(word);
  }
}
