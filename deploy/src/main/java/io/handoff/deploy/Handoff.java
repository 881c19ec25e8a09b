package io.handoff.deploy;

import io.handoff.deploy.bench.BenchCommand;
import io.handoff.deploy.chaos.ChaosCommand;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.contracts.TopicsCommand;
import io.handoff.deploy.demo.DemoCommand;
import io.handoff.deploy.evaluate.EvaluateCommand;
import io.handoff.deploy.launch.LaunchCommand;
import io.handoff.deploy.local.EnvironmentMissingException;
import io.handoff.deploy.preview.PreviewCommand;
import io.handoff.deploy.report.ReportCommand;
import io.handoff.deploy.security.SecurityCommand;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.templates.TemplatesCommand;
import io.handoff.deploy.testhandoff.TestHandoffCommand;
import io.handoff.deploy.why.WhyCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
    System.exit(commandLine().execute(arguments));
  }

  /** The command with all its sub-commands. */
  static CommandLine commandLine() {
    Handoff handoff = new Handoff();
    return new CommandLine(handoff)
        .addSubcommand(new DemoCommand())
        .addSubcommand(TopicsCommand.commandLine())
        .addSubcommand(SecurityCommand.commandLine())
        .addSubcommand(SettingsCommand.commandLine())
        .addSubcommand(LaunchCommand.create())
        .addSubcommand(PreviewCommand.create())
        .addSubcommand(TestHandoffCommand.create())
        .addSubcommand(TemplatesCommand.commandLine(templates()))
        .addSubcommand(ReportCommand.commandLine())
        .addSubcommand(WhyCommand.commandLine())
        .addSubcommand(BenchCommand.commandLine())
        .addSubcommand(EvaluateCommand.commandLine())
        .addSubcommand(ChaosCommand.commandLine())
        .addSubcommand(LocalCommand.commandLine(Contracts.forOneMachine()))
        .addSubcommand(new CommandLine(new GenerateCompletion()).setCommandName("completion"))
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> handoff.tell(failure, commandLine));
  }

  private static Path templates() {
    return Path.of(System.getProperty("handoff.home", "."), "deploy", "templates");
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
