package io.handoff.rules.engine;

import io.handoff.rules.Action;
import io.handoff.rules.Failure;
import io.handoff.rules.RuleId;
import io.handoff.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of looking at a rule set: which rules fired, and why the others did not. */
public final class Evaluation {

  private final CompiledRuleSet ruleSet;
  private final ConditionEvaluator evaluator;
  private final List<Fired> fired;
  private final List<Skipped> held;
  private final List<Fault> faults;
  private final int end;

  /**
   * A rule that fired.
   *
   * @param rule which
   * @param actions in order, nothing left to compute
   * @param branch the way that its script took; null: it has none
   */
  public record Fired(RuleId rule, List<Action> actions, @Nullable String branch) {
    public Fired {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A rule that did not fire.
   *
   * @param rule which
   * @param why the first condition that failed
   */
  public record Skipped(RuleId rule, Failure why) {}

  /**
   * What a rule could not compute.
   *
   * @param rule which
   * @param script whether it is its script, which so did nothing; otherwise an action of several
   * @param message in words: "set-field was not done: / by zero"
   */
  public record Fault(RuleId rule, boolean script, String message) {}

  Evaluation(
      CompiledRuleSet ruleSet,
      ConditionEvaluator evaluator,
      List<Fired> fired,
      List<Skipped> held,
      List<Fault> faults,
      int end) {
    this.ruleSet = ruleSet;
    this.evaluator = evaluator;
    this.fired = List.copyOf(fired);
    this.held = List.copyOf(held);
    this.faults = List.copyOf(faults);
    this.end = end;
  }

  /** The set that was looked at. */
  public RuleSet ruleSet() {
    return ruleSet.ruleSet();
  }

  /** Rules that fired, in order. */
  public List<Fired> fired() {
    return fired;
  }

  /** Scripts and actions that could not be computed, in order. */
  public List<Fault> faults() {
    return faults;
  }

  /** Rules that held but had fired in this chain of causes before. */
  public List<RuleId> alreadyFired() {
    return held.stream()
        .filter(skipped -> skipped.why().field().equals(CompiledRuleSet.CHAIN))
        .map(Skipped::rule)
        .toList();
  }

  /**
   * Rules that did not fire, in order, each with the first condition that failed; computed when
   * asked.
   *
   * @param most how many at most
   */
  public List<Skipped> skipped(int most) {
    List<Skipped> skipped = new ArrayList<>();
    for (int i = 0; i < ruleSet.size() && skipped.size() < most; i++) {
      RuleId id = ruleSet.id(i);
      if (fired.stream().anyMatch(f -> f.rule().equals(id))) {
        continue;
      }
      Failure known =
          held.stream().filter(s -> s.rule().equals(id)).map(Skipped::why).findFirst().orElse(null);
      if (known == null) {
        known =
            i >= end
                ? new Failure("an earlier rule", "none that ends the set", "fired")
                : evaluator.whyNot(ruleSet.ruleSet().rules().get(i).when());
      }
      if (known != null) {
        skipped.add(new Skipped(id, known));
      }
    }
    return skipped;
  }
}
