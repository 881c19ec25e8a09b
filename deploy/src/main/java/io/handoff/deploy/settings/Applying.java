package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.settings.authoring.Problem;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what became of a file that was applied. */
public final class Applying {

  private final SettingsTask task;
  private final PrintWriter out;
  private final boolean json;

  /** Tells it in a task's output. */
  public Applying(SettingsTask task, PrintWriter out, boolean json) {
    this.task = task;
    this.out = out;
    this.json = json;
  }

  /** The exit code. */
  public int tell(SettingsFiles content, Outcome outcome) {
    switch (outcome) {
      case Outcome.Applied(var version, var warnings) -> {
        problems(content, warnings);
        if (version.getEffectiveAt().isAfter(version.getAppliedAt())) {
          tell("applied", version, "account %s: version %d holds from " + version.getEffectiveAt());
        } else {
          tell("applied", version, "account %s: applied version %d");
        }
        return SettingsCommand.OK;
      }
      case Outcome.Unchanged(var version, var warnings) -> {
        problems(content, warnings);
        tell("unchanged", version, "account %s: nothing changed, already version %d");
        return SettingsCommand.OK;
      }
      case Outcome.Faulty(var problems) -> {
        problems(content, problems);
        if (!json) {
          out.println("nothing was applied");
        }
        return SettingsCommand.FAULTY;
      }
    }
  }

  private void problems(SettingsFiles content, List<Problem> problems) {
    if (json) {
      problems.forEach(problem -> out.println(ProblemReport.json(problem)));
    } else if (!problems.isEmpty()) {
      new ProblemReport(content).print(out, problems);
    }
  }

  private void tell(String kind, SettingsVersion version, String words) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", kind);
      fields.putAll(VersionText.fields(version));
      task.printJson(fields);
    } else {
      out.println(words.formatted(version.getAccountId(), version.getVersion()));
    }
  }
}
