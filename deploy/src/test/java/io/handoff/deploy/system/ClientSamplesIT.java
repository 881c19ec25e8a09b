package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.avro.DeadLetter;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.Addresses;
import io.handoff.deploy.demo.DemoSettings;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.play.Watcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample clients, each against the running system. Comes after all others that share it, for
 * one of its clients is refused. What a client needs must be there in CI; elsewhere its test is
 * skipped.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClientSamplesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path CLIENTS = Path.of("samples", "clients").toAbsolutePath();

  private static final String OUTCOMES =
      """
      customer: asks for a person
      PauseAiAgent: paused
      AssignConversation: grace accepts the offer
      AssignConversation: grace has the conversation
      SendMessage: Grace Moore is with you now.
      grace: answers
      grace: closes the ticket
      CloseConversation: closed, TICKET_CLOSED
      """;

  @TempDir static Path folder;

  private LocalStack stack;

  @BeforeAll
  void start() throws Exception {
    stack = SystemUnderTest.shared();
    DemoSettings.apply(CLIENTS.resolve("shop.yaml"), Addresses.of(stack), line -> {});
  }

  @Test
  void shouldPlayTheConversationInJava17() throws Exception {
    Path java = java17();
    Path libraries = HandoffHome.locate().target().resolve("lib");
    // By name first: a jar of an earlier build may have other classes.
    String classpath = libraries.resolve("handoff-schemas-0.1.0.jar") + ":" + libraries + "/*";
    assertThat(
            play(java.toString(), "-cp", classpath, CLIENTS.resolve("java/Client.java").toString()))
        .isEqualTo(OUTCOMES);
  }

  @Test
  void shouldPlayTheConversationInPython() throws Exception {
    assertThat(play(python(), CLIENTS.resolve("python/client.py").toString())).isEqualTo(OUTCOMES);
  }

  @Test
  void shouldPlayTheConversationInNode() throws Exception {
    Path libraries = CLIENTS.resolve("node/node_modules");
    needed(
        runs("node", "--version") && Files.isDirectory(libraries),
        "Node, and npm ci in samples/clients/node");
    assertThat(play("node", CLIENTS.resolve("node/client.js").toString())).isEqualTo(OUTCOMES);
  }

  /** With librdkafka's default, in a conversation that its hash sends to another partition. */
  @Test
  void shouldRefuseAClientWithAnotherPartitioner() throws Exception {
    String account = "other-partitioner";
    int partitions = Contracts.forOneMachine().partitions();
    String conversation =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "c-" + i)
            .filter(id -> differs(account + "/" + id, partitions))
            .findFirst()
            .orElseThrow();
    String key = account + "/" + conversation;
    Process client =
        client(
            python(),
            CLIENTS.resolve("python/client.py").toString(),
            "--account",
            account,
            "--conversation",
            conversation,
            "--partitioner",
            "consistent_random");
    try (Watcher watcher = new Watcher(stack.endpoints())) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(watcher.deadLetters())
                      .filteredOn(letter -> key.equals(text(letter.getKey())))
                      .extracting(DeadLetter::getService, DeadLetter::getCode)
                      .contains(tuple("trigger-service", "wrong-partition")));
    } finally {
      client.destroy();
    }
  }

  /** Whether librdkafka's default and Kafka's Java client choose different partitions for a key. */
  private static boolean differs(String key, int partitions) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue() % partitions != Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  private static @Nullable String text(@Nullable ByteBuffer key) {
    return key == null ? null : StandardCharsets.UTF_8.decode(key.duplicate()).toString();
  }

  /** What a client prints; fails if it does not end well. */
  private String play(String... command) throws Exception {
    Process client = client(command);
    try {
      assertThat(client.waitFor(PATIENCE)).as("ends in time: %s", List.of(command)).isTrue();
    } finally {
      client.destroy();
    }
    assertThat(client.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
    return Files.readString(folder.resolve("out"));
  }

  private Process client(String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--bootstrap", stack.endpoints().bootstrapServers()));
    all.addAll(List.of("--registry", stack.endpoints().schemaRegistryUrl()));
    return new ProcessBuilder(all)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static Path java17() throws IOException {
    Path usual = Path.of("/usr/lib/jvm");
    try (Stream<Path> jdks = Files.isDirectory(usual) ? Files.list(usual) : Stream.empty()) {
      List<Path> found = jdks.filter(ClientSamplesIT::isJava17).toList();
      needed(!found.isEmpty(), "a JDK 17 in /usr/lib/jvm");
      return found.getFirst().resolve("bin/java");
    }
  }

  private static boolean isJava17(Path jdk) {
    try {
      return Files.isExecutable(jdk.resolve("bin/javac"))
          && Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"17");
    } catch (IOException e) {
      return false;
    }
  }

  /** The first Python that has the packages: Debian's has them where another comes first. */
  private static String python() throws Exception {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (runs(python, "-c", "import confluent_kafka, avro")) {
        return python;
      }
    }
    needed(false, "Python with confluent-kafka and avro");
    throw new IllegalStateException();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void needed(boolean there, String what) {
    if (!there) {
      assertThat(System.getenv("CI")).as("CI must have " + what).isNull();
      Assumptions.abort("There is not " + what + "; see deploy/samples/clients/README.md");
    }
  }
}
