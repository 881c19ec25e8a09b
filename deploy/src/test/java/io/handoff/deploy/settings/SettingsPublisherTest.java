package io.handoff.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.AppliedSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsPublisher.Outcome;
import io.handoff.schemas.Topics;
import io.handoff.settings.SettingsDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsPublisherTest {

  private static final Instant START = Instant.parse("2026-05-01T12:00:00.123456Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String FILE =
      """
      account: acme
      agents: [{ id: anna }]
      channels: [{ id: web, type: web-chat, on: true }]
      """;

  private final MemoryTopics topics = new MemoryTopics();
  private Instant now = START;

  private Outcome apply(SettingsClients clients, String text) {
    return new SettingsPublisher(clients, TIMEOUT, () -> now)
        .apply("acme.yaml", text, "maria", "because");
  }

  private SettingsVersion applied(String text) {
    assertThat(apply(topics, text)).isInstanceOf(Outcome.Applied.class);
    return latest().getCurrent();
  }

  private AccountSettings latest() {
    return new SettingsArchive(topics, TIMEOUT).latest("acme").orElseThrow();
  }

  @Test
  void shouldPublishTheFirstVersionInBothTopics() {
    SettingsVersion version = applied(FILE);
    assertThat(version.getVersion()).isEqualTo(1);
    assertThat(version.getAppliedBy()).isEqualTo("maria");
    assertThat(version.getNote()).isEqualTo("because");
    assertThat(version.getAppliedAt()).isEqualTo("2026-05-01T12:00:00.123Z");
    assertThat(version.getEffectiveAt()).isEqualTo(version.getAppliedAt());
    assertThat(version.getDigest()).isEqualTo(SettingsDocument.digest(version.getDocument()));
    assertThat(SettingsDocument.read(version.getDocument()).channels().get("web").onSince())
        .isEqualTo(version.getAppliedAt());
    assertThat(topics.committed())
        .extracting(record -> record.topic() + " " + record.key())
        .containsExactly("settings.history acme/0000000001", "settings.accounts acme");
    AppliedSettings inHistory = (AppliedSettings) topics.committed().getFirst().value();
    assertThat(inHistory.getVersion().getSources().getFirst().getText()).isEqualTo(FILE);
    assertThat(inHistory.getVersion().getDocument()).isEqualTo(version.getDocument());
  }

  @ParameterizedTest
  @CsvSource({"-600, ahead of", "600, behind"})
  void shouldApplyNothingWhenTheClockIsNotTheBrokers(int seconds, String how) {
    topics.brokerTime(now.plusSeconds(seconds));
    assertThatThrownBy(() -> apply(topics, FILE))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.REFUSED))
        .hasMessageContaining("the clock of this machine is 600 s " + how + " the broker's");
    assertThat(topics.committed()).isEmpty();
  }

  @Test
  void shouldApplyWhenTheClockIsNearlyTheBrokers() {
    topics.brokerTime(now.plusSeconds(2));
    assertThat(applied(FILE).getVersion()).isEqualTo(1);
  }

  @Test
  void shouldMakeNoVersionWhenNothingChanged() {
    applied(FILE);
    now = START.plusSeconds(60);
    assertThat(apply(topics, "# a comment\n" + FILE))
        .isInstanceOfSatisfying(
            Outcome.Unchanged.class,
            unchanged -> assertThat(unchanged.version().getVersion()).isEqualTo(1));
    assertThat(topics.committed()).hasSize(2);
  }

  @Test
  void shouldCountOnAndKeepSinceWhenAChannelWasOn() {
    applied(FILE);
    now = START.plusSeconds(60);
    SettingsVersion second = applied(FILE + "name: Acme\n");
    assertThat(second.getVersion()).isEqualTo(2);
    assertThat(second.getAppliedAt()).isEqualTo("2026-05-01T12:01:00.123Z");
    assertThat(SettingsDocument.read(second.getDocument()).channels().get("web").onSince())
        .isEqualTo("2026-05-01T12:00:00.123Z");
    assertThat(new SettingsArchive(topics, TIMEOUT).history("acme"))
        .extracting(SettingsVersion::getVersion)
        .containsExactly(1L, 2L);
  }

  @Test
  void shouldCountOnFromTheHistoryWhenTheRecordWasDeleted() {
    applied(FILE);
    applied(FILE + "name: Acme\n");
    topics.delete(Topics.SETTINGS_ACCOUNTS, 2);

    assertThat(applied(FILE).getVersion()).isEqualTo(3);
    assertThat(new SettingsArchive(topics, TIMEOUT).history("acme"))
        .extracting(SettingsVersion::getVersion)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldGoOverARecordThatCannotBeReadOnlyWhereThatIsAskedFor() {
    applied(FILE);
    SettingsVersion first = latest().getCurrent();
    MemoryTopics broken = new MemoryTopics();
    broken.publish(Topics.SETTINGS_HISTORY, new AppliedSettings(first));
    broken.publishForeign(Topics.SETTINGS_ACCOUNTS, "acme", new AppliedSettings(first));

    assertThatThrownBy(() -> apply(broken, FILE)).hasMessageContaining("cannot be read");
    assertThat(
            new SettingsPublisher(broken, TIMEOUT, () -> now)
                .apply(
                    new SettingsPublisher.Request(SettingsFiles.of("acme.yaml", FILE), "maria", "")
                        .droppingWaiting()))
        .isInstanceOfSatisfying(
            Outcome.Applied.class,
            applied -> assertThat(applied.version().getVersion()).isEqualTo(2));
    assertThat(new SettingsArchive(broken, TIMEOUT).inForce("acme", now).getVersion()).isEqualTo(2);
  }

  private Outcome apply(String text, Instant effectiveAt, Long basedOn, boolean dropWaiting) {
    return new SettingsPublisher(topics, TIMEOUT, () -> now)
        .apply(
            new SettingsPublisher.Request(
                SettingsFiles.of("acme.yaml", text),
                "maria",
                "",
                effectiveAt,
                basedOn,
                dropWaiting));
  }

  @Test
  void shouldLetAVersionWaitForItsTimeAndThenHold() {
    applied(FILE);
    Instant later = START.plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    assertThat(apply(FILE + "name: Later\n", later, null, false))
        .isInstanceOf(Outcome.Applied.class);
    assertThat(latest().getCurrent().getVersion()).isEqualTo(1);
    assertThat(latest().getNext().getVersion()).isEqualTo(2);
    assertThat(latest().getNext().getEffectiveAt()).isEqualTo(later);
    SettingsArchive archive = new SettingsArchive(topics, TIMEOUT);
    assertThat(archive.inForce("acme", later.minusMillis(1)).getVersion()).isEqualTo(1);
    assertThat(archive.inForce("acme", later).getVersion()).isEqualTo(2);

    now = later;
    assertThat(apply(FILE + "name: Later\n", null, null, false))
        .isInstanceOf(Outcome.Unchanged.class);
    SettingsVersion third = applied(FILE + "name: Last\n");
    assertThat(third.getVersion()).isEqualTo(3);
    assertThat(latest().getNext()).isNull();
  }

  @Test
  void shouldBeRefusedWhenAVersionWaitsUnlessItIsDropped() {
    applied(FILE);
    apply(FILE + "name: Later\n", START.plusSeconds(3600), null, false);
    assertThatThrownBy(() -> apply(topics, FILE + "name: Now\n"))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.REFUSED))
        .hasMessageContaining("version 2 waits");
    assertThat(apply(FILE + "name: Now\n", null, null, true)).isInstanceOf(Outcome.Applied.class);
    assertThat(latest().getCurrent().getVersion()).isEqualTo(3);
    assertThat(latest().getNext()).isNull();
  }

  @Test
  void shouldBeRefusedWhenTheFileWasMadeFromAnOlderVersion() {
    applied(FILE);
    applied(FILE + "name: Other\n");
    assertThatThrownBy(() -> apply(FILE + "name: Mine\n", null, 1L, false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("made from version 1, and version 2 was applied meanwhile");
    assertThat(apply(FILE + "name: Mine\n", null, 2L, false)).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldRefuseATimeForTheFirstVersion() {
    assertThatThrownBy(() -> apply(FILE, START.plusSeconds(60), null, false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("first version");
  }

  @Test
  void shouldKeepAccountsApart() {
    applied(FILE);
    apply(topics, FILE.replace("acme", "acme-2"));
    assertThat(latest().getCurrent().getVersion()).isEqualTo(1);
    assertThat(new SettingsArchive(topics, TIMEOUT).history("acme")).hasSize(1);
  }

  @Test
  void shouldWriteNothingWhenTheFileHasErrors() {
    assertThat(apply(topics, FILE + "colour: red\n"))
        .isInstanceOfSatisfying(
            Outcome.Faulty.class, faulty -> assertThat(faulty.problems()).hasSize(1));
    assertThat(topics.committed()).isEmpty();
  }

  @Test
  void shouldBeRefusedWhenSomebodyElseAppliesMeanwhile() {
    SettingsClients fenced =
        withProducer(
            producer ->
                producer.commitTransactionException = new ProducerFencedException("fenced"));
    assertThatThrownBy(() -> apply(fenced, FILE))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.REFUSED))
        .hasMessageContaining("somebody else");
  }

  @Test
  void shouldSayThatItIsUnknownWhetherItWasWrittenWhenTheCommitIsNotAnswered() {
    SettingsClients slow =
        withProducer(
            producer -> producer.commitTransactionException = new TimeoutException("slow"));
    assertThatThrownBy(() -> apply(slow, FILE))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.kind()).isEqualTo(SettingsException.Kind.UNREACHABLE))
        .hasMessageContaining("look at the history");
  }

  @Test
  void shouldFenceOthersBeforeItReads() {
    List<String> order = new ArrayList<>();
    SettingsClients recording =
        new Forwarding() {
          @Override
          public Producer<String, SpecificRecord> producer(String transactionalId) {
            order.add(transactionalId);
            topics.producer(transactionalId);
            MockProducer<String, SpecificRecord> producer = topics.lastProducer();
            producer.initTransactionException = new TimeoutException("stop here");
            return producer;
          }

          @Override
          public org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer(
              boolean committed) {
            return new MockConsumer<>("earliest") {
              @Override
              public synchronized List<PartitionInfo> partitionsFor(String topic) {
                order.add("read");
                return super.partitionsFor(topic);
              }
            };
          }
        };
    assertThatThrownBy(() -> apply(recording, FILE)).isInstanceOf(SettingsException.class);
    assertThat(order).containsExactly("handoff-settings-acme");
  }

  private class Forwarding implements SettingsClients {
    @Override
    public Producer<String, SpecificRecord> producer(String transactionalId) {
      return topics.producer(transactionalId);
    }

    @Override
    public org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer(boolean committed) {
      return topics.consumer(committed);
    }

    @Override
    public io.handoff.schemas.serde.SchemaRegistryClient registry() {
      return topics.registry();
    }
  }

  private SettingsClients withProducer(
      java.util.function.Consumer<MockProducer<String, SpecificRecord>> change) {
    return new Forwarding() {
      @Override
      public Producer<String, SpecificRecord> producer(String transactionalId) {
        topics.producer(transactionalId);
        change.accept(topics.lastProducer());
        return topics.lastProducer();
      }
    };
  }
}
