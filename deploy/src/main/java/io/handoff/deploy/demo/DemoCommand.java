package io.handoff.deploy.demo;

import io.handoff.deploy.connect.Profile;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.RunState;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.ThreadTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff demo}: the whole system on this machine, with conversations and their story. */
@Command(
    name = "demo",
    description = {
      "Starts broker, registry and the four services, plays conversations, prints what became of"
          + " them, and stops everything again.",
      "",
      "Examples:",
      "  deploy/handoff demo                          the sample conversations",
      "  deploy/handoff demo --keep                   … and leave everything running",
      "  deploy/handoff demo --replay threads.tsv     a table of real threads",
      "  deploy/handoff demo --json                   the same story as JSON lines",
      "  deploy/handoff demo --bootstrap-servers HOST:PORT --registry URL",
      "                                               to a running system"
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--keep",
      description = "Leave everything running and print the addresses; stop it with 'demo --stop'.")
  private boolean keep;

  @Option(names = "--stop", description = "Stop what 'demo --keep' left running.")
  private boolean stop;

  @Option(names = "--json", description = "Print JSON lines; progress goes to standard error.")
  private boolean json;

  @Option(
      names = "--all",
      description =
          "Also tell what tells little: why no rule fired, triggers while a handoff is open,"
              + " counters.")
  private boolean all;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Play the threads of a tab-separated table with their own times. With a demo that was"
              + " kept running, they are played to that one.")
  private @Nullable Path replay;

  @Option(
      names = "--columns",
      paramLabel = "NAME=COLUMN,…",
      description =
          "Names of the table's columns for conversation, id, author, role, time, text. Default:"
              + " conv_root, tweet_id, author, role, created_at, text.")
  private @Nullable String columns;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings to play with. Default: deploy/samples/settings.")
  private @Nullable Path settings;

  @Option(
      names = "--conversations",
      paramLabel = "DIR",
      description = "Conversations to play. Default: deploy/samples/conversations.")
  private @Nullable Path conversations;

  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      description = "Where data, state and logs are. Default: deploy/target/run/demo.")
  private @Nullable Path runDirectory;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Play to the system on this broker instead of starting one; needs --registry.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry of that system.")
  private @Nullable String registry;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Client properties that name that system and how to log in there.")
  private @Nullable Path profile;

  @Option(
      names = "--service",
      paramLabel = "NAME=URL",
      description =
          "Address of a service of that system, once for each; the demo waits until it decides"
              + " with the sample settings.")
  private Map<String, String> services = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    HandoffHome home = HandoffHome.locate();
    Path folder =
        (runDirectory == null ? home.run("demo") : runDirectory).toAbsolutePath().normalize();
    StackPlan plan = StackPlan.onFreePorts(folder);
    PrintWriter progress = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    if (stop) {
      return stop(plan, progress);
    }
    Demo demo =
        new Demo(
            home,
            settings,
            conversations,
            replay,
            columns == null
                ? ThreadTable.Columns.DEFAULT
                : ThreadTable.Columns.DEFAULT.with(columns),
            json,
            all,
            spec.commandLine().getOut(),
            progress);
    if (replay != null && !Files.isReadable(replay)) {
      throw new ParameterException(spec.commandLine(), replay + " cannot be read.");
    }
    if (bootstrapServers != null || registry != null || profile != null) {
      return demo.play(elsewhere()) ? 0 : 1;
    }
    if (RunState.load(plan.stateFile()).map(RunState::isAlive).orElse(false)) {
      progress.println("Playing to the demo that is running in " + folder);
      return demo.play(Addresses.load(folder)) ? 0 : 1;
    }
    return fresh(home, plan, folder, demo, progress);
  }

  private Addresses elsewhere() {
    Profile read = profile == null ? Profile.NONE : Profile.read(profile);
    String broker = bootstrapServers == null ? read.bootstrapServers() : bootstrapServers;
    String schemas = registry == null ? read.registryUrl() : registry;
    if (broker == null || schemas == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--bootstrap-servers and --registry need each other, or a --profile that has both.");
    }
    return new Addresses(new Endpoints(broker, schemas, read.security()), services);
  }

  private int fresh(HandoffHome home, StackPlan plan, Path folder, Demo demo, PrintWriter progress)
      throws Exception {
    RunFolder.clear(folder);
    progress.println("Starting broker, schema registry and four services …");
    progress.flush();
    try (LocalStack stack =
        LocalStack.start(
            home,
            plan,
            Contracts.forOneMachine(),
            step -> {
              progress.println("  " + step);
              progress.flush();
            })) {
      Addresses addresses = Addresses.of(stack);
      boolean asExpected = demo.play(addresses);
      demo.report(stack.report());
      if (keep) {
        addresses.save(folder);
        stack.keep();
        progress.print(addresses.toText());
        progress.println("Stop it with: deploy/handoff demo --stop");
        progress.flush();
      }
      return asExpected ? 0 : 1;
    }
  }

  private static int stop(StackPlan plan, PrintWriter progress) throws InterruptedException {
    int stopped = RunFolder.stop(plan.stateFile(), java.time.Duration.ofSeconds(20));
    if (stopped == 0) {
      throw new PlayException("No demo is running in " + plan.runDirectory() + ".");
    }
    progress.println("Stopped " + stopped + " processes.");
    progress.flush();
    return 0;
  }
}
