package io.handoff.deploy.settings;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.AppliedSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.TrustedClasses;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next version of an account's settings from a file.
 *
 * <p>The version goes to {@code settings.history}, with the file itself, and to {@code
 * settings.accounts}, without it, in one transaction: both or none. Versions of an account count
 * from 1 without gaps, also where its record was deleted meanwhile. One at a time: the
 * transactional id is the account's, and the latest version is read after earlier writers were
 * fenced off, so that of two who apply at once one is refused and none is overwritten unseen.
 *
 * <p>A version counts from this machine's time, and what customers send is compared with the
 * broker's. So nothing is applied where the two differ by more than two seconds.
 */
public final class SettingsPublisher {

  /** What the transactional ids of all that apply settings begin with; the account follows. */
  public static final String TRANSACTIONAL_ID = "handoff-settings-";

  private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

  /** How far the clock of this machine may be from the broker's. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

  private final SettingsClients clients;
  private final Duration timeout;
  private final InstantSource clock;

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
    this.timeout = timeout;
    this.clock = clock;
    TrustedClasses.install();
  }

  /**
   * Settings to apply.
   *
   * @param files the file and those that it includes; kept, byte for byte
   * @param appliedBy who applies it
   * @param note why; may be empty
   * @param effectiveAt from when on it holds, in the future; null: at once
   * @param basedOn the newest version that whoever made the file has seen; null: whatever there is
   * @param dropWaiting whether what is there is gone over: a version that waits for its time, and a
   *     record that cannot be read
   */
  public record Request(
      SettingsFiles files,
      String appliedBy,
      String note,
      @Nullable Instant effectiveAt,
      @Nullable Long basedOn,
      boolean dropWaiting) {

    /** To hold at once, whatever there is. */
    public Request(SettingsFiles files, String appliedBy, String note) {
      this(files, appliedBy, note, null, null, false);
    }

    /** The same, in place of a version that waits for its time, or of what cannot be read. */
    public Request droppingWaiting() {
      return new Request(files, appliedBy, note, effectiveAt, basedOn, true);
    }
  }

  /** Applies a text at once, whatever there is. */
  public Outcome apply(String sourceName, String text, String appliedBy, String note) {
    return apply(new Request(SettingsFiles.of(sourceName, text), appliedBy, note));
  }

  /**
   * Applies settings.
   *
   * @throws SettingsException if the broker or registry do not answer, or somebody else applied
   *     meanwhile, or another version waits for its time, or this machine's clock is wrong
   */
  public Outcome apply(Request request) {
    ParsedSettings alone = request.files().parse();
    AccountConfig account = alone.config();
    if (account == null) {
      return new Outcome.Faulty(alone.problems());
    }
    try {
      Producer<String, SpecificRecord> producer =
          clients.producer(TRANSACTIONAL_ID + account.accountId());
      try {
        producer.initTransactions();
        return apply(producer, new SettingsArchive(clients, timeout), account.accountId(), request);
      } finally {
        // Without a limit it would wait for a broker that is gone.
        producer.close(CLOSE_GRACE);
      }
    } catch (KafkaException e) {
      throw explained(e, "");
    }
  }

  private Outcome apply(
      Producer<String, SpecificRecord> producer,
      SettingsArchive archive,
      String accountId,
      Request request) {
    Optional<AccountSettings> before =
        request.dropWaiting() ? archive.latestReadable(accountId) : archive.latest(accountId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SettingsVersion current = before.map(s -> SettingsArchive.inForce(s, now)).orElse(null);
    SettingsVersion waiting = before.map(s -> waiting(s, now)).orElse(null);
    long newest =
        before
            .map(SettingsPublisher::lastVersion)
            .orElseGet(() -> lastInHistory(archive, accountId));
    refuse(request, current, waiting, newest);
    Instant wanted = request.effectiveAt();
    Instant effectiveAt = wanted == null ? now : wanted.truncatedTo(ChronoUnit.MILLIS);
    AccountConfig previous = current == null ? null : config(current).orElse(null);
    ParsedSettings parsed = request.files().parse(effectiveAt, previous);
    AccountConfig config = parsed.config();
    if (config == null) {
      return new Outcome.Faulty(parsed.problems());
    }
    String document = SettingsDocument.write(config);
    String digest = SettingsDocument.digest(document);
    if (current != null && waiting == null && current.getDigest().equals(digest)) {
      return new Outcome.Unchanged(current, parsed.warnings());
    }
    SettingsVersion version =
        SettingsVersion.newBuilder()
            .setAccountId(accountId)
            .setVersion(newest + 1)
            .setEffectiveAt(effectiveAt)
            .setAppliedAt(now)
            .setAppliedBy(request.appliedBy())
            .setNote(request.note())
            .setDigest(digest)
            .setDocument(document)
            .setSources(request.files().sources())
            .build();
    write(producer, version, wanted == null ? null : current);
    return new Outcome.Applied(version, parsed.warnings());
  }

  private static void refuse(
      Request request,
      @Nullable SettingsVersion current,
      @Nullable SettingsVersion waiting,
      long newest) {
    if (waiting != null && !request.dropWaiting()) {
      throw new SettingsException(
          Kind.REFUSED,
          "version %d waits to hold from %s and would undo this one then; drop it with"
                  .formatted(waiting.getVersion(), waiting.getEffectiveAt())
              + " --drop-waiting, or apply again after that time");
    }
    Long basedOn = request.basedOn();
    if (basedOn != null && basedOn != newest) {
      throw new SettingsException(
          Kind.REFUSED,
          "the file was made from version %d, and version %d was applied meanwhile"
              .formatted(basedOn, newest));
    }
    if (request.effectiveAt() != null && current == null) {
      throw new SettingsException(
          Kind.REFUSED, "the first version of an account holds at once; leave the time out");
    }
  }

  private static @Nullable SettingsVersion waiting(AccountSettings settings, Instant now) {
    SettingsVersion next = settings.getNext();
    return next != null && now.isBefore(next.getEffectiveAt()) ? next : null;
  }

  /**
   * @param until what holds until the version does; null: it holds at once
   */
  private void write(
      Producer<String, SpecificRecord> producer,
      SettingsVersion version,
      @Nullable SettingsVersion until) {
    producer.beginTransaction();
    try {
      Instant begun = clock.instant();
      RecordMetadata appended =
          appended(send(producer, Topics.SETTINGS_HISTORY, new AppliedSettings(version)));
      compareClocks(begun, appended, clock.instant());
      SettingsVersion withoutSources =
          SettingsVersion.newBuilder(version).setSources(List.of()).build();
      // A failure to send fails the commit, so the future need not be watched.
      var unused =
          send(
              producer,
              Topics.SETTINGS_ACCOUNTS,
              AccountSettings.newBuilder()
                  .setAccountId(version.getAccountId())
                  .setCurrent(until == null ? withoutSources : until)
                  .setNext(until == null ? null : withoutSources)
                  .build());
    } catch (KafkaException | SettingsException e) {
      abort(producer, e);
      throw e;
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw explained(e, "; look at the history to see whether the version was written");
    }
  }

  private static <V extends SpecificRecord> Future<RecordMetadata> send(
      Producer<String, SpecificRecord> producer, Topic<V> topic, V value) {
    return producer.send(new ProducerRecord<>(topic.name(), topic.key(value), value));
  }

  /** Waits for the broker's answer, which the commit would wait for otherwise. */
  private static RecordMetadata appended(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The broker took the record between the two moments, by its own clock. */
  private static void compareClocks(Instant begun, RecordMetadata appended, Instant ended) {
    if (!appended.hasTimestamp()) {
      return;
    }
    Instant broker = Instant.ofEpochMilli(appended.timestamp());
    Duration ahead = Duration.between(broker, begun);
    Duration behind = Duration.between(ended, broker);
    Duration most = ahead.compareTo(behind) > 0 ? ahead : behind;
    if (most.compareTo(CLOCKS_DIFFER) > 0) {
      throw new SettingsException(
          Kind.REFUSED,
          "the clock of this machine is %d s %s the broker's, so the version would hold from a wrong"
                  .formatted(
                      Math.round(most.toMillis() / 1000.0), most == ahead ? "ahead of" : "behind")
              + " time, and a channel would be turned on at one; set the clock and apply again."
              + " Nothing was applied");
    }
  }

  private static void abort(Producer<String, SpecificRecord> producer, RuntimeException reason) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      reason.addSuppressed(e); // Closing leaves it to the broker, which aborts after its timeout.
    }
  }

  /** Settings of a version; empty where this version of the project cannot read them. */
  private static Optional<AccountConfig> config(SettingsVersion version) {
    return new SettingsParser()
        .parse("document", version.getDocument(), Strictness.LENIENT)
        .settings();
  }

  private static long lastVersion(AccountSettings settings) {
    SettingsVersion next = settings.getNext();
    long current = settings.getCurrent().getVersion();
    return next == null ? current : Math.max(current, next.getVersion());
  }

  /** Where an account's record was deleted, its versions go on from those that were applied. */
  private static long lastInHistory(SettingsArchive archive, String accountId) {
    return archive.history(accountId).stream()
        .mapToLong(SettingsVersion::getVersion)
        .max()
        .orElse(0);
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
