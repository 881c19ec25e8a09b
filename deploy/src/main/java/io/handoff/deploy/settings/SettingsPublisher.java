package io.handoff.deploy.settings;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.AppliedSettings;
import io.handoff.avro.SettingsSource;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.TrustedClasses;
import io.handoff.settings.AccountConfig;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.Problem;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Makes the next version of an account's settings from a file.
 *
 * <p>The version goes to {@code settings.history}, with the file itself, and to {@code
 * settings.accounts}, without it, in one transaction: both or none. Versions of an account count
 * from 1 without gaps. One at a time: the transactional id is the account's, and the latest version
 * is read after earlier writers were fenced off, so that of two who apply at once one is refused
 * and none is overwritten unseen.
 */
public final class SettingsPublisher {

  private static final String TRANSACTIONAL_ID = "handoff-settings-";

  private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

  private final SettingsClients clients;
  private final SettingsArchive archive;
  private final InstantSource clock;
  private final SettingsParser parser = new SettingsParser();

  /** What became of a file. */
  public sealed interface Outcome {

    /**
     * It is a version now, and holds.
     *
     * @param warnings what is legal but surprising
     */
    record Applied(SettingsVersion version, List<Problem> warnings) implements Outcome {}

    /** It says what the current version says; nothing was written. */
    record Unchanged(SettingsVersion version, List<Problem> warnings) implements Outcome {}

    /** It has errors; nothing was written. */
    record Faulty(List<Problem> problems) implements Outcome {}
  }

  /**
   * @param timeout how long reading a topic may take
   */
  public SettingsPublisher(SettingsClients clients, Duration timeout, InstantSource clock) {
    this.clients = clients;
    this.archive = new SettingsArchive(clients, timeout);
    this.clock = clock;
    TrustedClasses.install();
  }

  /**
   * Applies a file.
   *
   * @param sourceName the file's name without folders; kept, and used in problems
   * @param text the file
   * @param appliedBy who applies it
   * @param note why; may be empty
   * @throws SettingsException if the broker or registry do not answer, or somebody else applied
   *     meanwhile
   */
  public Outcome apply(String sourceName, String text, String appliedBy, String note) {
    ParsedSettings alone = parser.parse(sourceName, text, Strictness.STRICT);
    AccountConfig account = alone.config();
    if (account == null) {
      return new Outcome.Faulty(alone.problems());
    }
    File file = new File(sourceName, text, appliedBy, note);
    try {
      Producer<String, SpecificRecord> producer =
          clients.producer(TRANSACTIONAL_ID + account.accountId());
      try {
        return apply(producer, account.accountId(), file);
      } finally {
        // Without a limit it would wait for a broker that is gone.
        producer.close(CLOSE_GRACE);
      }
    } catch (KafkaException e) {
      throw explained(e, "");
    }
  }

  private Outcome apply(Producer<String, SpecificRecord> producer, String accountId, File file) {
    producer.initTransactions();
    Optional<AccountSettings> before = archive.latest(accountId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AccountConfig previous = before.flatMap(SettingsPublisher::config).orElse(null);
    ParsedSettings parsed =
        parser.parse(file.name(), file.text(), Strictness.STRICT, now, previous);
    AccountConfig config = parsed.config();
    if (config == null) {
      return new Outcome.Faulty(parsed.problems());
    }
    String document = SettingsDocument.write(config);
    String digest = SettingsDocument.digest(document);
    SettingsVersion current = before.map(AccountSettings::getCurrent).orElse(null);
    if (current != null && current.getDigest().equals(digest)) {
      return new Outcome.Unchanged(current, parsed.warnings());
    }
    SettingsVersion version =
        SettingsVersion.newBuilder()
            .setAccountId(accountId)
            .setVersion(before.map(SettingsPublisher::lastVersion).orElse(0L) + 1)
            .setEffectiveAt(now)
            .setAppliedAt(now)
            .setAppliedBy(file.appliedBy())
            .setNote(file.note())
            .setDigest(digest)
            .setDocument(document)
            .setSources(List.of(new SettingsSource(file.name(), file.text())))
            .build();
    write(producer, version);
    return new Outcome.Applied(version, parsed.warnings());
  }

  private record File(String name, String text, String appliedBy, String note) {}

  private static void write(Producer<String, SpecificRecord> producer, SettingsVersion version) {
    producer.beginTransaction();
    try {
      send(producer, Topics.SETTINGS_HISTORY, new AppliedSettings(version));
      SettingsVersion withoutSources =
          SettingsVersion.newBuilder(version).setSources(List.of()).build();
      send(
          producer,
          Topics.SETTINGS_ACCOUNTS,
          AccountSettings.newBuilder()
              .setAccountId(version.getAccountId())
              .setCurrent(withoutSources)
              .build());
    } catch (KafkaException e) {
      abort(producer, e);
      throw e;
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw explained(e, "; look at the history to see whether the version was written");
    }
  }

  private static <V extends SpecificRecord> void send(
      Producer<String, SpecificRecord> producer, Topic<V> topic, V value) {
    // A failure to send fails the commit, so the future need not be watched.
    var unused = producer.send(new ProducerRecord<>(topic.name(), topic.key(value), value));
  }

  private static void abort(Producer<String, SpecificRecord> producer, KafkaException reason) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      reason.addSuppressed(e); // Closing leaves it to the broker, which aborts after its timeout.
    }
  }

  /** Settings of the current version; empty where this version of the project cannot read them. */
  private static Optional<AccountConfig> config(AccountSettings settings) {
    return new SettingsParser()
        .parse("document", settings.getCurrent().getDocument(), Strictness.LENIENT)
        .settings();
  }

  private static long lastVersion(AccountSettings settings) {
    SettingsVersion next = settings.getNext();
    long current = settings.getCurrent().getVersion();
    return next == null ? current : Math.max(current, next.getVersion());
  }

  private static SettingsException explained(KafkaException e, String advice) {
    if (SettingsException.causedBy(e, ProducerFencedException.class)
        || SettingsException.causedBy(e, InvalidProducerEpochException.class)) {
      return new SettingsException(
          Kind.REFUSED,
          "somebody else applied settings to this account meanwhile; look at the history and apply"
              + " again",
          e);
    }
    if (SettingsException.causedBy(e, RecordTooLargeException.class)) {
      return new SettingsException(
          Kind.REFUSED, "the settings are too large for the broker: " + e.getMessage(), e);
    }
    return SettingsException.of(e, advice);
  }
}
