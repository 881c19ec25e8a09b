package io.handoff.deploy.connect;

import io.handoff.deploy.local.server.Endpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Where broker and registry are, for commands that need them. An option wins over the profile, the
 * profile over the environment.
 */
public final class EndpointOptions {

  private static final String BROKER = "KAFKA_BOOTSTRAP_SERVERS";
  private static final String REGISTRY = "SCHEMA_REGISTRY_URL";
  private static final String PROFILE = "HANDOFF_PROFILE";

  private final UnaryOperator<@Nullable String> environment;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The broker. Default: the profile's, or the environment's " + BROKER + ".")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry. Default: the profile's, or the environment's " + REGISTRY + ".")
  private @Nullable String registry;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Client properties: where broker and registry are, TLS, SASL, credentials. Default: the"
              + " environment's "
              + PROFILE
              + ".")
  private @Nullable Path profile;

  /** With the environment of this process. */
  public EndpointOptions() {
    this(System::getenv);
  }

  EndpointOptions(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * What they name together.
   *
   * @param commandLine the command that has these options, for what is wrong with them
   */
  public Endpoints endpoints(CommandLine commandLine) {
    Profile read = profile(commandLine);
    return new Endpoints(
        required(
            commandLine, bootstrapServers, read.bootstrapServers(), "--bootstrap-servers", BROKER),
        required(commandLine, registry, read.registryUrl(), "--registry", REGISTRY),
        Map.copyOf(read.security()));
  }

  private Profile profile(CommandLine commandLine) {
    String named = environment.apply(PROFILE);
    Path file = profile != null ? profile : isBlank(named) ? null : Path.of(named);
    try {
      return file == null ? Profile.NONE : Profile.read(file);
    } catch (ProfileException e) {
      throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
    }
  }

  private String required(
      CommandLine commandLine,
      @Nullable String option,
      @Nullable String inProfile,
      String name,
      String variable) {
    for (String value : new String[] {option, inProfile, environment.apply(variable)}) {
      if (!isBlank(value)) {
        return value;
      }
    }
    throw new ParameterException(
        commandLine,
        "Say "
            + name
            + ", or put it into a profile (--profile, "
            + PROFILE
            + "), or set "
            + variable
            + ".");
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
