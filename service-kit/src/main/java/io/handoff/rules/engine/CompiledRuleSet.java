package io.handoff.rules.engine;

import io.handoff.rules.Action;
import io.handoff.rules.Facts;
import io.handoff.rules.Failure;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleId;
import io.handoff.rules.RuleSet;
import io.handoff.rules.engine.Evaluation.Fault;
import io.handoff.rules.engine.Evaluation.Fired;
import io.handoff.rules.engine.Evaluation.Skipped;
import io.handoff.rules.script.CompiledScript;
import io.handoff.rules.script.ScriptCompiler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule set that can be looked at. */
final class CompiledRuleSet {

  /** What a rule fails on that fired before in the same chain of causes. */
  static final String CHAIN = "chain of causes";

  private final RuleSet ruleSet;
  private final RuleIndex index;
  private final List<RuleId> ids = new ArrayList<>();
  private final List<@Nullable CompiledScript> scripts = new ArrayList<>();
  private final List<List<CompiledScript.Step>> steps = new ArrayList<>();

  CompiledRuleSet(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
    this.index = new RuleIndex(ruleSet.rules().stream().map(Rule::when).toList());
    for (Rule rule : ruleSet.rules()) {
      ids.add(new RuleId(ruleSet.id(), rule.id()));
      scripts.add(rule.script() == null ? null : ScriptCompiler.program(rule.script()));
      steps.add(ScriptCompiler.program(rule.then()));
    }
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  int size() {
    return ids.size();
  }

  RuleId id(int position) {
    return ids.get(position);
  }

  /**
   * Looks at the rules in order.
   *
   * @param before rules that fired earlier in the chain of causes; they do not fire again
   */
  Evaluation evaluate(ConditionEvaluator evaluator, Set<RuleId> before) {
    List<Fired> fired = new ArrayList<>();
    List<Skipped> held = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    BitSet candidates = index.candidates(evaluator.facts());
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Rule rule = ruleSet.rules().get(i);
      if (!evaluator.holds(rule.when())) {
        continue;
      }
      if (before.contains(ids.get(i))) {
        held.add(new Skipped(ids.get(i), new Failure(CHAIN, "not fired yet", "fired")));
        continue;
      }
      Fired outcome = fire(i, evaluator.facts(), held, faults);
      if (outcome == null) {
        continue;
      }
      fired.add(outcome);
      if (ruleSet.endsAfter(rule)) {
        return new Evaluation(this, evaluator, fired, held, faults, i + 1);
      }
    }
    return new Evaluation(this, evaluator, fired, held, faults, ids.size());
  }

  private @Nullable Fired fire(int i, Facts facts, List<Skipped> held, List<Fault> faults) {
    CompiledScript script = scripts.get(i);
    if (script == null) {
      List<String> wrong = new ArrayList<>();
      List<Action> actions = CompiledScript.compute(steps.get(i), facts, wrong);
      wrong.forEach(message -> faults.add(new Fault(ids.get(i), false, message)));
      return new Fired(ids.get(i), actions, null);
    }
    CompiledScript.Outcome outcome = script.run(facts);
    if (outcome.fault() != null) {
      held.add(new Skipped(ids.get(i), new Failure("script", "a result", outcome.fault())));
      faults.add(
          new Fault(ids.get(i), true, "the script ended without actions: " + outcome.fault()));
      return null;
    }
    if (outcome.actions().isEmpty()) {
      String actual =
          outcome.branch().isEmpty() ? "no branch matches" : "branch " + outcome.branch();
      held.add(new Skipped(ids.get(i), new Failure("script", "actions", actual)));
      return null;
    }
    return new Fired(ids.get(i), outcome.actions(), outcome.branch());
  }
}
