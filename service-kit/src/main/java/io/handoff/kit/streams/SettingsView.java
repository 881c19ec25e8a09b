package io.handoff.kit.streams;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings store. Never throws for what it finds there: a version that cannot be read is
 * counted, and the last one that could be read goes on to hold. Where that is so because the schema
 * registry does not answer, or refuses, the version is read again when it answers. An account of
 * which nothing was ever read waits for the registry instead, like any record.
 *
 * <p>One per task; not safe for use by several threads. Each version is read once and then kept.
 */
public final class SettingsView {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsView.class);

  private final ReadOnlyKeyValueStore<String, ?> store;
  private final AvroDecoder<AccountSettings> decoder;
  private final Counter unreadable;
  private final StateGauges gauges;
  private final RegistryWatch registry;
  private final SettingsAwaiter awaiter;
  private final Map<String, Loaded> loaded = new HashMap<>();
  private final Map<String, Long> shown = new HashMap<>();

  /** A view of the store that {@link ServiceTopology#settings} adds. */
  public SettingsView(ServiceContext service, ProcessorContext<?, ?> context) {
    this.store = context.getStateStore(Nodes.SETTINGS_STORE);
    this.decoder = service.decoder(Topics.SETTINGS_ACCOUNTS);
    this.unreadable = service.meters().counter("handoff.settings.unreadable");
    this.gauges = service.gauges();
    this.registry = service.registry();
    this.awaiter = service.patience();
  }

  private record Loaded(
      byte[] bytes,
      @Nullable Settings current,
      @Nullable Settings next,
      @Nullable Instant nextFrom,
      boolean again) {
    Optional<Settings> at(Instant moment) {
      return Optional.ofNullable(
          next != null && nextFrom != null && !moment.isBefore(nextFrom) ? next : current);
    }
  }

  /** What holds at a moment of an account's settings: the version that waited, from its time on. */
  public static SettingsVersion inForce(AccountSettings settings, Instant moment) {
    SettingsVersion next = settings.getNext();
    return next != null && !moment.isBefore(next.getEffectiveAt()) ? next : settings.getCurrent();
  }

  /**
   * The settings of an account at a moment: the publication time of the record being decided on, so
   * that a replay finds the same version again. Empty: the account is unknown.
   *
   * @throws RegistryUnavailableException if nothing of the account was ever read, and the registry
   *     does not give the schema
   * @throws SchemaRegistryException the same, where the registry refuses
   */
  public Optional<Settings> of(String accountId, Instant moment) {
    byte[] bytes = bytes(store.get(accountId));
    Loaded last = loaded.get(accountId);
    if (bytes == null) {
      loaded.remove(accountId);
      return Optional.empty();
    }
    if (last == null || last.bytes() != bytes || (last.again() && registry.answers())) {
      last = load(accountId, bytes, last);
      loaded.put(accountId, last);
    }
    Optional<Settings> held = last.at(moment);
    held.ifPresent(settings -> show(accountId, settings.version()));
    return held;
  }

  /**
   * The settings that a record is decided with. Where they do not know what the record is about, a
   * moment is given to a version that may be on its way; see {@link SettingsAwaiter}.
   *
   * @param about what the record is about, by a name that is its own in the account, such as a
   *     channel; empty: the account alone
   * @param publishedAt when the record was published
   * @param know whether settings know what the record is about
   */
  public Optional<Settings> of(
      String accountId, String about, Instant publishedAt, Predicate<AccountConfig> know) {
    Optional<Settings> now = of(accountId, publishedAt);
    if (now.map(Settings::config).filter(know).isPresent()) {
      return now;
    }
    BooleanSupplier there =
        () -> of(accountId, publishedAt).map(Settings::config).filter(know).isPresent();
    awaiter.await(accountId + "/" + about, publishedAt, there);
    return of(accountId, publishedAt);
  }

  /**
   * The settings that a record of a channel is decided with.
   *
   * @param channelId null: the record names none
   */
  public Optional<Settings> ofRecord(
      String accountId, @Nullable String channelId, Instant publishedAt) {
    return channelId == null
        ? of(accountId, "", publishedAt, config -> true)
        : of(
            accountId,
            "channel/" + channelId,
            publishedAt,
            config -> config.channels().containsKey(channelId));
  }

  /** The highest version that was used so far; every service and task comes to the same. */
  private void show(String accountId, long version) {
    Long known = shown.get(accountId);
    if (known != null && known >= version) {
      return;
    }
    shown.put(accountId, version);
    String label = gauges.account(accountId);
    if (!label.equals(StateGauges.OTHER)) {
      gauges.latest("handoff.settings.version", Tags.of("account", label), version);
    }
  }

  static byte @Nullable [] bytes(@Nullable Object stored) {
    return switch (stored) {
      case null -> null;
      case byte[] plain -> plain;
      case ValueAndTimestamp<?> stamped -> (byte[]) stamped.value();
      default -> throw new IllegalStateException("not a store of bytes");
    };
  }

  private Loaded load(String accountId, byte[] bytes, @Nullable Loaded last) {
    Decoded<AccountSettings> decoded;
    try {
      decoded = decoder.decode(bytes);
    } catch (RegistryUnavailableException | SchemaRegistryException e) {
      if (last == null) {
        throw e;
      }
      complain(accountId, e.getMessage());
      return held(bytes, last, true);
    }
    return switch (decoded) {
      case Decoded.Refused<AccountSettings>(var code, var message) -> {
        complain(accountId, code.text() + ": " + message);
        yield held(bytes, last, false);
      }
      case Decoded.Ok<AccountSettings>(var settings, var schemaId) -> {
        Settings current = read(accountId, settings.getCurrent());
        SettingsVersion ahead = settings.getNext();
        Settings next = ahead == null ? null : read(accountId, ahead);
        yield new Loaded(
            bytes,
            current == null && last != null ? last.current() : current,
            next,
            next == null || ahead == null ? null : ahead.getEffectiveAt(),
            false);
      }
    };
  }

  /** What was read last goes on to hold. */
  private static Loaded held(byte[] bytes, @Nullable Loaded last, boolean again) {
    return last == null
        ? new Loaded(bytes, null, null, null, again)
        : new Loaded(bytes, last.current(), last.next(), last.nextFrom(), again);
  }

  private @Nullable Settings read(String accountId, SettingsVersion version) {
    try {
      AccountConfig config = SettingsDocument.read(version.getDocument());
      return new Settings(config, version.getVersion());
    } catch (RuntimeException e) {
      complain(accountId, "version " + version.getVersion() + ": " + e.getMessage());
      return null;
    }
  }

  private void complain(String accountId, @Nullable String message) {
    unreadable.increment();
    LOG.error("settings of account {} cannot be read: {}", accountId, message);
  }
}
