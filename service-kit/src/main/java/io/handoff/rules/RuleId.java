package io.handoff.rules;

/**
 * A rule of an account.
 *
 * @param ruleSetId its set
 * @param ruleId the rule in it
 */
public record RuleId(String ruleSetId, String ruleId) {

  /** {@code set/rule}, as history and logs name it. */
  @Override
  public String toString() {
    return ruleSetId + "/" + ruleId;
  }
}
