package io.handoff.language;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** placeholder */
final class Paradigms {
  static Optional<Paradigms> of(String language) {
    return Optional.empty();
  }

  Set<String> expand(String word) {
    return new LinkedHashSet<>();
  }
}
