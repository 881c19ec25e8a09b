package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.Conversation;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings tickets under changed settings, a slice of conversations at a time. What has been done is
 * not kept: after a restart each account is gone through once, and where nothing has changed
 * nothing is written. A conversation that cannot be read, or not be brought under them, is counted
 * and passed over.
 */
final class Replanner {

  /** Conversations that are looked at in one go. */
  static final int SLICE = 500;

  private final KeyValueStore<String, Conversation> conversations;
  private final PromiseBooks books;
  private final Guard guard;
  private final Map<String, Long> done = new HashMap<>();
  private final Deque<Pass> passes = new ArrayDeque<>();

  /** A way through an account's conversations. */
  private record Pass(String accountId, Settings settings, String from) {}

  /** What to do with a conversation. */
  interface Owner {
    /** Brings it under the settings, if it is not yet. */
    void renew(String key, Conversation conversation, Settings settings);
  }

  Replanner(KeyValueStore<String, Conversation> conversations, PromiseBooks books, Guard guard) {
    this.conversations = conversations;
    this.books = books;
    this.guard = guard;
  }

  /**
   * Looks for changes where nothing is left to be done, else goes on.
   *
   * @param settings in force now, by account
   */
  void step(Function<String, Optional<Settings>> settings, Owner owner) {
    if (passes.isEmpty()) {
      books
          .accounts()
          .forEach(account -> settings.apply(account).ifPresent(now -> begin(account, now)));
    }
    Pass pass = passes.poll();
    if (pass == null) {
      return;
    }
    String end = pass.accountId() + "0";
    List<KeyValue<String, Conversation>> slice = new ArrayList<>();
    String next = null;
    try (KeyValueIterator<String, Conversation> all = conversations.range(pass.from(), end)) {
      for (int i = 0; all.hasNext() && next == null; i++) {
        if (i == SLICE) {
          next = all.peekNextKey();
        } else {
          guard.run(() -> slice.add(all.next()));
        }
      }
    }
    slice.stream()
        .filter(entry -> entry.value.sla() != null && !entry.key.equals(end))
        .forEach(entry -> guard.run(() -> owner.renew(entry.key, entry.value, pass.settings())));
    goOn(pass, next);
  }

  private void goOn(Pass pass, @Nullable String next) {
    if (next == null) {
      done.put(pass.accountId(), pass.settings().version());
    } else {
      passes.addFirst(new Pass(pass.accountId(), pass.settings(), next));
    }
  }

  private void begin(String accountId, Settings now) {
    if (!Objects.equals(done.get(accountId), now.version())) {
      passes.add(new Pass(accountId, now, accountId + "/"));
    }
  }
}
