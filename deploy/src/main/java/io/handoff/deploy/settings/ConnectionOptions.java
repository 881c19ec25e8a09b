package io.handoff.deploy.settings;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
      description = "The broker. Default: the environment's KAFKA_BOOTSTRAP_SERVERS.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "${env:SCHEMA_REGISTRY_URL}",
      description = "The schema registry. Default: the environment's SCHEMA_REGISTRY_URL.")
  private @Nullable String registry;

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
    return clients.apply(
        new SettingsConnection(
            required(bootstrapServers, "--bootstrap-servers", "KAFKA_BOOTSTRAP_SERVERS"),
            required(registry, "--registry", "SCHEMA_REGISTRY_URL"),
            timeout(),
            Map.of()));
  }

  private String required(@Nullable String value, String option, String variable) {
    if (value == null || value.isBlank()) {
      throw new ParameterException(commandLine(), "Say " + option + ", or set " + variable + ".");
    }
    return value;
  }

  private CommandLine commandLine() {
    return mixee.commandLine();
  }
}
