package io.handoff.settings.rules;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Condition.Comparison;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Value;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The SLA section as rule sets, so that policies are chosen and escalations carried out by the
 * machinery of rules: with its checks, its history and its bounds. Their ids begin with {@value
 * #PREFIX}, which no rule set of an account can.
 */
public final class SlaRules {
  private SlaRules() {}

  /** What their ids begin with. */
  public static final String PREFIX = "sla/";

  /**
   * All rule sets that concern tickets: those of the SLA section, then the account's own. A rule of
   * the account on the ticket's creation so has the last word on the policy.
   */
  public static List<RuleSet> with(AccountConfig account) {
    if (account.sla().policies().isEmpty()) {
      return account.rules();
    }
    List<RuleSet> sets = new ArrayList<>();
    sets.add(choice(account.sla().policies()));
    for (Policy policy : account.sla().policies()) {
      if (!policy.escalation().isEmpty()) {
        sets.add(escalation(policy));
      }
    }
    sets.addAll(account.rules());
    return sets;
  }

  /** Whether there is any of them. */
  public static boolean any(AccountConfig account) {
    return !account.rules().isEmpty() || !account.sla().policies().isEmpty();
  }

  /** What an event of the rule language says of a step, from 1. */
  public static String subject(String policyId, int step) {
    return policyId + "/" + step;
  }

  /** The first policy whose condition holds, unless the handoff has brought one along. */
  private static RuleSet choice(List<Policy> policies) {
    Condition none =
        new Comparison(RuleFields.TICKET_SLA_POLICY, Operator.IS_ABSENT, List.of(), null);
    List<Rule> rules = new ArrayList<>();
    for (Policy policy : policies) {
      rules.add(
          new Rule(
              policy.id(),
              new Condition.All(List.of(none, policy.when())),
              null,
              List.of(new Action.SetSlaPolicy(policy.id())),
              null));
    }
    return new RuleSet(
        PREFIX + "choice", Set.of(RuleTrigger.TICKET_CREATED), RuleSet.Match.FIRST, rules);
  }

  private static RuleSet escalation(Policy policy) {
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (Step step : policy.escalation()) {
      number++;
      rules.add(
          new Rule(
              "step-" + number,
              new Comparison(
                  RuleFields.EVENT_SUBJECT,
                  Operator.IS,
                  List.of(Value.text(subject(policy.id(), number))),
                  null),
              null,
              step.then(),
              null));
    }
    return new RuleSet(
        PREFIX + policy.id(), Set.of(RuleTrigger.ESCALATION), RuleSet.Match.FIRST, rules);
  }
}
