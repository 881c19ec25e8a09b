package io.handoff.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.local.TopicAdmin;
import io.handoff.deploy.local.process.ProcessGroup;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.LocalBroker;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions on a real broker: transactions, fencing, open transactions of others. */
class SettingsIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final List<Topic<?>> TOPICS =
      List.of(Topics.SETTINGS_ACCOUNTS, Topics.SETTINGS_HISTORY);

  @TempDir private static Path folder;
  private static final ProcessGroup GROUP = new ProcessGroup();
  private static SettingsConnection connection =
      new SettingsConnection("", "memory://settings-it", TIMEOUT, Map.of());

  @BeforeAll
  static void start() throws Exception {
    LocalBroker broker =
        LocalBroker.start(
            HandoffHome.locate(),
            GROUP,
            folder,
            LocalBroker.Options.defaults()
                .withProperties(
                    Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")));
    connection =
        new SettingsConnection(
            broker.bootstrapServers(), "memory://settings-it", TIMEOUT, Map.of());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicAdmin.createAndAwait(
          admin,
          TOPICS.stream()
              .map(topic -> new NewTopic(topic.name(), 1, (short) 1).configs(topic.config()))
              .toList());
    }
    SchemaRegistryClient registry = connection.registry();
    TOPICS.forEach(
        topic ->
            registry.register(topic.subject(), SpecificData.get().getSchema(topic.valueType())));
  }

  @AfterAll
  static void stop() {
    GROUP.close();
  }

  private static Outcome apply(String account, String name) {
    String text =
        "account: %s\nname: %s\nagents: [{ id: x }]\nchannels: [{ id: c, type: sms, on: true }]"
            .formatted(account, name);
    return new SettingsPublisher(connection, TIMEOUT, InstantSource.system())
        .apply(account + ".yaml", text, "it", "");
  }

  private static List<Long> versions(String account) {
    return new SettingsArchive(connection, TIMEOUT)
        .history(account).stream().map(SettingsVersion::getVersion).toList();
  }

  @Test
  void shouldCountVersionsAndKeepThemAll() {
    assertThat(apply("one", "A")).isInstanceOf(Outcome.Applied.class);
    assertThat(apply("one", "A")).isInstanceOf(Outcome.Unchanged.class);
    assertThat(apply("one", "B")).isInstanceOf(Outcome.Applied.class);
    assertThat(versions("one")).containsExactly(1L, 2L);
    assertThat(
            new SettingsArchive(connection, TIMEOUT)
                .latest("one")
                .orElseThrow()
                .getCurrent()
                .getVersion())
        .isEqualTo(2);
  }

  @Test
  void shouldSeeItsOwnVersionBehindAnOpenTransactionOfAnother() {
    apply("seed", "A");
    AccountSettings seed = new SettingsArchive(connection, TIMEOUT).latest("seed").orElseThrow();
    SettingsConnection impatient =
        new SettingsConnection(
            connection.bootstrapServers(),
            connection.registryUrl(),
            TIMEOUT,
            Map.of("transaction.timeout.ms", 3_000));
    try (Producer<String, SpecificRecord> other = impatient.producer("handoff-settings-other");
        Producer<String, SpecificRecord> earlier = connection.producer("handoff-settings-two")) {
      begin(other, "other", seed);
      begin(earlier, "two", seed);
      earlier.commitTransaction();
      // Committed, but hidden behind the other's transaction until the broker ends that one.
      assertThat(apply("two", "B"))
          .isInstanceOfSatisfying(
              Outcome.Applied.class,
              applied -> assertThat(applied.version().getVersion()).isEqualTo(2));
    }
    assertThat(new SettingsArchive(connection, TIMEOUT).latest("other")).isEmpty();
  }

  private static void begin(
      Producer<String, SpecificRecord> producer, String account, AccountSettings settings) {
    producer.initTransactions();
    producer.beginTransaction();
    var unused =
        producer.send(new ProducerRecord<>(Topics.SETTINGS_ACCOUNTS.name(), account, settings));
    producer.flush();
  }

  @Test
  void shouldRefuseAllButOneWhenManyApplyAtOnce() throws InterruptedException {
    apply("three", "start");
    int applied = 1;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "name " + i;
        outcomes.add(threads.submit(() -> apply("three", name)));
      }
      for (Future<Outcome> outcome : outcomes) {
        try {
          assertThat(outcome.get()).isInstanceOf(Outcome.Applied.class);
          applied++;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  SettingsException.class,
                  cause -> assertThat(cause.kind()).isEqualTo(Kind.REFUSED));
        }
      }
    }
    assertThat(versions("three")).hasSize(applied);
    assertThat(versions("three").getLast()).isEqualTo(applied);
  }

  @Test
  void shouldSaySoWhenTheTopicsAreMissing() {
    SettingsConnection elsewhere =
        new SettingsConnection(
            connection.bootstrapServers(), "memory://empty", Duration.ofSeconds(3), Map.of());
    assertThatThrownBy(
            () ->
                new SettingsPublisher(elsewhere, TIMEOUT, InstantSource.system())
                    .apply("f", "account: four", "it", ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("lacks the schemas");
  }
}
