package io.handoff.language;

import java.util.Optional;

/** placeholder */
final class PatternDetector implements PersonRequestDetector {
  static PatternDetector create() {
    return new PatternDetector();
  }

  @Override
  public Optional<PersonRequest> detect(String text) {
    return Optional.empty();
  }
}
