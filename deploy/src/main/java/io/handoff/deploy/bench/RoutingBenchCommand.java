package io.handoff.deploy.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench routing}. */
@Command(
    name = "routing",
    description = {
      "Measures routing's decisions in one account whose agents are all full, by how much waits,"
          + " beside the time that reading every agent's load takes in the same run; and how long"
          + " it takes to assign what there is room for when all agents come at once. Deciding"
          + " only: starts nothing, writes nothing.",
      "",
      "Example:",
      "  deploy/handoff bench routing --agents 1000 --waiting 0,10000,100000 --json"
    })
final class RoutingBenchCommand implements Callable<Integer> {

  private static final int MOST_AGENTS = 5_000;
  private static final int MOST_WAITING = 1_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Agents of the account, 1 to 5,000. Default: ${DEFAULT-VALUE}.")
  private int agents;

  @Option(
      names = "--waiting",
      paramLabel = "N,…",
      hideParamSyntax = true,
      split = ",",
      defaultValue = "0,100,1000,10000,100000",
      description = "How much waits, each up to a million. Default: ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init")
  private List<Integer> waiting;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Decisions of each kind, 100 to a million. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(names = "--json", description = "Print one line of JSON; progress to standard error.")
  private boolean json;

  @Override
  public Integer call() {
    check("--agents", agents, 1, MOST_AGENTS);
    check("--samples", samples, 100, 1_000_000);
    waiting.forEach(length -> check("--waiting", length, 0, MOST_WAITING));
    PrintWriter err = spec.commandLine().getErr();
    RoutingBench.Result result =
        new RoutingBench(
                agents,
                waiting,
                samples,
                step -> {
                  err.println("  " + step);
                  err.flush();
                })
            .run();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonMapper.shared().writeValueAsString(result) + '\n' : text(result));
    out.flush();
    return result.inOrder() ? 0 : 1;
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "%s must be %,d to %,d", option, least, most));
    }
  }

  private static String text(RoutingBench.Result result) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d agents; reading every agent's load takes %.1f µs%n%n"
                    + "%12s  %22s  %30s%n%12s  %11s%11s  %15s%15s%n",
                result.agents(),
                result.ceiling(),
                "waiting",
                "a handoff arrives",
                "one ends, the next is assigned",
                "",
                "median µs",
                "p99 µs",
                "median µs",
                "p99 µs"));
    for (RoutingBench.Line line : result.lines()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,12d  %11.1f%11.1f  %15.1f%15.1f%n",
              line.waiting(),
              line.arrives().median(),
              line.arrives().p99(),
              line.ends().median(),
              line.ends().p99()));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%nAll agents come while %,d wait: %,d assigned in %.0f ms, %s.%n",
                result.waitingBefore(),
                result.assigned(),
                result.everybodyComes(),
                result.inOrder() ? "the oldest and no others" : "OUT OF ORDER"))
        .toString();
  }
}
