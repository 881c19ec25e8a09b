package io.handoff.language;

/**
 * Where and how a trigger matched.
 *
 * @param triggerId the trigger
 * @param start start in code points of the original text, from 0
 * @param end end in code points of the original text, exclusive
 * @param matchedText the words between them, as the customer wrote them
 * @param how how it matched
 */
public record TriggerMatch(String triggerId, int start, int end, String matchedText, How how) {

  /** How a trigger matched. */
  public enum How {
    /** The trigger as written, but for case and width. */
    EXACT,
    /** One of the trigger's inflected forms. */
    FORM,
    /** Words of the same lemma. */
    LEMMA,
    /** A part of the text whose edges a morphological analysis confirmed. */
    ALIGNMENT
  }
}
