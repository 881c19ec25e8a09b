package io.handoff.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The queue against a sorted set. */
class WaitingQueueTest {

  @Property(tries = 300)
  void shouldHoldTheSameOrderAsASortedSet(@ForAll("steps") List<Integer> steps) {
    WaitingQueue queue = WaitingQueue.EMPTY;
    TreeSet<WaitingKey> model = new TreeSet<>();
    for (int step : steps) {
      WaitingKey key = key(Math.abs(step));
      WaitingQueue before = queue;
      List<WaitingKey> was = before.toList();
      queue = step >= 0 ? queue.plus(key) : queue.minus(key);
      boolean unused = step >= 0 ? model.add(key) : model.remove(key);

      assertThat(before.toList()).isEqualTo(was);
      assertThat(queue.toList()).isEqualTo(new ArrayList<>(model));
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
      assertThat(queue.contains(key)).isEqualTo(model.contains(key));
      assertThat(queue.before(key)).isEqualTo(model.headSet(key).size());
      assertThat(queue.first().orElse(null)).isEqualTo(model.isEmpty() ? null : model.first());
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(-60, 60).list().ofMaxSize(200);
  }

  /** Keys that agree in priority and age often, so that the later parts of the order count. */
  private static WaitingKey key(int n) {
    return new WaitingKey(Priority.values()[n % 4], Instant.ofEpochSecond(n / 4 % 5), n, "c" + n);
  }

  @Test
  void shouldOrderByPriorityThenAgeThenArrival() {
    WaitingKey urgent = new WaitingKey(Priority.URGENT, Instant.ofEpochSecond(9), 4, "a");
    WaitingKey old = new WaitingKey(Priority.NORMAL, Instant.ofEpochSecond(1), 3, "b");
    WaitingKey first = new WaitingKey(Priority.NORMAL, Instant.ofEpochSecond(5), 1, "c");
    WaitingKey second = new WaitingKey(Priority.NORMAL, Instant.ofEpochSecond(5), 2, "d");
    WaitingKey low = new WaitingKey(Priority.LOW, Instant.ofEpochSecond(0), 0, "e");

    assertThat(
            WaitingQueue.EMPTY.plus(low).plus(second).plus(first).plus(old).plus(urgent).toList())
        .containsExactly(urgent, old, first, second, low);
  }

  @Test
  void shouldStayShallowWhenArrivalsAreInOrder() {
    WaitingQueue queue = WaitingQueue.EMPTY;
    for (int n = 0; n < 100_000; n++) {
      queue = queue.plus(new WaitingKey(Priority.NORMAL, Instant.ofEpochSecond(n), n, "c" + n));
    }
    assertThat(queue.size()).isEqualTo(100_000);
    assertThat(queue.depth()).isLessThan(60);
  }
}
