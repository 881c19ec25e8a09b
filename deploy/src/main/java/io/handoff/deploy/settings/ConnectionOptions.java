package io.handoff.deploy.settings;

import io.handoff.deploy.connect.EndpointOptions;
import io.handoff.deploy.local.server.Endpoints;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where broker and registry are, for commands that need them. */
public final class ConnectionOptions {

  private final Function<SettingsConnection, SettingsClients> clients;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec mixee;

  @Mixin private final EndpointOptions endpoints = new EndpointOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long each of them may take to answer. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  /**
   * @param clients makes clients of what was asked for; tests make others
   */
  public ConnectionOptions(Function<SettingsConnection, SettingsClients> clients) {
    this.clients = clients;
  }

  /** How long broker and registry may take to answer. */
  public Duration timeout() {
    if (timeoutSeconds < 1 || timeoutSeconds > 600) {
      throw new ParameterException(commandLine(), "--timeout must be 1 to 600 seconds");
    }
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** Clients of what the options name. */
  public SettingsClients clients() {
    return clients.apply(SettingsConnection.to(endpoints(), timeout()));
  }

  /** Where the options say that broker and registry are. */
  public Endpoints endpoints() {
    return endpoints.endpoints(commandLine());
  }

  private CommandLine commandLine() {
    return mixee.commandLine();
  }
}
