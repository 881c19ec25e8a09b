package io.handoff.language.trigger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All triggers of one account, compiled. Immutable and thread-safe; a change of settings compiles a
 * new one. Any text is accepted, malformed UTF-16 included, and no call throws or fails slowly:
 * time grows with the length of the text only.
 */
public interface TriggerMatcher {

  /** The match that starts earliest; of several that start there, the longest. */
  Optional<TriggerMatch> first(String text);

  /** Every trigger that the text contains, once each at its first place, in order of place. */
  List<TriggerMatch> all(String text);

  /** Compiles triggers; terms that {@link TriggerTerms#problems} objects to are skipped. */
  static TriggerMatcher compile(Collection<TriggerTerm> terms) {
    return CompiledTriggers.compile(terms);
  }
}
