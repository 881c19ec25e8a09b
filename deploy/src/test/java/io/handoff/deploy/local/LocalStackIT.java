package io.handoff.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handoff.deploy.local.process.ChildProcess;
import io.handoff.deploy.local.process.ListeningSockets;
import io.handoff.deploy.local.process.ListeningSockets.Listener;
import io.handoff.deploy.local.process.LocalException;
import io.handoff.deploy.local.process.Ports;
import io.handoff.deploy.local.process.RunState;
import io.handoff.deploy.local.process.StackReport;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One stack, one life: it is started, used, shot at, and stopped. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {

  private static final String TOPIC = "things.that-happen";
  private static final List<NewTopic> TOPICS = List.of(new NewTopic(TOPIC, 3, (short) 1));

  /** As Linux writes 127.0.0.1, ::1 and ::ffff:127.0.0.1. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  /**
   * Which of the chosen ports another program takes at once: both of the broker, both of the
   * registry, and after these have chosen again, that of the first service.
   */
  private static final Set<Integer> TAKEN = Set.of(1, 2, 3, 4, 9);

  private static final AtomicInteger CHOICES = new AtomicInteger();
  private static final List<ServerSocket> OTHERS = new CopyOnWriteArrayList<>();

  @TempDir private static Path root;
  private static StackPlan plan;
  private static HandoffHome home;
  private static LocalStack stack;
  private static Set<String> created = Set.of();

  @BeforeAll
  static void start() throws Exception {
    home = Tiny.home(root, "tiny-service");
    plan =
        StackPlan.onFreePorts(home.run("it"))
            .withServices(
                List.of(
                    ServiceSpec.of("tiny-service").withInstanceId("tiny-1"),
                    ServiceSpec.of("tiny-service").withInstanceId("tiny-2")))
            .withBroker(
                LocalBroker.Options.defaults()
                    .withProperties(Map.of("message.max.bytes", "2000000")));
    List<String> progress = new ArrayList<>();
    stack =
        LocalStack.start(
            home,
            plan,
            endpoints -> {
              try (Admin admin = admin(endpoints)) {
                created = TopicAdmin.createAndAwait(admin, TOPICS);
              }
            },
            progress::add,
            LocalStackIT::choose);
    assertThat(progress).hasSize(6);
  }

  private static int choose() {
    int port = Ports.free();
    if (TAKEN.contains(CHOICES.incrementAndGet())) {
      try {
        OTHERS.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return port;
  }

  @AfterAll
  static void stop() throws IOException {
    for (ServerSocket other : OTHERS) {
      other.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void shouldReportTimesAndMemory() {
    StackReport report = stack.report();

    assertThat(report.steps())
        .extracting(StackReport.Step::name)
        .containsExactlyInAnyOrder(
            "broker", "registry", "unpack services", "topics and schemas", "tiny-1", "tiny-2");
    assertThat(report.usage())
        .extracting(StackReport.Usage::name)
        .containsExactlyInAnyOrder(
            "broker", "registry", "tiny-1", "tiny-2", "handoff (this command)");
    assertThat(report.totalResidentBytes()).isBetween(100_000_000L, 3_000_000_000L);
    assertThat(report.toText()).contains("Ready after", "Resident memory", "tiny-2");
  }

  @Test
  @Order(1)
  void shouldStartOnOtherPortsWhereAnotherProgramTookTheChosenOnes() {
    assertThat(OTHERS).hasSize(TAKEN.size());
    assertThat(stack.startsAgain()).isEqualTo(3);
  }

  @Test
  @Order(1)
  void shouldListenOnLoopbackOnly() {
    for (ChildProcess process : List.of(stack.broker().process(), stack.registry().process())) {
      Optional<Set<Listener>> listeners = ListeningSockets.of(process.pid());
      assumeTrue(listeners.isPresent());
      assertThat(listeners.get())
          .as(process.name())
          .hasSizeGreaterThanOrEqualTo(2)
          .extracting(Listener::address)
          .isSubsetOf(LOOPBACK);
    }
  }

  @Test
  @Order(1)
  void shouldRefuseASecondRunInTheSameFolder() {
    assertThatThrownBy(() -> LocalStack.start(home, plan, Preparation.none(), step -> {}))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("alive already");
  }

  @Test
  @Order(1)
  void shouldCreateTopicsOnceAndPassPropertiesOn() throws Exception {
    assertThat(created).containsExactly(TOPIC);
    try (Admin admin = admin(stack.endpoints())) {
      assertThat(TopicAdmin.createAndAwait(admin, TOPICS)).isEmpty();
      assertThatThrownBy(
              () -> TopicAdmin.createAndAwait(admin, List.of(new NewTopic(TOPIC, 9, (short) 1))))
          .isInstanceOf(LocalException.class)
          .hasMessageContaining("has 3 partitions and 9 are wanted");
      assertThatThrownBy(
              () -> TopicAdmin.createAndAwait(admin, List.of(new NewTopic("far", 1, (short) 3))))
          .isInstanceOf(LocalException.class)
          .hasMessageContaining("Topic far could not be created");
    }
    assertThat(Files.readString(plan.runDirectory().resolve("broker/server.properties")))
        .contains("message.max.bytes=2000000");
  }

  @Test
  @Order(1)
  void shouldRefuseASchemaThatIsNotBackwardCompatible() throws Exception {
    assertThat(register("[\\\"string\\\",\\\"long\\\"]")).isEqualTo(200);
    assertThat(register("[\\\"string\\\",\\\"long\\\",\\\"boolean\\\"]")).isEqualTo(200);
    assertThat(register("\\\"boolean\\\"")).isEqualTo(409);
  }

  @Test
  @Order(2)
  void shouldKeepRecordsAndSchemasWhenBrokerAndRegistryAreKilledAndStartedAgain() throws Exception {
    send("one", "two", "three");
    assertThat(values()).containsExactlyInAnyOrder("one", "two", "three");
    String address = stack.broker().bootstrapServers();
    String registry = stack.registry().ccompatUrl();

    stack.broker().kill();
    stack.registry().kill();
    assertThat(stack.broker().process().isAlive()).isFalse();
    stack.broker().restart();
    stack.registry().restart();

    assertThat(stack.broker().bootstrapServers()).isEqualTo(address);
    assertThat(stack.registry().ccompatUrl()).isEqualTo(registry);
    send("four");
    assertThat(values()).containsExactlyInAnyOrder("one", "two", "three", "four");
    assertThat(Tiny.get(registry + "/subjects")).contains("thing-value");
  }

  @Test
  @Order(2)
  void shouldBringAServiceBackWhenItIsKilled() throws Exception {
    ServiceProcess service = stack.service("tiny-2");
    service.kill();
    service.restart();

    assertThat(Tiny.get(service.baseUrl() + "/HANDOFF_INSTANCE_ID")).isEqualTo("tiny-2");
    assertThat(Tiny.get(service.baseUrl() + "/KAFKA_BOOTSTRAP_SERVERS"))
        .isEqualTo(stack.endpoints().bootstrapServers());
    RunState state = RunState.load(plan.stateFile()).orElseThrow();
    assertThat(state.processes()).extracting(RunState.Entry::pid).contains(service.process().pid());
    assertThat(state.processes()).hasSize(4);
  }

  @Test
  @Order(3)
  void shouldLeaveNothingBehindWhenClosed() {
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(4);

    stack.close();

    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(plan.stateFile()).doesNotExist();
  }

  @Test
  @Order(4)
  void shouldStopWhatWasStartedWhenThePreparationFails() {
    assertThatThrownBy(
            () ->
                LocalStack.start(
                    home,
                    plan,
                    endpoints -> {
                      throw new IllegalStateException("no topics today");
                    },
                    step -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no topics today");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  private static Admin admin(Endpoints endpoints) {
    return Admin.create(Map.of("bootstrap.servers", endpoints.bootstrapServers()));
  }

  private static void send(String... values) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.endpoints().bootstrapServers(), "linger.ms", 0);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value, value)).get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static List<String> values() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            stack.endpoints().bootstrapServers(),
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(TOPIC, 0),
              new TopicPartition(TOPIC, 1),
              new TopicPartition(TOPIC, 2));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long total =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      List<String> values = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                  values.add(found.value());
                }
                return values.size() >= total;
              });
      return values;
    }
  }

  private static int register(String schema) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(stack.registry().ccompatUrl() + "/subjects/thing-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"" + schema + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
