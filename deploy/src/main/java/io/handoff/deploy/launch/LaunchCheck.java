package io.handoff.deploy.launch;

import io.handoff.deploy.launch.Checklist.Line;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsFiles;
import io.handoff.settings.ParsedSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code launch check}. */
@Command(
    name = "check",
    description =
        "Lists what a channel needs: who answers, triggers, target, skills, introduction, messages,"
            + " hours, integration; each"
            + " with its state and what would mend it.",
    exitCodeList = {
      "0:the channel can be turned on",
      "1:something required is missing, or there is no such channel or account",
      "2:the command line is wrong, or the file cannot be read",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed to read"
    })
final class LaunchCheck extends LaunchTask {

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Where where;

  private static final class Where {
    @Option(
        names = "--settings",
        required = true,
        paramLabel = "FILE",
        description = "A settings file; needs no broker.")
    private @Nullable Path file;

    @Option(
        names = "--account",
        required = true,
        paramLabel = "ID",
        description = "The account's settings in force.")
    private @Nullable String account;
  }

  LaunchCheck(ConnectionOptions connection, InstantSource clock) {
    super(connection, clock);
  }

  @Override
  protected int run() {
    Path path = where.file;
    String account = where.account;
    SettingsFiles files =
        path != null ? file(path) : applied(Objects.requireNonNull(account)).files();
    Optional<SettingsFiles> turnedOn = switched(files, true);
    if (turnedOn.isEmpty()) {
      ParsedSettings parsed = files.parse();
      if (parsed.config() != null) {
        throw noChannel(files);
      }
      tellErrors(files, parsed);
      return SettingsCommand.FAULTY;
    }
    List<Line> lines = checklist(turnedOn.get());
    print(lines);
    boolean ready = isReady(lines);
    if (!json()) {
      out()
          .println(
              ready
                  ? "Channel " + channel() + " can be turned on."
                  : "Channel " + channel() + " cannot be turned on yet.");
    }
    return ready ? SettingsCommand.OK : SettingsCommand.FAULTY;
  }
}
