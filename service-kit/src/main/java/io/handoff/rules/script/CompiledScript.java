package io.handoff.rules.script;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.handoff.rules.Action;
import io.handoff.rules.Facts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script that can run. A fault on the way (a missing key, a division by zero, a value that grows
 * too large) ends it without actions and is told; it never throws.
 *
 * @param variables in order
 * @param branches in order
 */
public record CompiledScript(List<Variable> variables, List<Branch> branches) {

  /** Longest text, and longest list, that a variable or field can hold. */
  static final int LARGEST = 4_000;

  record Variable(String name, CelRuntime.Program program) {}

  /**
   * A branch.
   *
   * @param number from 1
   * @param when null: otherwise
   */
  record Branch(
      int number, CelRuntime.@Nullable Program when, List<Step> then, List<Branch> branches) {}

  /**
   * An action.
   *
   * @param program gives a field's value; null: nothing is computed
   */
  public record Step(Action action, CelRuntime.@Nullable Program program) {}

  /**
   * What came of it.
   *
   * @param branch the way that was taken: {@code 2.1}; empty: no branch matched
   * @param actions nothing left to compute
   * @param fault why it ended early; null: it did not
   */
  public record Outcome(String branch, List<Action> actions, @Nullable String fault) {}

  /** Runs it on facts. Never throws: what goes wrong is in the outcome. */
  public Outcome run(Facts facts) {
    Run run = new Run(facts);
    try {
      for (Variable variable : variables) {
        run.values.put(variable.name(), bounded(run.eval(variable.program())));
      }
      return decide(branches, "", run);
    } catch (CelEvaluationException | ArithmeticException e) {
      return new Outcome("", List.of(), words(e));
    }
  }

  private static Outcome decide(List<Branch> branches, String path, Run run)
      throws CelEvaluationException {
    for (Branch branch : branches) {
      if (branch.when() == null || Boolean.TRUE.equals(run.eval(branch.when()))) {
        String here = path.isEmpty() ? "" + branch.number() : path + "." + branch.number();
        return branch.branches().isEmpty()
            ? new Outcome(here, run.actions(branch.then()), null)
            : decide(branch.branches(), here, run);
      }
    }
    return new Outcome("", List.of(), null);
  }

  /**
   * Actions with their expressions computed.
   *
   * @param faults takes what is wrong with actions that are left out
   */
  public static List<Action> compute(List<Step> steps, Facts facts, List<String> faults) {
    List<Action> actions = new ArrayList<>();
    Run run = new Run(facts);
    for (Step step : steps) {
      try {
        actions.addAll(run.actions(List.of(step)));
      } catch (CelEvaluationException | ArithmeticException e) {
        faults.add(step.action().key() + " was not done: " + words(e));
      }
    }
    return actions;
  }

  /** What was wrong, without CEL's name for the place. */
  private static String words(Exception e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^evaluation error(?: at <input>:\\d+)?: ", "");
  }

  private static Object bounded(Object value) {
    boolean tooLarge =
        switch (value) {
          case String text -> text.length() > LARGEST;
          case Collection<?> items -> items.size() > LARGEST;
          default -> false;
        };
    if (tooLarge) {
      throw new ArithmeticException("a value is larger than " + LARGEST);
    }
    return value;
  }

  /** Variables are looked up when they are first asked for. */
  private static final class Run implements CelVariableResolver {

    private final Facts facts;
    private final Map<String, Object> values = new HashMap<>();

    Run(Facts facts) {
      this.facts = facts;
    }

    @Override
    public Optional<Object> find(String name) {
      Object known = values.get(name);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<Object> value = ScriptTypes.value(facts, name);
      value.ifPresent(found -> values.put(name, found));
      return value;
    }

    Object eval(CelRuntime.Program program) throws CelEvaluationException {
      return program.eval(this);
    }

    List<Action> actions(List<Step> steps) throws CelEvaluationException {
      List<Action> actions = new ArrayList<>();
      for (Step step : steps) {
        if (step.action() instanceof Action.SetField field && field.expression() != null) {
          if (step.program() == null) {
            throw new ArithmeticException("the expression cannot be computed");
          }
          Object value = bounded(eval(step.program()));
          actions.add(new Action.SetField(field.name(), String.valueOf(value), null));
        } else {
          actions.add(step.action());
        }
      }
      return actions;
    }
  }
}
