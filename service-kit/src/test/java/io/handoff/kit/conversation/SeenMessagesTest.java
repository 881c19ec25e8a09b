package io.handoff.kit.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.conversation.SeenMessages.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeenMessagesTest {

  private static final Instant TEN = Instant.parse("2026-11-02T10:00:00Z");

  @Test
  void shouldTellOvertakenMessagesFromRepeats() {
    SeenMessages seen = SeenMessages.NONE.with("m5", 5, TEN);
    assertThat(seen.place("m5", 5, TEN)).isEqualTo(Place.REPEAT);
    assertThat(seen.place("m4", 4, TEN.minusSeconds(1))).isEqualTo(Place.LATE);
    assertThat(seen.place("m6", 6, TEN)).isEqualTo(Place.NEXT);
    SeenMessages after = seen.with("m4", 4, TEN.minusSeconds(1));
    assertThat(after.lastSequence()).isEqualTo(5);
    assertThat(after.newestAt()).isEqualTo(TEN);
    assertThat(after.place("m4", 4, TEN.minusSeconds(1))).isEqualTo(Place.REPEAT);
  }

  @Test
  void shouldRefuseSequencesThatCannotBeTrue() {
    SeenMessages seen = SeenMessages.NONE.with("m5", 5, TEN);
    assertThat(seen.place("x", 0, TEN)).isEqualTo(Place.UNNUMBERED);
    assertThat(seen.place("x", 1_000_005, TEN)).isEqualTo(Place.NEXT);
    assertThat(seen.place("x", 1_000_006, TEN)).isEqualTo(Place.LEAP);
    assertThat(seen.place("x", Long.MAX_VALUE, TEN)).isEqualTo(Place.LEAP);
  }

  @Test
  void shouldHearPlatformThatNumbersFromOneAgain() {
    SeenMessages seen = SeenMessages.NONE;
    for (int i = 1; i <= 200; i++) {
      seen = seen.with("m" + i, i, TEN.plusSeconds(i));
    }
    assertThat(seen.place("m1", 1, TEN.plusSeconds(1))).isEqualTo(Place.STALE);
    assertThat(seen.place("new", 1, TEN.plusSeconds(201))).isEqualTo(Place.LATE);
    assertThat(seen.place("overtaken", 195, TEN.plusSeconds(195))).isEqualTo(Place.LATE);
  }

  @Test
  void shouldTakeLowerSequencesForRepeatsInStateWithoutIds() {
    SeenMessages before = new SeenMessages(RecentIds.NONE, 5, null);
    assertThat(before.place("m4", 4, TEN)).isEqualTo(Place.STALE);
    assertThat(before.place("m6", 6, TEN)).isEqualTo(Place.NEXT);
  }

  /** Messages in an order that is somewhat mixed, each of them once more at any time later. */
  @Property(tries = 300)
  void shouldNeverCountRepeatAsNew(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Double, Long> order = new TreeMap<>();
    for (long i = 1; i <= 300; i++) {
      order.put(i + 20 * random.nextDouble(), i);
    }
    SeenMessages seen = SeenMessages.NONE;
    List<Long> counted = new ArrayList<>();
    for (long sequence : order.values()) {
      Place place = seen.place("m" + sequence, sequence, TEN.plusSeconds(sequence));
      assertThat(place).isIn(Place.NEXT, Place.LATE);
      seen = seen.with("m" + sequence, sequence, TEN.plusSeconds(sequence));
      counted.add(sequence);
      long again = counted.get(random.nextInt(counted.size()));
      assertThat(seen.place("m" + again, again, TEN.plusSeconds(again)))
          .isIn(Place.REPEAT, Place.STALE);
    }
  }
}
