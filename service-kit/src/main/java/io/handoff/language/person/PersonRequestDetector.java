package io.handoff.language.person;

import java.util.Optional;

/** Finds that a customer asks for a person. Immutable and thread-safe; never throws on any text. */
public interface PersonRequestDetector {

  /** The request, or empty where there is none or the customer says that no person is needed. */
  Optional<PersonRequest> detect(String text);

  /** A detector with the patterns of all languages that ship with this module. */
  static PersonRequestDetector create() {
    return PatternDetector.create();
  }
}
