package io.handoff.deploy.chaos;

import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.PlayException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code handoff chaos faults}. */
@Command(
    name = "faults",
    description = {
      "Feeds a running system what must not stop it, and checks that everybody else is served.",
      "",
      "Cases: large (a customer with a photo of 780 kB as an attribute), sequence (a message with"
          + " an absurd sequence), times (events of the years 1 and 9999), partition (a record in a"
          + " partition that is not its key's), flood (20,000 messages at once), registry (a"
          + " broken record while the schema registry is away), unreadable (state that cannot be"
          + " read), refused (an assignment that ticket-service cannot take in: the agent is free"
          + " again, the AI agent answers), gives-up (a service that cannot write its state; about"
          + " three minutes).",
      "",
      "Each is followed by a call for a person in another conversation, which must become a ticket."
          + " Prints a line for each case; exit code 1 where one fails.",
      "",
      "Example:",
      "  deploy/handoff chaos faults --case large,gives-up"
    })
public final class FaultsCommand implements Callable<Integer> {

  /**
   * What became of a case.
   *
   * @param seconds that it took
   * @param failure what was not as it has to be; null: nothing
   */
  record Result(String fault, double seconds, @Nullable String failure) {

    String line() {
      return String.format(
          Locale.ROOT,
          "%-4s %-10s %5.1f s%s",
          failure == null ? "ok" : "FAIL",
          fault,
          seconds,
          failure == null ? "" : "  " + failure);
    }
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--case",
      split = ",",
      paramLabel = "CASE,…",
      hideParamSyntax = true,
      description = "Cases to play. Default: all.")
  private List<String> cases = new ArrayList<>(Faults.CASES);

  @Option(names = "--json", description = "Print JSON lines.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    for (String name : cases) {
      if (!Faults.CASES.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "There is no case " + name + ", only " + Faults.CASES + ".");
      }
    }
    HandoffHome home = HandoffHome.locate();
    Path folder = home.run("chaos-faults");
    RunFolder.clear(folder);
    boolean passed = true;
    try (LocalStack stack =
            LocalStack.start(
                home, StackPlan.onFreePorts(folder), Contracts.forOneMachine(), step -> {});
        Faults faults = Faults.on(stack, folder)) {
      for (String name : cases) {
        Result result = play(faults, name);
        passed &= result.failure() == null;
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.shared().writeValueAsString(result) : result.line());
        out.flush();
      }
    }
    if (passed) {
      RunFolder.clear(folder);
    }
    return passed ? 0 : 1;
  }

  private static Result play(Faults faults, String name) throws InterruptedException {
    long begin = System.nanoTime();
    String failure = null;
    try {
      faults.play(name);
    } catch (PlayException | LocalException e) {
      failure = String.valueOf(e.getMessage());
    }
    return new Result(name, (System.nanoTime() - begin) / 100_000_000 / 10.0, failure);
  }
}
