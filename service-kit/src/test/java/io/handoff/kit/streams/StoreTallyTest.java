package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTallyTest {

  private final NavigableMap<String, Integer> held =
      new TreeMap<>(
          (a, b) ->
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
  private final Map<Integer, Integer> book = new HashMap<>();
  private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");
  private boolean halfUnreadable;
  private final StoreTally<Integer> tally =
      new StoreTally<>(
          store(),
          new StoreTally.Book<>() {
            @Override
            public void enter(String key, Integer value) {
              book.merge(value, 1, (a, b) -> a + b == 0 ? null : a + b);
            }

            @Override
            public void strike(String key, Integer value) {
              book.merge(value, -1, (a, b) -> a + b == 0 ? null : a + b);
            }
          },
          new Guard("an entry", unreadable));

  /** A store of which only the range from a key on is asked for. */
  @SuppressWarnings("unchecked")
  private KeyValueStore<String, Integer> store() {
    return (KeyValueStore<String, Integer>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, args) -> new Entries(held.tailMap((String) args[0], true)));
  }

  private final class Entries implements KeyValueIterator<String, Integer> {
    private final Iterator<Map.Entry<String, Integer>> entries;
    private Map.Entry<String, Integer> next;

    Entries(NavigableMap<String, Integer> entries) {
      this.entries = new TreeMap<>(entries).entrySet().iterator();
      next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public String peekNextKey() {
      return next.getKey();
    }

    @Override
    public KeyValue<String, Integer> next() {
      Map.Entry<String, Integer> taken = next;
      next = entries.hasNext() ? entries.next() : null;
      if (halfUnreadable && taken != null && taken.getValue() % 2 == 1) {
        throw new SerializationException("not to be read");
      }
      return taken == null ? null : KeyValue.pair(taken.getKey(), taken.getValue());
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldAgreeWithTheStoreOnceTheWalkIsThrough(long seed) {
    Random random = new Random(seed);
    // Beyond the basic plane the order of chars is not the order of bytes.
    String[] alphabet = {"a", "b", "z", "é", "환", "\uFFFD", "\uD83D\uDE00"};
    for (int i = 0; i < 3_500; i++) {
      held.put(key(random, alphabet), random.nextInt(4));
    }
    while (!tally.complete()) {
      tally.walk();
      for (int i = 0; i < 500; i++) {
        String key = key(random, alphabet);
        Integer after = random.nextInt(3) == 0 ? null : random.nextInt(4);
        tally.changed(key, held.get(key), after);
        if (after == null) {
          held.remove(key);
        } else {
          held.put(key, after);
        }
      }
    }
    assertThat(book)
        .isEqualTo(
            held.values().stream()
                .collect(Collectors.groupingBy(v -> v, Collectors.summingInt(v -> 1))));
  }

  @Test
  void shouldLeaveOutWhatCannotBeRead() {
    for (int i = 0; i < 2_500; i++) {
      held.put("k" + i, i % 4);
    }
    halfUnreadable = true;
    for (int i = 0; i < 3; i++) {
      tally.walk();
    }
    assertThat(tally.complete()).isTrue();
    assertThat(book).isEqualTo(Map.of(0, 625, 2, 625));
    assertThat(unreadable.count()).isEqualTo(1_250);
  }

  private static String key(Random random, String[] alphabet) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      key.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return key.toString();
  }
}
