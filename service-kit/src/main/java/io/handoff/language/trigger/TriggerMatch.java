package io.handoff.language.trigger;

/**
 * Where and how a trigger matched: the evidence that a handoff carries.
 *
 * @param triggerId {@link TriggerTerm#id()} of the trigger
 * @param start offset of the first matched character, in code points of the original text
 * @param end offset after the last matched character, in code points
 * @param matchedText the matched span, exactly as the customer wrote it
 * @param how which of the matcher's means found it
 */
public record TriggerMatch(String triggerId, int start, int end, String matchedText, How how) {

  /** The means by which a trigger was recognised, from the most literal to the least. */
  public enum How {
    /** As the account wrote it, but for case and width. */
    EXACT,
    /** Another form of the word that a dictionary or an inflection table lists. */
    FORM,
    /** Same stem by the language's stemmer, or by a productive ending. */
    LEMMA,
    /** Part of a longer written word, confirmed by the word edges inside it (Korean, Japanese). */
    ALIGNMENT
  }
}
