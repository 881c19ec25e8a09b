package io.handoff.rules;

/**
 * Why a rule did not fire: the first condition that failed.
 *
 * @param field what was looked at
 * @param wanted operator and values
 * @param actual what was there instead
 */
public record Failure(String field, String wanted, String actual) {

  /** An "any" without parts, or a "not" of what always holds. */
  public static final Failure NOTHING_TO_HOLD = new Failure("any", "one that holds", "nothing");

  @Override
  public String toString() {
    return field + " " + wanted + ", was " + actual;
  }
}
