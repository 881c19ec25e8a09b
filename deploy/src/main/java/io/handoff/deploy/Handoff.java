package io.handoff.deploy;

import io.handoff.deploy.bench.BenchCommand;
import io.handoff.deploy.chaos.ChaosCommand;
import io.handoff.deploy.command.SubCommand;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.contracts.TopicsCommand;
import io.handoff.deploy.demo.DemoCommand;
import io.handoff.deploy.evaluate.EvaluateCommand;
import io.handoff.deploy.launch.LaunchCommand;
import io.handoff.deploy.local.process.EnvironmentMissingException;
import io.handoff.deploy.preview.PreviewCommand;
import io.handoff.deploy.report.ReportCommand;
import io.handoff.deploy.security.SecurityCommand;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.templates.TemplatesCommand;
import io.handoff.deploy.testhandoff.TestHandoffCommand;
import io.handoff.deploy.why.WhyCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command itself. Failures are told in one sentence on standard error; the stack trace is shown
 * with {@code --verbose} only. The exit code says what kind of failure it was.
 */
@Command(
    name = "handoff",
    description = "Runs Handoff on one machine, applies settings, plays conversations.",
    mixinStandardHelpOptions = true,
    version = "handoff 0.1.0",
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it failed; the message says why",
      "2:the command line or a file's content is wrong",
      "3:the environment lacks something: a JDK 25, or built jars"
    })
public final class Handoff implements Runnable {

  /** It failed. */
  public static final int FAILED = 1;

  /** The command line or a file's content is wrong. */
  public static final int USAGE = 2;

  /** The environment lacks something. */
  public static final int ENVIRONMENT = 3;

  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  /** Writes a script that knows all the others. */
  private static final String COMPLETION = "completion";

  private static final List<SubCommand> SUB_COMMANDS =
      List.of(
          new SubCommand("demo", DemoCommand.class, () -> new CommandLine(new DemoCommand())),
          new SubCommand("topics", TopicsCommand.class, TopicsCommand::commandLine),
          new SubCommand("security", SecurityCommand.class, SecurityCommand::commandLine),
          new SubCommand("settings", SettingsCommand.class, SettingsCommand::commandLine),
          new SubCommand("launch", LaunchCommand.class, LaunchCommand::create),
          new SubCommand("preview", PreviewCommand.class, PreviewCommand::create),
          new SubCommand("test-handoff", TestHandoffCommand.class, TestHandoffCommand::create),
          new SubCommand(
              "templates", TemplatesCommand.class, () -> TemplatesCommand.commandLine(templates())),
          new SubCommand("report", ReportCommand.class, ReportCommand::commandLine),
          new SubCommand("why", WhyCommand.class, WhyCommand::commandLine),
          new SubCommand("bench", BenchCommand.class, BenchCommand::commandLine),
          new SubCommand("evaluate", EvaluateCommand.class, EvaluateCommand::commandLine),
          new SubCommand("chaos", ChaosCommand.class, ChaosCommand::commandLine),
          new SubCommand(
              "local",
              LocalCommand.class,
              () -> LocalCommand.commandLine(Contracts.forOneMachine())),
          new SubCommand(
              COMPLETION,
              GenerateCompletion.class,
              () -> new CommandLine(new GenerateCompletion()).setCommandName(COMPLETION)));

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--verbose",
      description = "Show what libraries log, and stack traces.",
      scope = ScopeType.INHERIT)
  private boolean verbose;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    for (String argument : arguments) {
      if (argument.equals("--verbose")) {
        System.setProperty(LOG_LEVEL, "info");
      }
    }
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command with those of its sub-commands that a command line needs. Without arguments: all.
   */
  static CommandLine commandLine(String... arguments) {
    Handoff handoff = new Handoff();
    List<String> words = Stream.of(arguments).filter(word -> !word.equals("--verbose")).toList();
    boolean all = !words.isEmpty() && words.getFirst().equals(COMPLETION);
    return SubCommand.add(new CommandLine(handoff), SUB_COMMANDS, all ? List.of() : words)
        .setParameterExceptionHandler((mistake, line) -> tell(mistake))
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> handoff.tell(failure, commandLine));
  }

  private static Path templates() {
    return Path.of(System.getProperty("handoff.home", "."), "deploy", "templates");
  }

  /** What is wrong, and where help is; a command that only has others lists them. */
  private static int tell(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("handoff: " + mistake.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      if (command.getSubcommands().isEmpty()) {
        err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
      } else {
        command.usage(err);
      }
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private int tell(Exception failure, CommandLine commandLine) {
    PrintWriter err = commandLine.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    }
    String message = failure.getMessage();
    err.println("handoff: " + (message == null ? failure.getClass().getSimpleName() : message));
    err.flush();
    return failure instanceof EnvironmentMissingException ? ENVIRONMENT : FAILED;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which sub-command to run.");
  }
}
