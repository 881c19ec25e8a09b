package io.handoff.rules.script;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.handoff.rules.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * CEL as scripts have it: the standard functions without macros that loop, so that the work grows
 * with the length of the expression and of what it looks at, and no further. No clock, no access to
 * anything but the variables.
 *
 * <p>Besides the standard: {@code map.get(name, otherwise)}, {@code text.folded()}, and on {@code
 * ticket.history} {@code changes(field)} and {@code changedTo(field, value)}, which count.
 */
final class Cel {
  private Cel() {}

  /** Longest expression, in code points. */
  static final int LONGEST = 2_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseExpressionNodeCount(500)
          .maxParseRecursionDepth(60)
          .maxRegexProgramSize(1_000)
          .enableComprehension(false)
          .enableHeterogeneousNumericComparisons(true)
          .evaluateCanonicalTypesToNativeValues(true)
          .build();

  private static final CelType NAMED = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final CelType HISTORY =
      ListType.create(MapType.create(SimpleType.STRING, SimpleType.STRING));

  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME = runtime();

  /**
   * Something wrong with an expression.
   *
   * @param line from 1
   * @param column from 1
   * @param message in words
   */
  record Issue(int line, int column, String message) {}

  /** A checked expression, or what is wrong with it: one of the two is empty. */
  record Checked(List<CelAbstractSyntaxTree> tree, List<Issue> issues) {}

  /** Checks an expression that must be of a type; DYN: any. */
  static Checked check(String expression, CelType wanted, Map<String, CelType> variables) {
    var builder = COMPILER.toCompilerBuilder().setResultType(wanted);
    variables.forEach(builder::addVar);
    CelValidationResult result = builder.build().compile(expression);
    if (!result.hasError()) {
      try {
        return new Checked(List.of(result.getAst()), List.of());
      } catch (CelValidationException e) {
        return new Checked(List.of(), List.of(new Issue(1, 1, String.valueOf(e.getMessage()))));
      }
    }
    List<Issue> issues = new ArrayList<>();
    for (CelIssue issue : result.getErrors()) {
      issues.add(
          new Issue(
              Math.max(1, issue.getSourceLocation().getLine()),
              Math.max(0, issue.getSourceLocation().getColumn()) + 1,
              issue.getMessage()));
    }
    return new Checked(List.of(), issues);
  }

  /** The program of a checked expression. */
  static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression has no program", e);
    }
  }

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS);
    ScriptTypes.variables().forEach(builder::addVar);
    return builder
        .addFunctionDeclarations(
            CelFunctionDecl.newFunctionDeclaration(
                "get",
                CelOverloadDecl.newMemberOverload(
                    "named_get", SimpleType.DYN, NAMED, SimpleType.STRING, SimpleType.DYN)),
            CelFunctionDecl.newFunctionDeclaration(
                "folded",
                CelOverloadDecl.newMemberOverload(
                    "string_folded", SimpleType.STRING, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                "changes",
                CelOverloadDecl.newMemberOverload(
                    "history_changes", SimpleType.INT, HISTORY, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                "changedTo",
                CelOverloadDecl.newMemberOverload(
                    "history_changed_to",
                    SimpleType.INT,
                    HISTORY,
                    SimpleType.STRING,
                    SimpleType.STRING)))
        .build();
  }

  @SuppressWarnings("unchecked")
  private static CelRuntime runtime() {
    return CelRuntimeFactory.standardCelRuntimeBuilder()
        .setOptions(OPTIONS)
        .addFunctionBindings(
            CelFunctionBinding.from(
                "named_get",
                List.of(Map.class, String.class, Object.class),
                arguments -> {
                  Object found = ((Map<String, Object>) arguments[0]).get((String) arguments[1]);
                  return found == null ? arguments[2] : found;
                }),
            CelFunctionBinding.from("string_folded", String.class, Folding::fold),
            CelFunctionBinding.from(
                "history_changes",
                List.class,
                String.class,
                (history, field) -> count(history, field, null)),
            CelFunctionBinding.from(
                "history_changed_to",
                List.of(List.class, String.class, String.class),
                arguments ->
                    count((List<?>) arguments[0], (String) arguments[1], (String) arguments[2])))
        .build();
  }

  private static long count(
      List<?> history, String field, @org.jspecify.annotations.Nullable String value) {
    return history.stream()
        .filter(
            change ->
                change instanceof Map<?, ?> map
                    && field.equals(map.get("field"))
                    && (value == null || value.equals(map.get("to"))))
        .count();
  }
}
