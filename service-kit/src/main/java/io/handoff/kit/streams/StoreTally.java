package io.handoff.kit.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a book of what is in a store, so that figures follow from the store and not from what has
 * happened since the process started.
 *
 * <p>Begins with an empty book, walks through the store a stretch at a time, and from then on is
 * told of every change; what the walk has not reached yet is left to it. The book is therefore
 * right for all keys up to where the walk stands, and for the whole store once it is through. An
 * entry that cannot be read is counted and left out. One per start of a task; not safe for use by
 * several threads.
 */
public final class StoreTally<V> {

  /** Entries that one stretch looks at; takes some milliseconds. */
  public static final int STRETCH = 1_000;

  /** What is kept of the entries; each value is struck as it was entered. */
  public interface Book<V> {
    /** The store has it. */
    void enter(String key, V value);

    /** The store has it no more. */
    void strike(String key, V value);
  }

  private final KeyValueStore<String, V> store;
  private final Book<V> book;
  private final Guard guard;
  private String next = "";
  private boolean complete;

  /** An empty book; the store is not read yet. */
  public StoreTally(KeyValueStore<String, V> store, Book<V> book, Guard guard) {
    this.store = store;
    this.book = book;
    this.guard = guard;
  }

  /** Whether the walk has been through the whole store. */
  public boolean complete() {
    return complete;
  }

  /** Walks a stretch further; does nothing once it is through. */
  public void walk() {
    if (complete) {
      return;
    }
    try (KeyValueIterator<String, V> entries = store.range(next, null)) {
      for (int i = 0; entries.hasNext(); i++) {
        if (i == STRETCH) {
          next = entries.peekNextKey();
          return;
        }
        guard.run(
            () -> {
              KeyValue<String, V> entry = entries.next();
              book.enter(entry.key, entry.value);
            });
      }
    }
    complete = true;
  }

  /** The store's entry changes from one value into another; null: there is none. */
  public void changed(String key, @Nullable V before, @Nullable V after) {
    if (!reached(key)) {
      return;
    }
    if (before != null) {
      book.strike(key, before);
    }
    if (after != null) {
      book.enter(key, after);
    }
  }

  /** In the order of the store, which is that of the bytes. */
  private boolean reached(String key) {
    return complete
        || Arrays.compareUnsigned(
                key.getBytes(StandardCharsets.UTF_8), next.getBytes(StandardCharsets.UTF_8))
            < 0;
  }
}
