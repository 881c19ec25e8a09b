package io.handoff.deploy.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.deploy.local.server.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ProfileTest {

  private static final String SASL =
      """
      bootstrap.servers=kafka-1:9093,kafka-2:9093
      schema.registry.url=https://registry/apis/ccompat/v7
      security.protocol=SASL_SSL
      sasl.mechanism=SCRAM-SHA-512
      sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
          username="anna" password="${env:PATH}";
      basic.auth.credentials.source=USER_INFO
      basic.auth.user.info=anna:secret
      """;

  @TempDir private Path folder;

  @Command(name = "any")
  private static final class Any {
    @Mixin private final EndpointOptions endpoints;

    Any(Map<String, String> environment) {
      endpoints = new EndpointOptions(environment::get);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("team.properties"), text);
  }

  private static Endpoints endpoints(Map<String, String> environment, String... arguments) {
    Any any = new Any(environment);
    CommandLine command = new CommandLine(any);
    command.parseArgs(arguments);
    return any.endpoints.endpoints(command);
  }

  @Test
  void shouldGiveClientsWhatTheFileSays() throws IOException {
    Endpoints endpoints = endpoints(Map.of(), "--profile", file(SASL).toString());
    assertThat(endpoints.clientConfig())
        .containsEntry("bootstrap.servers", "kafka-1:9093,kafka-2:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    assertThat(endpoints.registryConfig())
        .containsEntry("schema.registry.url", "https://registry/apis/ccompat/v7")
        .containsEntry("basic.auth.user.info", "anna:secret");
  }

  @Test
  void shouldTakeSecretsFromTheEnvironment() throws IOException {
    Endpoints endpoints = endpoints(Map.of(), "--profile", file(SASL).toString());
    assertThat(
            new AdminClientConfig(endpoints.clientConfig()).getPassword("sasl.jaas.config").value())
        .contains("password=\"" + System.getenv("PATH"));
  }

  @Test
  void shouldNotPrintSecrets() throws IOException {
    Path file = file(SASL);
    assertThat(Profile.read(file).toString() + endpoints(Map.of(), "--profile", file.toString()))
        .contains("kafka-1")
        .doesNotContain("secret", "anna");
  }

  @Test
  void shouldPreferAnOptionToTheProfileAndTheProfileToTheEnvironment() throws IOException {
    Map<String, String> environment =
        Map.of(
            "HANDOFF_PROFILE", file("bootstrap.servers=profile:1\n").toString(),
            "KAFKA_BOOTSTRAP_SERVERS", "environment:1",
            "SCHEMA_REGISTRY_URL", "http://environment");
    assertThat(endpoints(environment).toString()).isEqualTo("profile:1, http://environment");
    assertThat(endpoints(environment, "--bootstrap-servers", "option:1").bootstrapServers())
        .isEqualTo("option:1");
  }

  @Test
  void shouldNameEveryMistake() throws IOException {
    Path file =
        file("sasl.mecanism=PLAIN\ngroup.id=x\nsecurity.protocol=\nbootstrap.servers=kafka:9092\n");
    assertThatThrownBy(() -> endpoints(Map.of(), "--profile", file.toString()))
        .hasMessageContaining("'sasl.mecanism' says nothing about a connection")
        .hasMessageContaining("did you mean 'sasl.mechanism'?")
        .hasMessageContaining("'group.id' says nothing about a connection")
        .hasMessageContaining("'security.protocol' has no value")
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThatThrownBy(() -> endpoints(Map.of(), "--registry", "http://r"))
        .hasMessage(
            "Say --bootstrap-servers, or put it into a profile (--profile, HANDOFF_PROFILE), or set"
                + " KAFKA_BOOTSTRAP_SERVERS.");
    assertThatThrownBy(() -> endpoints(Map.of(), "--profile", "nowhere.properties"))
        .hasMessage("The profile nowhere.properties does not exist.");
  }
}
