package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings conversations under changed settings, a slice at a time. What has been done is not kept:
 * after a restart all are gone through once, and where nothing has changed nothing is written. A
 * conversation that cannot be read, or not be brought under them, is counted and passed over.
 */
final class SettingsRecalculator {

  /** Conversations that are looked at in one go. */
  static final int SLICE = 500;

  private final KeyValueStore<String, Conversation> conversations;
  private final Guard guard;
  private final Map<String, Long> versions = new HashMap<>();
  private final Deque<Pass> passes = new ArrayDeque<>();

  /**
   * What is left of a way through conversations; from null: from the first, to null: to the last.
   */
  private record Pass(@Nullable String from, @Nullable String to) {}

  /** What to do with a conversation. */
  interface Owner {
    /** Brings it under the settings, if it is not yet. */
    void renew(String key, Conversation conversation, Settings settings);
  }

  SettingsRecalculator(KeyValueStore<String, Conversation> conversations, Guard guard) {
    this.conversations = conversations;
    this.guard = guard;
    passes.add(new Pass(null, null));
  }

  /** An account that has a conversation, and the settings that it is under. */
  void known(String accountId, Optional<Settings> settings) {
    versions.putIfAbsent(accountId, settings.map(Settings::version).orElse(0L));
  }

  /**
   * Looks for changes where nothing is left to be done, else goes on.
   *
   * @param settings in force now, by account
   */
  void step(Function<String, Optional<Settings>> settings, Owner owner) {
    if (passes.isEmpty()) {
      versions.replaceAll((account, version) -> latest(account, version, settings.apply(account)));
    }
    Pass pass = passes.poll();
    if (pass == null) {
      return;
    }
    List<KeyValue<String, Conversation>> slice = new ArrayList<>();
    String next = null;
    try (KeyValueIterator<String, Conversation> all = conversations.range(pass.from(), pass.to())) {
      for (int i = 0; all.hasNext() && next == null; i++) {
        if (i == SLICE) {
          next = all.peekNextKey();
        } else {
          guard.run(() -> slice.add(all.next()));
        }
      }
    }
    for (KeyValue<String, Conversation> entry : slice) {
      String accountId = ConversationKey.parse(entry.key).accountId();
      Optional<Settings> now = settings.apply(accountId);
      known(accountId, now);
      now.ifPresent(found -> guard.run(() -> owner.renew(entry.key, entry.value, found)));
    }
    if (next != null) {
      passes.addFirst(new Pass(next, pass.to()));
    }
  }

  private long latest(String accountId, long version, Optional<Settings> now) {
    long found = now.map(Settings::version).orElse(0L);
    if (found != version) {
      passes.add(new Pass(accountId + "/", accountId + "0")); // '0' comes after '/'
    }
    return found;
  }
}
