package io.handoff.ticket.decision.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking an outside system.
 *
 * @param lookupId the question's id
 * @param lookup lookup as the settings name it
 * @param outcome how it ended
 * @param detail in words, where it failed; null: nothing to say
 * @param fields what it gave, as text
 */
public record LookupFact(
    String lookupId,
    String lookup,
    Outcome outcome,
    @Nullable String detail,
    Map<String, String> fields) {

  public LookupFact {
    fields = Map.copyOf(fields);
  }

  /** How a lookup ended. */
  public enum Outcome {
    /** It answered. */
    FOUND,
    /** It answered that it knows nothing. */
    NOT_FOUND,
    /** It did not answer, or not what was expected. */
    FAILED,
    /** The time that rules wait was over. */
    TIMED_OUT
  }
}
