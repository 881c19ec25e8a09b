package io.handoff.rules;

/**
 * A rule of an account.
 *
 * @param ruleSetId its set
 * @param ruleId the rule in it
 */
public record RuleId(String ruleSetId, String ruleId) {

  /** The rule of {@code set/rule}; a set's id may hold slashes, a rule's does not. */
  public static RuleId parse(String text) {
    int slash = text.lastIndexOf('/');
    return new RuleId(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
  }

  /** {@code set/rule}, as history and logs name it. */
  @Override
  public String toString() {
    return ruleSetId + "/" + ruleId;
  }
}
