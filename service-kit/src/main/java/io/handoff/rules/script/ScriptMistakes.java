package io.handoff.rules.script;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.handoff.rules.Field;
import io.handoff.rules.FieldType;
import io.handoff.rules.RuleFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is well-formed in an expression, but can never be meant: a value that a field never has, an
 * order of names, a field that is not declared, a regular expression that is none.
 */
final class ScriptMistakes {

  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_");
  private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_");
  private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final String TICKET_FIELDS = "ticket.fields";
  private static final String LOOKUPS = "lookup";

  private static final CelRuntime.Program MATCHES =
      Cel.program(
          Cel.check(
                  "variables.text.matches(variables.pattern)",
                  SimpleType.BOOL,
                  Map.of(
                      "variables.text", SimpleType.STRING,
                      "variables.pattern", SimpleType.STRING))
              .tree()
              .getFirst());

  private final CelAbstractSyntaxTree tree;
  private final ScriptCompiler.Names names;
  private final List<Cel.Issue> issues = new ArrayList<>();

  private ScriptMistakes(CelAbstractSyntaxTree tree, ScriptCompiler.Names names) {
    this.tree = tree;
    this.names = names;
  }

  /** Mistakes in the order of the expression; empty: none. */
  static List<Cel.Issue> in(CelAbstractSyntaxTree tree, ScriptCompiler.Names names) {
    ScriptMistakes mistakes = new ScriptMistakes(tree, names);
    CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> mistakes.look(node.expr()));
    return mistakes.issues;
  }

  private void look(CelExpr expr) {
    switch (expr.exprKind().getKind()) {
      case SELECT -> member(expr.select().operand(), expr, expr.select().field());
      case CALL -> call(expr.call());
      default -> {}
    }
  }

  private void call(CelCall call) {
    String function = call.function();
    List<CelExpr> args = call.args();
    if (EQUALITY.contains(function)) {
      compared(args.get(0), args.get(1));
      compared(args.get(1), args.get(0));
    } else if (ORDER.contains(function)) {
      args.forEach(this::ordered);
      compared(args.get(0), args.get(1));
      compared(args.get(1), args.get(0));
    } else if (function.equals("@in")) {
      member(args.get(1), args.get(0), text(args.get(0)));
      if (args.get(1).exprKind().getKind() == CelExpr.ExprKind.Kind.LIST) {
        args.get(1).list().elements().forEach(value -> compared(args.get(0), value));
      }
    } else if (function.equals("_[_]")) {
      member(args.get(0), args.get(1), text(args.get(1)));
    } else if (call.target().isPresent() && !args.isEmpty()) {
      called(function, call.target().get(), args);
    }
  }

  private void called(String function, CelExpr target, List<CelExpr> args) {
    String first = text(args.getFirst());
    switch (function) {
      case "get" -> member(target, args.getFirst(), first);
      case "matches" -> pattern(args.getFirst(), first);
      case "changes", "changedTo" -> {
        if (first == null) {
          return;
        }
        if (!ScriptTypes.inHistory(first)) {
          issue(
              args.getFirst(),
              "the history has no field '%s': it has %s and fields.NAME"
                  .formatted(first, String.join(", ", ScriptTypes.HISTORY_FIELDS)));
        } else if (args.size() > 1) {
          RuleFields.named("ticket." + first).ifPresent(field -> compared(field, args.get(1)));
        }
      }
      default -> {}
    }
  }

  /** A field that is asked of a map. */
  private void member(CelExpr map, CelExpr at, @Nullable String name) {
    String what = reference(map);
    if (name == null || what == null) {
      return;
    }
    if (what.equals(TICKET_FIELDS) && !names.hasTicketField(name)) {
      issue(
          at,
          "there is no custom field '%s': tickets.customFields has %s"
              .formatted(name, String.join(", ", names.ticketFields())));
    } else if (what.equals(LOOKUPS) && !names.lookups().contains(name)) {
      issue(at, "there is no lookup '%s': declare it under 'lookups'".formatted(name));
    }
  }

  private void compared(CelExpr asked, CelExpr value) {
    field(asked).ifPresent(field -> compared(field, value));
  }

  private void compared(Field field, CelExpr value) {
    String text = text(value);
    if (text == null || text.isEmpty()) {
      return;
    }
    if (!field.choices().isEmpty() && !field.choices().contains(text)) {
      issue(
          value,
          "%s is never '%s': it is one of %s"
              .formatted(field.name(), text, String.join(", ", field.choices())));
    } else if (field.type() == FieldType.TIME && !TIME_OF_DAY.matcher(text).matches()) {
      issue(value, "%s is written as in 08:30 (was '%s')".formatted(field.name(), text));
    }
  }

  /** Texts are ordered by their letters: "high" comes before "low". */
  private void ordered(CelExpr expr) {
    field(expr)
        .filter(field -> !field.choices().isEmpty())
        .ifPresent(
            field ->
                issue(
                    expr,
                    "%s has no order in scripts: name the values, as in %s in [\"%s\"]"
                        .formatted(field.name(), field.name(), field.choices().getLast())));
  }

  private void pattern(CelExpr at, @Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      MATCHES.eval(Map.of("variables.text", "", "variables.pattern", pattern));
    } catch (CelEvaluationException e) {
      issue(at, "'" + pattern + "' is no regular expression (RE2)");
    }
  }

  private Optional<Field> field(CelExpr expr) {
    String name = reference(expr);
    return name == null ? Optional.empty() : RuleFields.named(name);
  }

  private @Nullable String reference(CelExpr expr) {
    return tree.getReference(expr.id()).map(CelReference::name).orElse(null);
  }

  private static @Nullable String text(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  private void issue(CelExpr at, String message) {
    Integer offset = tree.getSource().getPositionsMap().get(at.id());
    var place = offset == null ? null : tree.getSource().getOffsetLocation(offset).orElse(null);
    issues.add(
        new Cel.Issue(
            place == null ? 1 : place.getLine(),
            place == null ? 1 : place.getColumn() + 1,
            message));
  }
}
