package io.handoff.settings.authoring;

import org.jspecify.annotations.Nullable;

/**
 * Something in a settings file that is wrong, or legal but surprising.
 *
 * @param file the source's name, as it was given to the parser
 * @param line from 1
 * @param column from 1, in code points: where the value begins, or the field where that is at fault
 * @param path the place in the settings, such as {@code channels[web].autoClose.agentSilentFor};
 *     list elements go by id, or by number from 0 where they have none; empty: the whole file
 * @param code kind of problem, for programs
 * @param message what is wrong, one line for people
 * @param hint what would be right; null: the message says it already
 * @param severity whether the settings can be used all the same
 */
public record Problem(
    String file,
    int line,
    int column,
    String path,
    ProblemCode code,
    String message,
    @Nullable String hint,
    Severity severity) {

  /** How bad it is. */
  public enum Severity {
    /** The settings cannot be used. */
    ERROR,
    /** The settings can be used, but may not do what was meant. */
    WARNING
  }

  /** One line: {@code acme.yaml:14:20 error agentSilentFor must be … (was 15m); hint}. */
  @Override
  public String toString() {
    String kind = severity == Severity.ERROR ? "error" : "warning";
    String line1 = file + ":" + line + ":" + column + " " + kind + " " + message;
    return hint == null ? line1 : line1 + "; " + hint;
  }
}
