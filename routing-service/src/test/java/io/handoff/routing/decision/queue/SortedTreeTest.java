package io.handoff.routing.decision.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.decision.handoff.Priority;
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

/** The tree against a sorted set. */
class SortedTreeTest {

  @Property(tries = 300)
  void shouldHoldTheSameOrderAsASortedSet(@ForAll("steps") List<Integer> steps) {
    SortedTree<WaitingKey> queue = SortedTree.empty();
    TreeSet<WaitingKey> model = new TreeSet<>();
    for (int step : steps) {
      WaitingKey key = key(Math.abs(step));
      SortedTree<WaitingKey> before = queue;
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
  @Test
  void shouldPutWhatClaimsToBeOlderThanTimeBeforeAllOthers() {
    WaitingKey first = key(Priority.URGENT, Instant.ofEpochMilli(Long.MIN_VALUE), 2, "a");
    assertThat(first).isLessThan(key(Priority.URGENT, 1, 1, "b"));
  }

  private static WaitingKey key(int n) {
    return key(Priority.values()[n % 4], n / 4 % 5, n, "c" + n);
  }

  private static WaitingKey key(Priority priority, long second, long arrival, String id) {
    return key(priority, Instant.ofEpochSecond(second), arrival, id);
  }

  private static WaitingKey key(Priority priority, Instant at, long arrival, String id) {
    return WaitingKey.of(false, priority, 3_600_000, at, arrival, id);
  }

  @Test
  void shouldOrderByPriorityThenAgeThenArrival() {
    WaitingKey urgent = key(Priority.URGENT, 9, 4, "a");
    WaitingKey old = key(Priority.NORMAL, 1, 3, "b");
    WaitingKey first = key(Priority.NORMAL, 5, 1, "c");
    WaitingKey second = key(Priority.NORMAL, 5, 2, "d");
    WaitingKey low = key(Priority.LOW, 0, 0, "e");

    assertThat(
            SortedTree.<WaitingKey>empty()
                .plus(low)
                .plus(second)
                .plus(first)
                .plus(old)
                .plus(urgent)
                .toList())
        .containsExactly(urgent, old, first, second, low);
  }

  @Test
  void shouldLetAgeOvercomePriorityInTheEnd() {
    WaitingKey high = key(Priority.HIGH, 3_600 + 10, 2, "a");
    assertThat(key(Priority.NORMAL, 11, 1, "b")).isGreaterThan(high);
    assertThat(key(Priority.NORMAL, 9, 1, "b")).isLessThan(high);
  }

  @Test
  void shouldPutWhatAnAgentHadToLeaveFirst() {
    WaitingKey urgent = key(Priority.URGENT, 1, 1, "a");
    WaitingKey left =
        WaitingKey.of(true, Priority.LOW, 3_600_000, Instant.ofEpochSecond(99), 2, "b");
    assertThat(left).isLessThan(urgent);
  }

  @Test
  void shouldStayShallowWhenArrivalsAreInOrder() {
    SortedTree<WaitingKey> queue = SortedTree.empty();
    for (int n = 0; n < 100_000; n++) {
      queue = queue.plus(key(Priority.NORMAL, n, n, "c" + n));
    }
    assertThat(queue.size()).isEqualTo(100_000);
    assertThat(queue.depth()).isLessThan(60);
  }
}
