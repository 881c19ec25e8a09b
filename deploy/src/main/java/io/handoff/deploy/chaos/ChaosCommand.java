package io.handoff.deploy.chaos;

import io.handoff.deploy.time.TimeChaosCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff chaos}. */
@Command(name = "chaos", description = "Breaks things on purpose and checks what is guaranteed.")
public final class ChaosCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: faults, starts or time.");
  }

  /** The command with its sub-commands. */
  public static CommandLine commandLine() {
    return new CommandLine(new ChaosCommand())
        .addSubcommand(new CommandLine(new FaultsCommand()))
        .addSubcommand(new CommandLine(new StartsCommand()))
        .addSubcommand(new CommandLine(new TimeChaosCommand()));
  }
}
