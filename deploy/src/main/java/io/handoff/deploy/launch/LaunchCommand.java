package io.handoff.deploy.launch;

import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsConnection;
import java.time.InstantSource;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff launch}: turns channels on and off, and says what they lack. */
@Command(
    name = "launch",
    description = "Checks whether a channel is ready, and turns it on or off.",
    footer = {
      "",
      "Examples:",
      "  deploy/handoff launch check web --settings acme.yaml",
      "  deploy/handoff launch on web --account acme --note 'after the rehearsal'",
      "  deploy/handoff launch off web --account acme"
    })
public final class LaunchCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private LaunchCommand() {}

  /** The command with its sub-commands, to be added to a root. */
  public static CommandLine create() {
    return create(connection -> connection, InstantSource.system());
  }

  /** The same with other clients and another clock, for tests. */
  static CommandLine create(
      Function<SettingsConnection, SettingsClients> clients, InstantSource clock) {
    return new CommandLine(new LaunchCommand())
        .addSubcommand(new LaunchCheck(new ConnectionOptions(clients), clock))
        .addSubcommand("on", new LaunchSwitch(new ConnectionOptions(clients), clock, true))
        .addSubcommand("off", new LaunchSwitch(new ConnectionOptions(clients), clock, false));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: check, on or off.");
  }
}
