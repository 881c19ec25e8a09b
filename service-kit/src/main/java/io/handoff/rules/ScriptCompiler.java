package io.handoff.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes programs of scripts, and says where they are wrong. */
public final class ScriptCompiler {

  private final Map<String, CelType> variables = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private ScriptCompiler() {}

  /**
   * Something wrong with an expression of a script.
   *
   * @param path of the expression: {@code variables[0].expression}, {@code match[1].match[0].when},
   *     {@code match[0].then[2].expression}
   * @param line from 1, within the expression
   * @param column from 1
   * @param message in words
   */
  public record Problem(String path, int line, int column, String message) {}

  /** What is wrong with a script; empty: nothing. */
  public static List<Problem> problems(Script script) {
    ScriptCompiler compiler = new ScriptCompiler();
    compiler.compile(script);
    return List.copyOf(compiler.problems);
  }

  /** What is wrong with actions that compute something outside of a script; empty: nothing. */
  public static List<Problem> problems(List<Action> actions) {
    ScriptCompiler compiler = new ScriptCompiler();
    compiler.actions(actions, "then");
    return List.copyOf(compiler.problems);
  }

  /** The script's program; expressions with problems never match. */
  static CompiledScript program(Script script) {
    return new ScriptCompiler().compile(script);
  }

  /** Programs of the actions' expressions. */
  static List<CompiledScript.Step> program(List<Action> actions) {
    return new ScriptCompiler().actions(actions, "then");
  }

  private CompiledScript compile(Script script) {
    List<CompiledScript.Variable> compiled = new ArrayList<>();
    for (int i = 0; i < script.variables().size(); i++) {
      Script.Variable variable = script.variables().get(i);
      String name = "variables." + variable.name();
      Cel.Checked checked =
          check(variable.expression(), SimpleType.DYN, "variables[" + i + "].expression");
      variables.put(
          name,
          checked.tree().isEmpty() ? SimpleType.DYN : checked.tree().getFirst().getResultType());
      CelRuntime.@Nullable Program program = programOf(checked);
      if (program != null) {
        compiled.add(new CompiledScript.Variable(name, program));
      }
    }
    return new CompiledScript(compiled, branches(script.branches(), ""));
  }

  private List<CompiledScript.Branch> branches(List<Script.Branch> branches, String path) {
    List<CompiledScript.Branch> compiled = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      Script.Branch branch = branches.get(i);
      String here = path + "match[" + i + "].";
      CelRuntime.@Nullable Program when = null;
      if (branch.when() != null) {
        when = programOf(check(branch.when(), SimpleType.BOOL, here + "when"));
        if (when == null) {
          continue;
        }
      }
      compiled.add(
          new CompiledScript.Branch(
              i + 1,
              when,
              actions(branch.then(), here + "then"),
              branches(branch.branches(), here)));
    }
    return compiled;
  }

  private List<CompiledScript.Step> actions(List<Action> actions, String path) {
    List<CompiledScript.Step> steps = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      CelRuntime.@Nullable Program program = null;
      if (action instanceof Action.SetField field && field.expression() != null) {
        String here = path + "[" + i + "].expression";
        program = programOf(check(field.expression(), SimpleType.DYN, here));
      }
      steps.add(new CompiledScript.Step(action, program));
    }
    return steps;
  }

  private Cel.Checked check(String expression, CelType wanted, String path) {
    Cel.Checked checked = Cel.check(expression, wanted, variables);
    UnaryOperator<String> words = text -> text.replace("(in container: '')", "").strip();
    checked
        .issues()
        .forEach(
            issue ->
                problems.add(
                    new Problem(path, issue.line(), issue.column(), words.apply(issue.message()))));
    return checked;
  }

  private static CelRuntime.@Nullable Program programOf(Cel.Checked checked) {
    return checked.tree().isEmpty() ? null : Cel.program(checked.tree().getFirst());
  }
}
