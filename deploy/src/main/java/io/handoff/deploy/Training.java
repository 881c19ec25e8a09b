package io.handoff.deploy;

import io.handoff.avro.AppliedSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the ahead-of-time cache of the command is recorded from: what people call most, one after
 * the other in one JVM. It needs no broker; commands that want one get no answer. Nobody sees the
 * output.
 */
final class Training {
  private Training() {}

  /** Of what a broker answers; without one nothing else would load it. */
  private static final List<String> APIS =
      List.of(
          "ApiVersions",
          "Metadata",
          "FindCoordinator",
          "InitProducerId",
          "AddPartitionsToTxn",
          "Produce",
          "EndTxn",
          "ListOffsets",
          "Fetch");

  /**
   * Runs commands of a kind: {@code plain} reads files only, {@code broker} connects, {@code
   * preview} plays conversations.
   */
  public static void main(String[] arguments) throws IOException {
    Path deploy = Path.of(System.getProperty("handoff.home", ".")).resolve("deploy");
    String settings = deploy.resolve("samples/settings/acme.yaml").toString();
    switch (arguments[0]) {
      case "plain" -> {
        call("--help");
        call("settings", "--help");
        call("settings", "validate", settings);
      }
      case "broker" -> {
        // Commands look whether somebody listens there, before they open a client.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
          withoutAnswer("127.0.0.1:" + silent.getLocalPort(), settings);
        }
      }
      case "preview" -> {
        Path conversations = deploy.resolve("samples/conversations");
        for (String name : List.of("03-english-no-answer.yaml", "01-korean-refund.yaml")) {
          String conversation = conversations.resolve(name).toString();
          call("preview", "--settings", settings, "--conversation", conversation);
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void withoutAnswer(String silent, String settings) throws IOException {
    String registry = "http://127.0.0.1:" + closedPort();
    String[] broker = {"--bootstrap-servers", silent, "--registry", registry, "--timeout", "1"};
    call(with(broker, "settings", "apply", settings));
    call(with(broker, "settings", "show", "acme"));
    call(with(broker, "why", "00000000"));
    for (String api : APIS) {
      for (String kind : List.of("Request", "Response")) {
        load("org.apache.kafka.common.requests." + api + kind);
        load("org.apache.kafka.common.message." + api + kind + "Data");
      }
    }
    load("org.apache.kafka.common.protocol.Errors");
    var connection = new SettingsConnection(silent, registry, Duration.ofMillis(100), Map.of());
    try (var consumer = connection.consumer(true)) {
      TopicPartition partition = new TopicPartition(Topics.SETTINGS_ACCOUNTS.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      consumer.poll(Duration.ofMillis(100));
    }
    var decoder = new AvroDecoder<>(Topics.SETTINGS_ACCOUNTS.valueType(), connection.registry());
    try {
      decoder.decode(new byte[] {0, 0, 0, 0, 1, 0});
    } catch (KafkaException e) {
      // As was to be expected: there is no registry.
    }
    AppliedSettings record =
        new AppliedSettings(
            SettingsVersion.newBuilder()
                .setAccountId("acme")
                .setVersion(1)
                .setEffectiveAt(Instant.EPOCH)
                .setAppliedAt(Instant.EPOCH)
                .setAppliedBy("")
                .setDigest("")
                .setDocument("{}")
                .build());
    AppliedSettings.getDecoder().decode(AppliedSettings.getEncoder().encode(record));
    JsonMapper.shared().writeValueAsString(Map.of("version", 1L));
  }

  private static String[] with(String[] options, String... command) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  private static void call(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Handoff.commandLine(arguments).setOut(nowhere).setErr(nowhere).execute(arguments);
  }

  private static void load(String type) {
    try {
      Class.forName(type);
    } catch (ClassNotFoundException e) {
      // Another version of the client has another name for it; the rest is loaded all the same.
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
