package io.handoff.deploy.security;

import io.handoff.deploy.settings.ConnectionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff security}: who may do what on the broker. */
@Command(name = "security", description = "Says who may do what on the broker.")
public final class SecurityCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private SecurityCommand() {}

  /** The command with its sub-commands, to be added to a root. */
  public static CommandLine commandLine() {
    return new CommandLine(new SecurityCommand())
        .addSubcommand(new SecurityApply(new ConnectionOptions(clients -> clients)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: apply.");
  }
}
