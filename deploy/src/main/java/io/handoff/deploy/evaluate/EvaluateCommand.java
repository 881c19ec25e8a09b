package io.handoff.deploy.evaluate;

import io.handoff.deploy.evaluate.time.TimeEvaluation;
import io.handoff.deploy.evaluate.time.TimeReport;
import io.handoff.language.eval.Report;
import io.handoff.language.eval.TriggerEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff evaluate}. */
@Command(name = "evaluate", description = "Measures the decisions on your own data.")
public final class EvaluateCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: triggers or time.");
  }

  /** {@code handoff evaluate triggers}. */
  @Command(
      name = "triggers",
      description = {
        "Prints precision, recall, F1 and counts of custom triggers and of requests for a person,"
            + " by language and corpus, and throughput. Files that the folder lacks are left out.",
        "",
        "Example:",
        "  deploy/handoff evaluate triggers --data texts --only person,speed"
      })
  static final class Triggers implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "Folder with tab-separated texts; service-kit/docs/language.md names them.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
        names = "--only",
        split = ",",
        paramLabel = "PART,…",
        hideParamSyntax = true,
        description = "Parts to run: ko, forms, ud, person, speed. Default: all.")
    private @Nullable Set<String> only;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      if (!Files.isDirectory(data)) {
        throw new ParameterException(spec.commandLine(), data + " is no folder.");
      }
      Set<String> parts = only == null ? TriggerEvaluation.SECTIONS : only;
      if (!TriggerEvaluation.SECTIONS.containsAll(parts)) {
        throw new ParameterException(
            spec.commandLine(),
            "The parts are " + new TreeSet<>(TriggerEvaluation.SECTIONS) + ", not " + parts + ".");
      }
      Report report = TriggerEvaluation.run(data, parts);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? report.json() : report.table());
      out.flush();
      return 0;
    }
  }

  /** {@code handoff evaluate time}. */
  @Command(
      name = "time",
      description = {
        "Runs cases of business-time arithmetic and of SLA timelines on the code that the services"
            + " use. Prints for each file and kind how many were run, agreed and differed, with"
            + " both values. Exits with 1 if a case that is not optional differs.",
        "",
        "Example:",
        "  deploy/handoff evaluate time --data deploy/samples/time"
      })
  static final class Time implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
        names = "--data",
        required = true,
        paramLabel = "FILE",
        description = "A JSON array of cases, or a folder of such files.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      TimeReport report;
      try {
        report = TimeEvaluation.run(data);
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), "Cannot read " + e.getMessage() + ".");
      }
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? report.json() + System.lineSeparator() : report.table());
      out.flush();
      return report.differed() == 0 ? 0 : 1;
    }
  }

  /** The command with its sub-commands. */
  public static picocli.CommandLine commandLine() {
    return new picocli.CommandLine(new EvaluateCommand())
        .addSubcommand(new picocli.CommandLine(new Triggers()))
        .addSubcommand(new picocli.CommandLine(new Time()));
  }
}
