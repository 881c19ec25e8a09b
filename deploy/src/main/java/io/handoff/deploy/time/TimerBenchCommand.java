package io.handoff.deploy.time;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code handoff bench timers}. */
@Command(
    name = "timers",
    description = {
      "Arms timers in autoclose-service through a real broker and measures: how late timers fire"
          + " under load, how long bursts take, what another account notices of them, throughput"
          + " with and without armed timers, disk, memory, and restarts with and without state.",
      "",
      "A million timers take about four minutes and 3 GB of disk, which are freed at the end.",
      "",
      "Example:",
      "  deploy/handoff bench timers --timers 1000000 --rate 2000"
    })
public final class TimerBenchCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--timers",
      paramLabel = "N",
      description = "Conversations with an armed timer, up to 10 million. Default: 1000000.")
  private int timers = 1_000_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages a second while lateness is measured. Default: 2000.")
  private int rate = 2_000;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description =
          "Timers due at once in the large burst; the small one has 20000. Default: 200000.")
  private int burst = 200_000;

  @Option(
      names = "--heap",
      paramLabel = "N",
      description = "The service's heap in MB. Default: 512.")
  private int heap = 512;

  @Option(
      names = "--rocks",
      paramLabel = "N",
      description =
          "The service's memory for stores in MB (handoff.rocksdb.memory-mb). Default: 256.")
  private int rocks = 256;

  @Option(names = "--json", description = "Print JSON; progress goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (timers < 1 || timers > 10_000_000 || rate < 1 || rate > 100_000 || burst < 1) {
      throw new ParameterException(spec.commandLine(), "A number is out of range.");
    }
    PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    TimerBench bench =
        new TimerBench(
            new TimerBench.Size(timers, rate, burst, heap, rocks),
            line -> {
              progress.println("  " + line);
              progress.flush();
            });
    Map<String, Object> figures = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(figures));
    } else {
      figures.forEach((name, value) -> out.printf("%-44s %s%n", name, value));
    }
    out.flush();
    return bench.wrong() == 0 ? 0 : 1;
  }
}
