package io.handoff.deploy.bench;

import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.server.HandoffHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench tickets}. */
@Command(
    name = "tickets",
    description = {
      "Starts broker, registry and ticket-service, has it make so many tickets from its topics, and"
          + " measures: the filling, a restart with local state and one without it, and reports"
          + " over all conversations in a JVM of 512 MB. Stops everything and deletes its data.",
      "",
      "Example:",
      "  deploy/handoff bench tickets --tickets 100000 --json"
    })
final class TicketBenchCommand implements Callable<Integer> {

  private static final int MOST = 2_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--tickets",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many tickets, 1 to 2,000,000. Default: ${DEFAULT-VALUE}.")
  private int tickets;

  @Option(
      names = "--full-every",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Every so manieth ticket has a whole conversation with messages, close and rating; the"
              + " others have routing's decision alone. Default: ${DEFAULT-VALUE}.")
  private int fullEvery;

  @Option(names = "--json", description = "Print one line of JSON; progress to standard error.")
  private boolean json;

  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      description = "Where data, state and logs are. Default: deploy/target/run/bench-tickets.")
  private @Nullable Path runDirectory;

  @Override
  public Integer call() throws Exception {
    if (tickets < 1 || tickets > MOST) {
      throw new ParameterException(
          spec.commandLine(), String.format(Locale.ROOT, "--tickets must be 1 to %,d", MOST));
    }
    if (fullEvery < 1) {
      throw new ParameterException(spec.commandLine(), "--full-every must be at least 1");
    }
    HandoffHome home = HandoffHome.locate();
    Path folder =
        (runDirectory == null ? home.run("bench-tickets") : runDirectory)
            .toAbsolutePath()
            .normalize();
    RunFolder.clear(folder);
    PrintWriter err = spec.commandLine().getErr();
    TicketBench bench =
        new TicketBench(
            home,
            folder,
            new SyntheticConversations(tickets, fullEvery),
            step -> {
              err.println("  " + step);
              err.flush();
            });
    TicketBench.Result result = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json ? JsonMapper.shared().writeValueAsString(result.fields()) + '\n' : result.toText());
    out.flush();
    RunFolder.clear(folder);
    return result.reports().stream().allMatch(r -> r.rows() == result.conversations()) ? 0 : 1;
  }
}
