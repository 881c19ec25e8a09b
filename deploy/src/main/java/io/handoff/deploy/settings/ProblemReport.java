package io.handoff.deploy.settings;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Problem.Severity;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems as a compiler tells them:
 *
 * <pre>
 * acme.yaml:14:21 error agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 15m)
 *    14 |     agentSilentFor: 15m
 *       |                     ^ did you mean 10m or 20m?
 * </pre>
 */
final class ProblemReport {

  private static final int LONGEST_LINE = 160;

  private final SettingsFiles files;
  private final Map<String, List<String>> lines = new HashMap<>();

  /**
   * @param files those that the problems were found in
   */
  ProblemReport(SettingsFiles files) {
    this.files = files;
  }

  /** All of them, and a last line with their numbers. */
  void print(PrintWriter out, List<Problem> problems) {
    problems.forEach(problem -> print(out, problem));
    out.println(summary(problems));
  }

  /** "2 errors, 1 warning". */
  static String summary(List<Problem> problems) {
    long errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
    return counted(errors, "error") + ", " + counted(problems.size() - errors, "warning");
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void print(PrintWriter out, Problem problem) {
    String hint = problem.hint();
    String severity = problem.severity() == Severity.ERROR ? "error" : "warning";
    out.printf(
        "%s:%d:%d %s %s%n",
        problem.file(), problem.line(), problem.column(), severity, problem.message());
    List<String> all =
        lines.computeIfAbsent(
            problem.file(), name -> List.of(files.text(name).split("\\r\\n|\\r|\\n", -1)));
    String line = problem.line() <= all.size() ? all.get(problem.line() - 1) : "";
    if (line.startsWith("\uFEFF")) {
      line = line.substring(1);
    }
    if (!line.isBlank() && line.length() <= LONGEST_LINE) {
      out.printf("%5d | %s%n", problem.line(), line);
      out.printf(
          "      | %s^%s%n", blanks(line, problem.column() - 1), hint == null ? "" : " " + hint);
    } else if (hint != null) {
      out.printf("      | %s%n", hint);
    }
  }

  /** As many columns of a terminal as the beginning of the line takes. */
  private static String blanks(String line, int codePoints) {
    StringBuilder blanks = new StringBuilder();
    line.codePoints()
        .limit(codePoints)
        .forEach(c -> blanks.append(c == '\t' ? "\t" : " ".repeat(width(c))));
    return blanks.toString();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** East Asian wide characters and emoji, as terminals show them. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  /** A problem for programs, one line of JSON. */
  static String json(Problem problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "problem");
    fields.put("severity", problem.severity() == Severity.ERROR ? "error" : "warning");
    fields.put("file", problem.file());
    fields.put("line", problem.line());
    fields.put("column", problem.column());
    fields.put("path", problem.path());
    fields.put("code", problem.code().text());
    fields.put("message", problem.message());
    fields.put("hint", problem.hint());
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
