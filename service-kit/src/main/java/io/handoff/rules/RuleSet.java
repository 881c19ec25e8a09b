package io.handoff.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules that are looked at together, in order.
 *
 * @param id unique within the account
 * @param on what it is looked at on; empty: only when another set starts it
 * @param match what happens once a rule fired that does not say itself
 * @param rules in order
 */
public record RuleSet(String id, Set<RuleTrigger> on, Match match, List<Rule> rules) {

  /** Whether rules behind one that fired are looked at. */
  public enum Match {
    /** The first rule that holds fires, and no other. */
    FIRST,
    /** Every rule that holds fires. */
    ALL
  }

  public RuleSet {
    on = java.util.Collections.unmodifiableSet(new TreeSet<>(on));
    rules = List.copyOf(rules);
  }

  /** Whether the rules behind this one are not looked at once it fired. */
  public boolean endsAfter(Rule rule) {
    return rule.after() == null ? match == Match.FIRST : rule.after() == Rule.After.STOP;
  }
}
