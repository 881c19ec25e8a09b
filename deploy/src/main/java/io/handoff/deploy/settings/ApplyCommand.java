package io.handoff.deploy.settings;

import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.settings.Problem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code settings apply}. */
@Command(
    name = "apply",
    description =
        "Checks a settings file and, if it has no errors, makes it the account's next version."
            + " Services use it at once. A file that changes nothing makes no version.")
final class ApplyCommand extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Parameters(index = "0", paramLabel = "FILE", description = "An account's settings, in YAML.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the history.")
  private String note = "";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who applies it; kept in the history. Default: the user of this machine.")
  private String appliedBy = "unknown";

  ApplyCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  protected int run() {
    SettingsFile content = file(file);
    Problem notUtf8 = content.notUtf8();
    Outcome outcome =
        notUtf8 == null
            ? new SettingsPublisher(connection.clients(), connection.timeout(), clock)
                .apply(content.name(), content.text(), appliedBy, note)
            : new Outcome.Faulty(List.of(notUtf8));
    switch (outcome) {
      case Outcome.Applied(var version, var warnings) -> {
        problems(content, warnings);
        tell("applied", version, "account %s: applied version %d");
        return SettingsCommand.OK;
      }
      case Outcome.Unchanged(var version, var warnings) -> {
        problems(content, warnings);
        tell("unchanged", version, "account %s: nothing changed, already version %d");
        return SettingsCommand.OK;
      }
      case Outcome.Faulty(var problems) -> {
        problems(content, problems);
        if (!json()) {
          out().println("nothing was applied");
        }
        return SettingsCommand.FAULTY;
      }
    }
  }

  private void problems(SettingsFile content, List<Problem> problems) {
    if (json()) {
      problems.forEach(problem -> out().println(ProblemReport.json(problem)));
    } else if (!problems.isEmpty()) {
      new ProblemReport(content.text()).print(out(), problems);
    }
  }

  private void tell(String kind, SettingsVersion version, String words) {
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", kind);
      fields.putAll(VersionText.fields(version));
      printJson(fields);
    } else {
      out().printf(words + "%n", version.getAccountId(), version.getVersion());
    }
  }
}
