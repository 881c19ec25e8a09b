package io.handoff.trigger.decision;

import org.jspecify.annotations.Nullable;

/**
 * A trigger that fired, with its proof.
 *
 * @param reason why a person is needed
 * @param triggerId the trigger as the settings name it, or the built-in trigger's name
 * @param phrase the trigger as the account wrote it, or the pattern; null where no text was needed
 * @param match where in the text; null where no text was needed
 * @param messageSequence the message that it was found in; null where it was none
 */
public record FoundTrigger(
    Reason reason,
    String triggerId,
    @Nullable String phrase,
    @Nullable Span match,
    @Nullable Long messageSequence) {

  /** How a trigger came to match. */
  public enum How {
    EVENT,
    EXACT,
    FORM,
    LEMMA,
    ALIGNMENT,
    PATTERN
  }

  /**
   * Where in a text.
   *
   * @param start in code points, from 0
   * @param end in code points, exclusive
   * @param text the words between them, at most 200 code points
   * @param how how they matched
   */
  public record Span(int start, int end, String text, How how) {
    public Span {
      text = Texts.cut(text, 200);
    }
  }

  /** A trigger for which the platform's word is proof enough. */
  static FoundTrigger byEvent(Reason reason, @Nullable Long messageSequence) {
    return new FoundTrigger(reason, reason.triggerId(), null, null, messageSequence);
  }
}
