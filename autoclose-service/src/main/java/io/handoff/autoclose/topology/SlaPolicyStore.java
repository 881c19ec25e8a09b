package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.sla.SlaPolicyVersion;
import io.handoff.autoclose.decision.sla.SlaPolicyVersions;
import io.handoff.kit.streams.Settings;
import io.handoff.settings.SettingsDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The promises of accounts, those of earlier settings included, so that time that was counted in
 * other business hours stays counted in them. The last {@value #KEPT} versions that a ticket was
 * followed under are kept.
 */
final class SlaPolicyStore {

  /** Versions that are kept of an account. */
  static final int KEPT = 4;

  private final KeyValueStore<String, String> store;
  private final Map<String, TreeMap<Long, SlaPolicyVersion>> books = new HashMap<>();
  private final Set<String> kept = new HashSet<>();

  SlaPolicyStore(KeyValueStore<String, String> store) {
    this.store = store;
    try (KeyValueIterator<String, String> all = store.all()) {
      while (all.hasNext()) {
        kept.add(all.next().key);
      }
    }
  }

  /** An account's promises, with these settings in force. */
  SlaPolicyVersions of(String accountId, Optional<Settings> settings) {
    Optional<SlaPolicyVersion> now = settings.map(version -> book(accountId, version));
    return new SlaPolicyVersions() {
      @Override
      public Optional<SlaPolicyVersion> now() {
        return now;
      }

      @Override
      public Optional<SlaPolicyVersion> at(long version) {
        return now.filter(policy -> policy.version() == version)
            .or(() -> Optional.ofNullable(earlier(accountId, version)));
      }
    };
  }

  /** Keeps the settings that a ticket is followed under. */
  void remember(String accountId, Settings settings) {
    String key = key(accountId, settings.version());
    if (kept.add(key)) {
      store.put(key, SettingsDocument.write(settings.config()));
      List<String> keys = keys(accountId);
      for (String old : keys.subList(0, Math.max(0, keys.size() - KEPT))) {
        store.delete(old);
        kept.remove(old);
      }
    }
  }

  private SlaPolicyVersion book(String accountId, Settings settings) {
    TreeMap<Long, SlaPolicyVersion> known = books.computeIfAbsent(accountId, id -> new TreeMap<>());
    SlaPolicyVersion policy =
        known.computeIfAbsent(
            settings.version(), version -> new SlaPolicyVersion(settings.config(), version));
    while (known.size() > KEPT) {
      known.pollFirstEntry();
    }
    return policy;
  }

  private @Nullable SlaPolicyVersion earlier(String accountId, long version) {
    TreeMap<Long, SlaPolicyVersion> known = books.computeIfAbsent(accountId, id -> new TreeMap<>());
    SlaPolicyVersion policy = known.get(version);
    if (policy == null) {
      String document = store.get(key(accountId, version));
      if (document != null) {
        policy = new SlaPolicyVersion(SettingsDocument.read(document), version);
        known.put(version, policy);
      }
    }
    return policy;
  }

  private List<String> keys(String accountId) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, String> all = store.range(accountId + "/", accountId + "/~")) {
      while (all.hasNext()) {
        KeyValue<String, String> entry = all.next();
        keys.add(entry.key);
      }
    }
    return keys;
  }

  private static String key(String accountId, long version) {
    return "%s/%012d".formatted(accountId, version);
  }
}
