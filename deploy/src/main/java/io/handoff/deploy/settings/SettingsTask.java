package io.handoff.deploy.settings;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What the sub-commands of {@code settings} have in common: output and exit codes. */
@Command(
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked, or there was nothing to do",
      "1:the file has errors, or there is no such account or version",
      "2:the command line is wrong, or the file cannot be read",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed, too large, or somebody else applied meanwhile"
    })
public abstract class SettingsTask implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "Print lines of JSON, for programs.")
  private boolean json;

  /** Does it; the result is the exit code. */
  protected abstract int run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      return run();
    } catch (SettingsException e) {
      say(String.valueOf(e.getMessage()));
      return switch (e.kind()) {
        case NOT_FOUND -> SettingsCommand.FAULTY;
        case UNREACHABLE -> SettingsCommand.UNREACHABLE;
        case REFUSED -> SettingsCommand.REFUSED;
      };
    } finally {
      out().flush();
    }
  }

  /** Says something on standard error. */
  public final void say(String message) {
    PrintWriter err = commandLine().getErr();
    err.println("handoff: " + message);
    err.flush();
  }

  /** Whether programs read the output. */
  public final boolean json() {
    return json;
  }

  /** Standard output. */
  public final PrintWriter out() {
    return commandLine().getOut();
  }

  /** The command as it was called. */
  public final CommandLine commandLine() {
    return spec.commandLine();
  }

  /** Prints a line of JSON. */
  public final void printJson(Map<String, Object> fields) {
    out().println(JsonMapper.shared().writeValueAsString(fields));
  }

  /** Prints what is wrong with a file. */
  public final void tellErrors(SettingsFile file, ParsedSettings parsed) {
    Problem notUtf8 = file.notUtf8();
    List<Problem> problems = notUtf8 == null ? parsed.problems() : List.of(notUtf8);
    if (json()) {
      problems.forEach(problem -> out().println(ProblemReport.json(problem)));
    } else {
      new ProblemReport(file.text()).print(out(), problems);
    }
  }

  /** A settings file; a missing one is a mistake on the command line. */
  public final SettingsFile file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(commandLine(), "There is no file " + path + ".");
    }
    try {
      return SettingsFile.read(path);
    } catch (IOException e) {
      throw new ParameterException(commandLine(), "The file " + path + " cannot be read.", e);
    }
  }
}
