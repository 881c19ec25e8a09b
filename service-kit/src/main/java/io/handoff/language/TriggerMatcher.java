package io.handoff.language;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All triggers of an account or channel, compiled. Immutable and safe for use by several threads.
 */
public interface TriggerMatcher {

  /** The match that starts first in the text; of several, the trigger that was written first. */
  Optional<TriggerMatch> first(String text);

  /** All matches, in the order of the text. */
  List<TriggerMatch> all(String text);

  /** Compiles triggers. Those that {@link TriggerTerms#problems} objects to are left out. */
  static TriggerMatcher compile(Collection<TriggerTerm> terms) {
    return new WholeWordMatcher(terms);
  }
}
