package io.handoff.deploy.bench;

import io.handoff.deploy.time.TimerBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff bench}. */
@Command(name = "bench", description = "Measures the services on this machine.")
public final class BenchCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say which: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }

  /** The command with its sub-commands. */
  public static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new CommandLine(new RoutingBenchCommand()))
        .addSubcommand(new CommandLine(new SettingsBenchCommand()))
        .addSubcommand(new CommandLine(new TicketBenchCommand()))
        .addSubcommand(new CommandLine(new TimerBenchCommand()));
  }
}
