package io.handoff.settings;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Problem.Severity;
import io.handoff.settings.model.AccountConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a settings file.
 *
 * @param config the settings; null exactly where there is an error
 * @param problems all of them, errors and warnings, in the order of their places in the file
 */
public record ParsedSettings(@Nullable AccountConfig config, List<Problem> problems) {

  public ParsedSettings {
    problems = List.copyOf(problems);
  }

  /** The settings, unless there were errors. */
  public Optional<AccountConfig> settings() {
    return Optional.ofNullable(config);
  }

  /** Why there are no settings; empty where there are. */
  public List<Problem> errors() {
    return only(Severity.ERROR);
  }

  /** What is legal but surprising. */
  public List<Problem> warnings() {
    return only(Severity.WARNING);
  }

  private List<Problem> only(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).toList();
  }
}
