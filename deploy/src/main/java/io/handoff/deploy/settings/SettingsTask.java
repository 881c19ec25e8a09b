package io.handoff.deploy.settings;

import io.handoff.settings.ParsedSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Prints what is wrong with settings. */
  public final void tellErrors(SettingsFiles files, ParsedSettings parsed) {
    if (json()) {
      parsed.problems().forEach(problem -> out().println(ProblemReport.json(problem)));
    } else {
      new ProblemReport(files).print(out(), parsed.problems());
    }
  }

  /** A settings file and those that it includes; a missing one is a mistake on the command line. */
  public final SettingsFiles file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(commandLine(), "There is no file " + path + ".");
    }
    try {
      return SettingsFiles.read(path);
    } catch (IOException e) {
      String which = e instanceof FileSystemException at ? at.getFile() : path.toString();
      throw new ParameterException(commandLine(), "The file " + which + " cannot be read.", e);
    }
  }
}
