package io.handoff.deploy.chaos;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.LocalException;
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

/** {@code handoff chaos starts}. */
@Command(
    name = "starts",
    description = {
      "Starts broker, registry, topics and schemas and the four services on free ports and stops"
          + " them, again and again, while another program takes such ports at random and lets them"
          + " go after a second or two. About half of the starts meet a port that was taken after"
          + " it was chosen; each must start nevertheless. Ten seconds to a minute a start.",
      "",
      "Prints a line for each start: its time, and how often a process was started again on other"
          + " ports. Exit code 1 where a start fails; the logs of that start are kept.",
      "",
      "Example:",
      "  deploy/handoff chaos starts --count 10"
    })
public final class StartsCommand implements Callable<Integer> {

  /** Of twelve thousand: of eight ports one is taken in about half of the starts. */
  private static final int TAKEN_AT_ONCE = 1_000;

  /**
   * What became of a start.
   *
   * @param seconds until everything was ready, or until it failed
   * @param startedAgain processes that were started again on other ports
   * @param failure why it failed; null: it did not
   */
  record Start(int number, double seconds, int startedAgain, @Nullable String failure) {

    String line() {
      return failure == null
          ? String.format(
              Locale.ROOT,
              "%3d  ready after %4.1f s, started again: %d",
              number,
              seconds,
              startedAgain)
          : String.format(Locale.ROOT, "%3d  failed after %4.1f s: %s", number, seconds, failure);
    }
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--count", paramLabel = "N", description = "Number of starts. Default: 50.")
  private int count = 50;

  @Option(names = "--json", description = "Print JSON lines; the sum goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count is 1 or more.");
    }
    HandoffHome home = HandoffHome.locate();
    PrintWriter out = spec.commandLine().getOut();
    int started = 0;
    try (PortThief thief = new PortThief(TAKEN_AT_ONCE)) {
      for (int number = 1; number <= count; number++) {
        Start start = start(home, number);
        started += start.failure() == null ? 1 : 0;
        out.println(json ? JsonMapper.shared().writeValueAsString(start) : start.line());
        out.flush();
      }
    }
    PrintWriter sum = json ? spec.commandLine().getErr() : out;
    sum.println(started + " of " + count + " started");
    sum.flush();
    return started == count ? 0 : 1;
  }

  private static Start start(HandoffHome home, int number) throws InterruptedException {
    Path folder = home.run("chaos-starts-" + number);
    RunFolder.clear(folder);
    long begin = System.nanoTime();
    Start started;
    try (LocalStack stack =
        LocalStack.start(
            home, StackPlan.onFreePorts(folder), Contracts.forOneMachine(), step -> {})) {
      started = new Start(number, secondsSince(begin), stack.startsAgain(), null);
    } catch (LocalException failed) {
      return new Start(number, secondsSince(begin), 0, failed.getMessage());
    }
    RunFolder.clear(folder);
    return started;
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000 / 1_000.0;
  }
}
