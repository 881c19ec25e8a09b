package io.handoff.settings.authoring.section;

import io.handoff.rules.Action;
import io.handoff.rules.Script;
import io.handoff.rules.script.ScriptCompiler;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a script, and checks its expressions at their lines. */
final class ScriptReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,49}");

  private final ActionReader actions;
  private final ConditionNames names;
  private final Map<String, Node> expressions = new HashMap<>();
  private boolean incomplete;

  ScriptReader(ActionReader actions, ConditionNames names) {
    this.actions = actions;
    this.names = names;
  }

  Script read(Node node) {
    Fields fields = Fields.of(node, Section.SCRIPT);
    if (fields == null) {
      return new Script(List.of(), List.of());
    }
    List<Script.Variable> variables = variables(fields);
    Node match = fields.required("match");
    List<Script.Branch> branches = match == null ? List.of() : branches(match, "", 1);
    Script script = new Script(variables, branches);
    if (incomplete) {
      return script; // what is unreadable is reported already, and what asks for it is not wrong
    }
    for (ScriptCompiler.Problem problem : ScriptCompiler.problems(script, names.ofScripts(node))) {
      report(expressions.getOrDefault(problem.path(), node), problem);
    }
    return script;
  }

  private List<Script.Variable> variables(Fields fields) {
    List<Script.Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : fields.items("variables", SettingsLimits.VARIABLES)) {
      Fields of = Fields.of(item, Section.SCRIPT_VARIABLE);
      Node nameNode = of == null ? null : of.required("name");
      Node expression = of == null ? null : of.required("expression");
      String name = nameNode == null ? null : nameNode.line(SettingsLimits.NAME);
      String text = expression == null ? null : expression.text(SettingsLimits.TEXT);
      if (nameNode == null || name == null || expression == null || text == null) {
        incomplete = true;
        continue;
      }
      if (!NAME.matcher(name).matches()) {
        nameNode.error(
            ProblemCode.BAD_ID, "a variable's name has letters, digits and underscores", null);
      } else if (!names.add(name)) {
        nameNode.error(
            ProblemCode.DUPLICATE_ID, "there is another variable '" + name + "'", "rename one");
      } else {
        expressions.put("variables[" + variables.size() + "].expression", expression);
        variables.add(new Script.Variable(name, text));
      }
    }
    return variables;
  }

  private List<Script.Branch> branches(Node node, String path, int depth) {
    List<Script.Branch> branches = new ArrayList<>();
    if (depth > SettingsLimits.BRANCH_DEPTH) {
      node.error(
          ProblemCode.TOO_DEEP,
          "branches nest at most " + SettingsLimits.BRANCH_DEPTH + " deep",
          "compute a variable instead");
      return branches;
    }
    List<Node> items = node.items(SettingsLimits.BRANCHES);
    boolean otherwise = false;
    for (Node item : items == null ? List.<Node>of() : items) {
      if (otherwise) {
        item.warning(
            ProblemCode.UNREACHABLE,
            "a branch before this one has no 'when', so it is never reached",
            null);
      }
      Script.Branch branch = branch(item, path + "match[" + branches.size() + "].", depth);
      if (branch != null) {
        otherwise |= branch.when() == null;
        branches.add(branch);
      }
    }
    return branches;
  }

  private Script.@Nullable Branch branch(Node item, String path, int depth) {
    Fields fields = Fields.of(item, Section.SCRIPT_BRANCH);
    if (fields == null) {
      return null;
    }
    Node whenNode = fields.get("when");
    String when = null;
    if (whenNode != null) {
      when = expression(whenNode);
      if (when == null) {
        return null;
      }
      expressions.put(path + "when", whenNode);
    }
    Node thenNode = fields.get("then");
    Node matchNode = fields.get("match");
    if ((thenNode == null) == (matchNode == null)) {
      item.error(ProblemCode.MISSING, "a branch has either 'then' or 'match'", null);
      return null;
    }
    List<Action> then = thenNode == null ? List.of() : actions.read(thenNode);
    if (thenNode != null) {
      remember(thenNode, path + "then");
    }
    List<Script.Branch> inner =
        matchNode == null ? List.of() : branches(matchNode, path, depth + 1);
    return new Script.Branch(when, then, inner);
  }

  /** An expression; true and false are expressions too. */
  private static @Nullable String expression(Node node) {
    return node.yaml() instanceof Yaml.Scalar scalar
            && (scalar.text().equals("true") || scalar.text().equals("false"))
        ? scalar.text()
        : node.text(SettingsLimits.TEXT);
  }

  private void remember(Node then, String path) {
    List<Node> items =
        then.yaml() instanceof Yaml.Sequence ? then.items(SettingsLimits.ACTIONS) : null;
    for (int i = 0; items != null && i < items.size(); i++) {
      expressions.put(path + "[" + i + "].expression", items.get(i));
    }
  }

  /** Reports problems of actions that stand outside of scripts. */
  static void report(Node then, String path, List<ScriptCompiler.Problem> problems) {
    List<Node> items = problems.isEmpty() ? null : then.items(SettingsLimits.ACTIONS);
    for (ScriptCompiler.Problem problem : problems) {
      Node at = then;
      for (int i = 0; items != null && i < items.size(); i++) {
        if (problem.path().equals(path + "[" + i + "].expression")) {
          at = items.get(i);
        }
      }
      report(at, problem);
    }
  }

  /** At the place in the file: a block of several lines begins in the line below its indicator. */
  private static void report(Node node, ScriptCompiler.Problem problem) {
    Node at = node;
    if (node.yaml() instanceof Yaml.Mapping mapping
        && mapping.entries().get("expression") != null) {
      at =
          new Node(
              node.reading(),
              node.path() + ".expression",
              "expression",
              mapping.entries().get("expression").value());
    }
    Yaml.Place place = at.place();
    if (at.yaml() instanceof Yaml.Scalar scalar) {
      place =
          scalar.block()
              ? new Yaml.Place(place.file(), place.line() + problem.line(), problem.column())
              : problem.line() > 1
                  ? place
                  : new Yaml.Place(
                      place.file(),
                      place.line(),
                      place.column() + (scalar.plain() ? 0 : 1) + problem.column() - 1);
    }
    node.reading()
        .problems()
        .error(place, at.path(), ProblemCode.BAD_SCRIPT, problem.message(), null);
  }
}
