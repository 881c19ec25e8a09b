package io.handoff.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in CEL expressions (https://cel.dev), for what conditions do not reach.
 *
 * @param variables named values, computed in order; each can use those before it
 * @param branches looked at in order; the first that matches gives the actions, none: no actions
 */
public record Script(List<Variable> variables, List<Branch> branches) {
  public Script {
    variables = List.copyOf(variables);
    branches = List.copyOf(branches);
  }

  /**
   * A named value, which expressions call {@code variables.NAME}.
   *
   * @param name letters, digits and underscores
   * @param expression CEL
   */
  public record Variable(String name, String expression) {}

  /**
   * A way that the decision can take.
   *
   * @param when CEL of type bool; null: otherwise
   * @param then actions; empty where there are branches
   * @param branches what is decided within; empty where there are actions. If none of them matches
   *     the script ends without actions
   */
  public record Branch(@Nullable String when, List<Action> then, List<Branch> branches) {
    public Branch {
      then = List.copyOf(then);
      branches = List.copyOf(branches);
    }
  }
}
