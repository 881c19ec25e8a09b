package io.handoff.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.connect.Profile;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.demo.DemoCommand;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.process.PortTakenException;
import io.handoff.deploy.local.process.Ports;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The whole system on a broker that asks for TLS and a login and lets everybody do only what {@code
 * security apply} gave them.
 */
class SecurityIT {

  private static final String PASSWORD = "for-this-test-only";
  private static final List<String> PEOPLE = List.of("admin", "anna", "ben", "chat", "demo");

  @TempDir private static Path folder;
  private static LocalStack stack;
  private static int securePort;

  /** Output of a command. */
  private record Ran(int exitCode, String output) {}

  @BeforeAll
  static void start() throws Exception {
    makeCertificate();
    for (int tries = 1; stack == null; tries++) {
      try {
        stack = startOnPortsOfItsOwn();
      } catch (
          PortTakenException taken) { // its ports are given by number, so others are chosen here
        if (tries == 5) {
          throw taken;
        }
      }
    }
  }

  private static LocalStack startOnPortsOfItsOwn() throws InterruptedException {
    int port = Ports.free();
    int controller = Ports.free();
    securePort = Ports.free();
    StackPlan plan =
        StackPlan.onFreePorts(folder.resolve("run"))
            .withBroker(
                LocalBroker.Options.defaults()
                    .withPorts(port, controller)
                    .withProperties(brokerProperties(port, controller)))
            .withServices(
                StackPlan.SERVICES.stream()
                    .map(service -> service.withPort(0).withEnvironment(environment(service)))
                    .toList());
    return LocalStack.start(
        HandoffHome.locate(),
        plan,
        endpoints -> {
          Contracts.forOneMachine().prepare(endpoints);
          writeProfiles(endpoints.schemaRegistryUrl());
          Ran applied = applySecurity();
          assertThat(applied.exitCode()).as(applied.output()).isZero();
          assertThat(applied.output())
              .contains("Only editors and the broker's super.users may change settings.");
        },
        step -> {});
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private static Ran applySecurity(String... more) {
    String[] usual = {
      "apply",
      "--profile",
      profile("admin"),
      "--editor",
      "User:anna",
      "--reader",
      "User:anna",
      "--reader",
      "User:ben",
      "--platform",
      "User:chat",
      "--desktop",
      "User:chat",
      "--reader",
      "User:chat",
      "--editor",
      "User:demo",
      "--platform",
      "User:demo",
      "--desktop",
      "User:demo",
      "--reader",
      "User:demo"
    };
    return run(
        SecurityCommand.commandLine(),
        Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void shouldServeConversationsWithNothingButWhatEachRoleIsGiven() throws Exception {
    Path settings = Path.of("samples", "settings", "acme.yaml");
    Ran applied = settings(profile("anna"), "apply", settings.toString());
    assertThat(applied.exitCode()).as(applied.output()).isZero();
    Path conversations = Files.createDirectories(folder.resolve("conversations"));
    for (String name : List.of("01-korean-refund.yaml", "04-english-none.yaml")) {
      Files.copy(Path.of("samples", "conversations", name), conversations.resolve(name));
    }
    Ran played =
        run(
            new CommandLine(new DemoCommand()),
            Stream.concat(
                    Stream.of(
                        "--profile", profile("demo"),
                        "--conversations", conversations.toString()),
                    stack.services().stream()
                        .map(
                            service ->
                                "--service="
                                    + service.spec().instanceId()
                                    + "="
                                    + service.baseUrl()))
                .toArray(String[]::new));
    assertThat(played.exitCode()).as(played.output()).isZero();
    assertThat(played.output()).containsIgnoringCase("settings of account acme are at version");
  }

  @Test
  void shouldRefuseEverybodyElsesSettings() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("other.yaml"),
            "account: other\nagents: [{ id: x }]\nchannels: [{ id: c, type: sms, on: true }]\n");
    for (String somebody : List.of("ben", "chat")) {
      Ran refused = settings(profile(somebody), "apply", file.toString());
      assertThat(refused.exitCode()).as(refused.output()).isEqualTo(SettingsCommand.REFUSED);
      assertThat(refused.output()).contains("not allowed");
    }
    assertThat(settings(profile("anna"), "apply", file.toString()).exitCode()).isZero();
    assertThat(settings(profile("ben"), "show", "other").exitCode()).isZero();
    for (Topic<?> topic : List.of(Topics.SETTINGS_ACCOUNTS, Topics.SETTINGS_HISTORY)) {
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              new HashMap<String, Object>(client("chat")),
              new StringSerializer(),
              new StringSerializer())) {
        Assertions.assertThatThrownBy(
                () -> producer.send(new ProducerRecord<>(topic.name(), "acme", "nonsense")).get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  void shouldRefuseAWrongPasswordAndWhoeverIsNoSuperUser() throws Exception {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.properties"),
            Files.readString(Path.of(profile("anna"))).replace(PASSWORD + "\\\";", "wrong\\\";"));
    Ran login = settings(wrong.toString(), "show", "acme");
    assertThat(login.exitCode()).as(login.output()).isEqualTo(SettingsCommand.REFUSED);
    assertThat(login.output()).contains("the login was refused");
    Ran apply =
        run(
            SecurityCommand.commandLine(),
            "apply",
            "--profile",
            profile("anna"),
            "--editor",
            "User:anna");
    assertThat(apply.exitCode()).as(apply.output()).isEqualTo(SettingsCommand.REFUSED);
    assertThat(apply.output()).contains("use the profile of one of the broker's super.users");
  }

  @Test
  void shouldTellWhoElseMayChangeSettingsAndTakeItAway() {
    Ran another = applySecurity("--editor", "User:old");
    assertThat(another.exitCode()).as(another.output()).isZero();
    Ran found = applySecurity("--dry-run");
    assertThat(found.exitCode()).isEqualTo(1);
    assertThat(found.output()).contains("User:old may change settings, too", "--prune");
    Ran pruned = applySecurity("--prune");
    assertThat(pruned.exitCode()).as(pruned.output()).isZero();
    assertThat(pruned.output()).contains("User:old taken away");
    assertThat(applySecurity("--dry-run").exitCode()).isZero();
  }

  @Test
  void shouldRefuseNamesThatShareGroupsWithServices() {
    Ran usage = applySecurity("--platform", "User:ticket");
    assertThat(usage.exitCode()).isEqualTo(2);
    assertThat(usage.output()).contains("would share those of the services");
  }

  private static Ran settings(String profile, String command, String argument) {
    return run(SettingsCommand.commandLine(List.of()), command, argument, "--profile", profile);
  }

  private static Ran run(CommandLine command, String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int exitCode = command.setOut(writer).setErr(writer).execute(arguments);
    return new Ran(exitCode, output.toString());
  }

  private static String profile(String name) {
    return folder.resolve(name + ".properties").toString();
  }

  private static void writeProfiles(String registry) {
    try {
      for (String name : PEOPLE) {
        String lines =
            Stream.concat(
                    client(name).entrySet().stream()
                        .map(
                            entry -> entry.getKey() + "=" + entry.getValue().replace("\"", "\\\"")),
                    Stream.of("schema.registry.url=" + registry))
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of(profile(name)), lines + "\n");
        assertThat(Profile.read(Path.of(profile(name))).registryUrl()).isEqualTo(registry);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> client(String name) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + securePort,
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(name) + ";",
        "ssl.truststore.location",
        store().toString(),
        "ssl.truststore.password",
        PASSWORD,
        "ssl.truststore.type",
        "PKCS12");
  }

  private static Map<String, String> environment(ServiceSpec service) {
    Map<String, String> environment = new HashMap<>();
    client(service.module())
        .forEach(
            (key, value) ->
                environment.put(
                    key.equals("bootstrap.servers")
                        ? "KAFKA_BOOTSTRAP_SERVERS"
                        : "SPRING_KAFKA_PROPERTIES_"
                            + key.toUpperCase(Locale.ROOT).replace('.', '_'),
                    value));
    return environment;
  }

  private static String login(String name) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
        .formatted(name, PASSWORD);
  }

  private static Map<String, String> brokerProperties(int port, int controller) {
    String users =
        Stream.concat(PEOPLE.stream(), StackPlan.SERVICES.stream().map(ServiceSpec::module))
            .map(name -> "user_%s=\"%s\"".formatted(name, PASSWORD))
            .collect(Collectors.joining(" "));
    return Map.ofEntries(
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(port, securePort, controller)),
        Map.entry(
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(port, securePort)),
        Map.entry(
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
        Map.entry(
            "listener.name.sasl_ssl.plain.sasl.jaas.config", login("broker") + " " + users + ";"),
        Map.entry("ssl.keystore.location", store().toString()),
        Map.entry("ssl.keystore.password", PASSWORD),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        Map.entry("super.users", "User:ANONYMOUS;User:admin"));
  }

  private static Path store() {
    return folder.resolve("store.p12");
  }

  private static void makeCertificate() throws Exception {
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }
}
