package io.handoff.language;

import java.util.Optional;

/** Notices that a customer asks for a person. Immutable and safe for use by several threads. */
public interface PersonRequestDetector {

  /** The first call for a person in the text. */
  Optional<PersonRequest> detect(String text);

  /** The detector with the phrases that ship with the product. */
  static PersonRequestDetector create() {
    return PhraseDetector.shipped();
  }
}
