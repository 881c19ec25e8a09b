package io.handoff.settings.authoring;

import io.handoff.settings.authoring.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found in the files of one account. */
public final class Problems {

  private final List<String> files;
  private final List<Problem> found = new ArrayList<>();
  private boolean error;
  private boolean missing;
  private boolean more;

  /** For files in the order in which what is found in them is told. */
  public Problems(List<String> files) {
    this.files = files;
  }

  /** An error; the settings cannot be used. */
  public void error(
      Yaml.Place place, String path, ProblemCode code, String message, @Nullable String hint) {
    error = true;
    add(place, path, code, message, hint, Severity.ERROR);
  }

  /** An error that others do not follow from: something that a channel which is on cannot lack. */
  public void missing(
      Yaml.Place place, String path, ProblemCode code, String message, @Nullable String hint) {
    missing = true;
    add(place, path, code, message, hint, Severity.ERROR);
  }

  /** Something legal that may not do what was meant. */
  public void warning(
      Yaml.Place place, String path, ProblemCode code, String message, @Nullable String hint) {
    add(place, path, code, message, hint, Severity.WARNING);
  }

  /** Whether the settings cannot be used. */
  public boolean hasErrors() {
    return error || missing;
  }

  /** Whether there are errors other than what channels lack. */
  public boolean hasErrorsElsewhere() {
    return error;
  }

  /** Whether looking for hints is still worth the time. */
  public boolean full() {
    return found.size() >= SettingsLimits.PROBLEMS;
  }

  /** All of them by file, line and column; those past the limit are one problem at the end. */
  public List<Problem> inOrder() {
    List<Problem> sorted =
        new ArrayList<>(
            found.stream()
                .sorted(
                    Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList());
    if (more) {
      sorted.add(
          new Problem(
              sorted.getLast().file(),
              sorted.getLast().line(),
              sorted.getLast().column(),
              "",
              ProblemCode.TOO_MANY_PROBLEMS,
              "more than " + SettingsLimits.PROBLEMS + " problems; the others are not listed",
              null,
              hasErrors() ? Severity.ERROR : Severity.WARNING));
    }
    return sorted;
  }

  private void add(
      Yaml.Place place,
      String path,
      ProblemCode code,
      String message,
      @Nullable String hint,
      Severity severity) {
    if (full()) {
      more = true;
    } else {
      found.add(
          new Problem(
              place.file(), place.line(), place.column(), path, code, message, hint, severity));
    }
  }
}
