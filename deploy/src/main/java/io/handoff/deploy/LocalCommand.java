package io.handoff.deploy;

import io.handoff.deploy.local.AotTraining;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.Preparation;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.PortTakenException;
import io.handoff.deploy.local.process.RunState;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.ServiceSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff local}: broker, registry and services that stay running. */
@Command(
    name = "local",
    description = "Starts and stops broker, schema registry and services on this machine.")
final class LocalCommand implements Runnable {

  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /**
   * The command group.
   *
   * @param preparation run when broker and registry are there, before the services start
   */
  static CommandLine commandLine(Preparation preparation) {
    return new CommandLine(new LocalCommand())
        .addSubcommand(new Up(preparation))
        .addSubcommand(new Down())
        .addSubcommand(new Status())
        .addSubcommand(new Prepare(preparation));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: up, down, status or prepare.");
  }

  /** Where a run is; shared by the commands of the group. */
  private static final class RunOption {

    @Option(
        names = "--run-dir",
        paramLabel = "DIR",
        description = "Where data, state and logs are. Default: deploy/target/run/local.")
    private @Nullable Path directory;

    Path resolve(HandoffHome home) {
      return (directory == null ? home.run("local") : directory).toAbsolutePath().normalize();
    }
  }

  @Command(
      name = "up",
      description =
          "Starts everything and leaves it running. Where a part of an earlier run has ended, the"
              + " others are stopped first; data are kept.")
  private static final class Up implements Callable<Integer> {

    private final Preparation preparation;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @CommandLine.Mixin private final RunOption run = new RunOption();

    @Option(
        names = "--free-ports",
        description =
            "Take any free ports instead of 8081 to 8084 (services), 8085, 8086 (registry) and"
                + " 9092, 9093 (broker).")
    private boolean freePorts;

    @Option(names = "--fresh", description = "Delete the data of earlier runs first.")
    private boolean fresh;

    @Option(
        names = "--services",
        split = ",",
        paramLabel = "NAME,…",
        hideParamSyntax = true,
        description = "Only these services; 'none' for broker and registry alone.")
    private @Nullable List<String> services;

    Up(Preparation preparation) {
      this.preparation = preparation;
    }

    @Override
    public Integer call() throws InterruptedException {
      HandoffHome home = HandoffHome.locate();
      Path directory = run.resolve(home);
      StackPlan plan =
          freePorts ? StackPlan.onFreePorts(directory) : StackPlan.onFixedPorts(directory);
      plan = plan.withServices(chosen(plan.services()));
      PrintWriter out = spec.commandLine().getOut();
      stopRest(plan, out);
      if (fresh) {
        RunFolder.clear(directory);
      }
      LocalStack stack = start(home, plan, out);
      out.print(stack.report().toText());
      stack.keep();
      out.println("Stop it with: deploy/handoff local down");
      print(out, plan.stateFile());
      return 0;
    }

    /** Stops what is left of a run of which a part has ended. */
    private static void stopRest(StackPlan plan, PrintWriter out) throws InterruptedException {
      RunState state = RunState.load(plan.stateFile()).orElse(null);
      if (state == null || !state.isAlive()) {
        return;
      }
      List<String> ended =
          state.processes().stream()
              .filter(entry -> state.find(entry).isEmpty())
              .map(RunState.Entry::name)
              .toList();
      if (!ended.isEmpty()) {
        out.println("Not running: " + String.join(", ", ended) + ". All are started again.");
        out.flush();
        RunFolder.stop(plan.stateFile(), STOP_GRACE);
      }
    }

    private LocalStack start(HandoffHome home, StackPlan plan, PrintWriter out)
        throws InterruptedException {
      try {
        return LocalStack.start(
            home,
            plan,
            preparation,
            step -> {
              out.println("  " + step);
              out.flush();
            });
      } catch (PortTakenException taken) {
        if (freePorts) {
          throw taken;
        }
        throw new LocalException(
            taken.getMessage() + "\nStop that program, or use --free-ports.", taken);
      }
    }

    private List<ServiceSpec> chosen(List<ServiceSpec> all) {
      if (services == null) {
        return all;
      }
      if (services.equals(List.of("none"))) {
        return List.of();
      }
      List<String> known = all.stream().map(ServiceSpec::module).toList();
      for (String name : services) {
        if (!known.contains(name)) {
          throw new ParameterException(
              spec.commandLine(), "There is no service " + name + ", only " + known + ".");
        }
      }
      List<String> wanted = services;
      return all.stream().filter(service -> wanted.contains(service.module())).toList();
    }
  }

  @Command(name = "down", description = "Stops what 'local up' started; data are kept.")
  private static final class Down implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @CommandLine.Mixin private final RunOption run = new RunOption();

    @Override
    public Integer call() throws InterruptedException {
      Path stateFile = StackPlan.stateFile(run.resolve(HandoffHome.locate()));
      int stopped = RunFolder.stop(stateFile, STOP_GRACE);
      spec.commandLine()
          .getOut()
          .println(stopped == 0 ? "Nothing was running." : "Stopped " + stopped + " processes.");
      return 0;
    }
  }

  @Command(
      name = "status",
      description =
          "Shows what is running, where, and whether it is ready; exit code 1 if nothing is, or not"
              + " all.")
  private static final class Status implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @CommandLine.Mixin private final RunOption run = new RunOption();

    @Override
    public Integer call() {
      Path stateFile = StackPlan.stateFile(run.resolve(HandoffHome.locate()));
      return print(spec.commandLine().getOut(), stateFile) ? 0 : Handoff.FAILED;
    }
  }

  @Command(
      name = "prepare",
      description =
          "Makes the Java ahead-of-time caches, which halve the time of every later start; takes a"
              + " minute or two, once for each build.")
  private static final class Prepare implements Callable<Integer> {

    private final Preparation preparation;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Prepare(Preparation preparation) {
      this.preparation = preparation;
    }

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      AotTraining training = new AotTraining(HandoffHome.locate(), preparation, step -> {});
      int made = training.run(StackPlan.SERVICES, AotTraining.Exercise.none());
      out.println(made == 0 ? "All caches are current." : "Made " + made + " caches.");
      return 0;
    }
  }

  /** Prints the processes of a run; says whether there are any and all are ready. */
  private static boolean print(PrintWriter out, Path stateFile) {
    Optional<RunState> state = RunState.load(stateFile);
    if (state.isEmpty()) {
      out.println("Nothing is running.");
      return false;
    }
    boolean all = true;
    for (RunState.Entry entry : state.get().processes()) {
      boolean alive = state.get().find(entry).isPresent();
      boolean ready = alive && entry.isReady();
      all &= ready;
      out.printf(
          "  %-20s %-11s %-12s %-42s %s%n",
          entry.name(),
          ready ? "ready" : alive ? "not ready" : "not running",
          alive ? "pid " + entry.pid() : "",
          entry.address(),
          entry.log());
      out.flush();
    }
    return all;
  }
}
