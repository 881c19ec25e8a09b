package io.handoff.rules.script;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelRuntime;
import io.handoff.rules.Action;
import io.handoff.rules.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes programs of scripts, and says where they are wrong. */
public final class ScriptCompiler {

  private final Map<String, CelType> variables = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private final @Nullable Names names;

  private ScriptCompiler(@Nullable Names names) {
    this.names = names;
  }

  /**
   * What an account has declared and scripts can ask for.
   *
   * @param ticketFields ids of custom fields; empty: any name is taken
   * @param lookups ids of lookups
   */
  public record Names(Set<String> ticketFields, Set<String> lookups) {

    /** Whether a ticket can have the field: a custom one, or what a lookup answers ("crm.tier"). */
    public boolean hasTicketField(String name) {
      return ticketFields.isEmpty()
          || ticketFields.contains(name)
          || lookups.stream().anyMatch(lookup -> name.startsWith(lookup + "."));
    }
  }

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

  /**
   * What is wrong with a script; empty: nothing.
   *
   * @param names what can be asked for; null: only what cannot be computed at all is wrong
   */
  public static List<Problem> problems(Script script, @Nullable Names names) {
    ScriptCompiler compiler = new ScriptCompiler(names);
    compiler.compile(script);
    return List.copyOf(compiler.problems);
  }

  /** The same for actions that compute something outside of a script. */
  public static List<Problem> problems(List<Action> actions, @Nullable Names names) {
    ScriptCompiler compiler = new ScriptCompiler(names);
    compiler.actions(actions, "then");
    return List.copyOf(compiler.problems);
  }

  /** The script's program; expressions with problems never match. */
  public static CompiledScript program(Script script) {
    return new ScriptCompiler(null).compile(script);
  }

  /** Programs of the actions' expressions. */
  public static List<CompiledScript.Step> program(List<Action> actions) {
    return new ScriptCompiler(null).actions(actions, "then");
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
    List<Cel.Issue> issues = new ArrayList<>(checked.issues());
    if (names != null && !checked.tree().isEmpty()) {
      issues.addAll(ScriptMistakes.in(checked.tree().getFirst(), names));
    }
    UnaryOperator<String> words = text -> text.replace("(in container: '')", "").strip();
    issues.forEach(
        issue ->
            problems.add(
                new Problem(path, issue.line(), issue.column(), words.apply(issue.message()))));
    return checked;
  }

  private static CelRuntime.@Nullable Program programOf(Cel.Checked checked) {
    return checked.tree().isEmpty() ? null : Cel.program(checked.tree().getFirst());
  }
}
