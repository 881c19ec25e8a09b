package io.handoff.deploy.time;

import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.time.BacklogScenario.Trouble;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code handoff chaos time}. */
@Command(
    name = "time",
    description = {
      "Checks that deadlines fire once, never early, and never for somebody whose answer waited in"
          + " a backlog. Starts what it needs on free ports and stops it again; about a minute a"
          + " case.",
      "",
      "Cases: kills (autoclose-service killed at random moments while timers and tickets' promises"
          + " come due, the broker restarted once); and behind a backlog: backlog-none,"
          + " backlog-open-transaction, backlog-stopped-broker, backlog-small-fetches,"
          + " backlog-kills, backlog-fast-clock.",
      "",
      "Example:",
      "  deploy/handoff chaos time --case kills,backlog-none"
    })
public final class TimeChaosCommand implements Callable<Integer> {

  static final String KILLS = "kills";
  private static final String BACKLOG = "backlog-";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--case",
      split = ",",
      paramLabel = "CASE,…",
      hideParamSyntax = true,
      description = "Cases to play. Default: all.")
  private @Nullable List<String> cases;

  @Option(
      names = "--timers",
      paramLabel = "N",
      description = "Timers of the case kills; a tenth as many tickets. Default: 10000.")
  private int timers = 10_000;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Records of backlog. Default: 200000.")
  private int records = 200_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random moments. Default: a new one.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print JSON lines; progress goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<String> all =
        Stream.concat(
                Stream.of(KILLS), Stream.of(Trouble.values()).map(each -> BACKLOG + each.word()))
            .toList();
    List<String> wanted = cases == null ? all : cases;
    if (!all.containsAll(wanted) || timers < 1 || records < 0) {
      throw new ParameterException(
          spec.commandLine(), "The cases are " + String.join(", ", all) + "; counts are positive.");
    }
    long chosen = seed == null ? new Random().nextLong() : seed;
    PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    Consumer<String> tell =
        line -> {
          progress.println("  " + line);
          progress.flush();
        };
    progress.println("seed " + chosen);
    String needsThree = BACKLOG + Trouble.STOPPED_BROKER.word();
    List<TimeCase> results = new ArrayList<>();
    play(
        wanted.stream().filter(name -> !name.equals(needsThree)).toList(),
        1,
        chosen,
        tell,
        results);
    play(
        wanted.stream().filter(name -> name.equals(needsThree)).toList(), 3, chosen, tell, results);
    return results.stream().allMatch(TimeCase::passed) ? 0 : 1;
  }

  private void play(
      List<String> names, int brokers, long chosen, Consumer<String> tell, List<TimeCase> results)
      throws InterruptedException {
    if (names.isEmpty()) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TimeRig rig =
        TimeRig.start("chaos-time-" + brokers, brokers, ServiceSpec.of(TimeRig.SERVICE))) {
      for (String name : names) {
        for (TimeCase result : play(rig, name, chosen, tell)) {
          results.add(result);
          out.println(json ? JsonMapper.shared().writeValueAsString(result) : result.line());
        }
        out.flush();
      }
    }
  }

  private List<TimeCase> play(TimeRig rig, String name, long chosen, Consumer<String> tell)
      throws InterruptedException {
    if (name.equals(KILLS)) {
      return new KillScenario(rig, timers, chosen, tell).run();
    }
    for (Trouble trouble : Trouble.values()) {
      if (name.equals(BACKLOG + trouble.word())) {
        return List.of(new BacklogScenario(rig, trouble, records, chosen, tell).run());
      }
    }
    throw new IllegalArgumentException(name);
  }
}
