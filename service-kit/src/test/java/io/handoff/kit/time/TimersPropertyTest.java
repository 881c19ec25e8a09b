package io.handoff.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Timers against a model that is a plain map of deadlines: nobody fires early, twice, or not at
 * all.
 */
class TimersPropertyTest {

  /** An owner as the contract asks for: keeps its deadline and where its entry stands. */
  private static final class Owners {
    final Map<String, Long> deadlines = new HashMap<>();
    final Map<String, Instant> queued = new HashMap<>();
    final TreeSet<String> fired = new TreeSet<>();
    Timers timers;
    long now;

    Owners(KeyValueStore<byte[], byte[]> store) {
      timers = new Timers(store);
    }

    void arm(String id, long due) {
      deadlines.put(id, due);
      queued.put(id, timers.arm(id, queued.get(id), Instant.ofEpochMilli(due)));
    }

    void due(String id, Instant queuedAt) {
      if (!queuedAt.equals(queued.get(id))) {
        return;
      }
      queued.remove(id);
      Long deadline = deadlines.get(id);
      if (deadline == null) {
        return;
      }
      if (deadline > now) {
        queued.put(id, timers.arm(id, null, Instant.ofEpochMilli(deadline)));
        return;
      }
      deadlines.remove(id);
      assertThat(fired.add(id + "@" + deadline)).as("fired once").isTrue();
    }
  }

  @Property(tries = 300)
  void shouldFireWhatAModelFires(@ForAll long seed) {
    Random random = new Random(seed);
    KeyValueStore<byte[], byte[]> store = TimersTest.store();
    Owners owners = new Owners(store);
    Map<String, Long> model = new HashMap<>();
    TreeSet<String> expected = new TreeSet<>();
    owners.now = -500;
    int unique = 0;
    for (int step = 0; step < 120; step++) {
      String id = random.nextInt(3) + "/t" + random.nextInt(4);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> {
          long due = owners.now + random.nextInt(-200, 400) * 1000L + ++unique;
          owners.arm(id, due);
          model.put(id, due);
        }
        case 5 -> {
          owners.deadlines.remove(id);
          model.remove(id);
        }
        case 6 -> {
          owners.timers.remove(id, owners.queued.remove(id));
          owners.deadlines.remove(id);
          model.remove(id);
        }
        case 7 -> owners.timers = new Timers(store);
        default -> {
          owners.now += random.nextInt(100_000);
          sweepAll(owners, 1 + random.nextInt(3));
          model
              .entrySet()
              .removeIf(
                  e -> e.getValue() <= owners.now && expected.add(e.getKey() + "@" + e.getValue()));
        }
      }
      assertThat(owners.fired).isSubsetOf(expected);
    }
    sweepAll(owners, 2);
    model.forEach(
        (id, due) -> {
          if (due <= owners.now) {
            expected.add(id + "@" + due);
          }
        });
    assertThat(owners.fired).isEqualTo(expected);
  }

  private static void sweepAll(Owners owners, int slice) {
    Instant until = Instant.ofEpochMilli(owners.now);
    while (!owners.timers.earliest().isAfter(until)) {
      owners.timers.sweep(until, slice, owners::due);
    }
  }
}
