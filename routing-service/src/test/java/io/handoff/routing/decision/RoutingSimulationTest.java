package io.handoff.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random days of random accounts: agents come, go and fall silent, handoffs arrive, are offered,
 * accepted, declined, moved and ended, time passes, settings are edited, records are repeated, the
 * service restarts. What must hold is checked after every step. A failure prints the seed of its
 * day.
 */
class RoutingSimulationTest {

  private static final int STEPS = 200;

  /** Days of a try. */
  private static final int DAYS = 10;

  private static final Map<String, Long> SEEN = new TreeMap<>();

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldKeepItsGuaranteesWhateverHappens(@ForAll long seed) {
    for (long day = seed; day != seed + DAYS; day++) {
      Simulation simulation = new Simulation(day, false);
      play(simulation, day, false);
      simulation.watch().seen().forEach((what, count) -> SEEN.merge(what, count, Long::sum));
    }
  }

  private static void play(Simulation simulation, long seed, boolean restarting) {
    int step = 0;
    try {
      for (; step < STEPS; step++) {
        if (restarting) {
          simulation.restart();
        }
        simulation.step();
      }
      simulation.close();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("day %d, step %d: %s".formatted(seed, step, e.getMessage()), e);
    }
  }

  /** A simulation in which something never happens proves nothing about it. */
  @AfterContainer
  static void shouldHaveSeenEverything() {
    if (!SEEN.isEmpty()) {
      System.out.println("simulated days saw " + SEEN);
      assertThat(SEEN)
          .containsKeys(
              "Assigned",
              "Offered",
              "Queued",
              "KeptOpen",
              "Closed",
              "Declined",
              "Ended",
              "Refused",
              "heartbeat-timeout",
              "set-away",
              "stale-presence",
              "refused already-accepted",
              "refused foreign-offer",
              "refused offer-expired",
              "refused agent-full");
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldDecideTheSameWhenTheDayIsPlayedAgain(@ForAll long seed) {
    Simulation first = new Simulation(seed, true);
    play(first, seed, false);
    Simulation second = new Simulation(seed, true);
    play(second, seed, false);

    assertSame(first, second);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldDecideTheSameWhenItRestartsInBetween(@ForAll long seed) {
    Simulation undisturbed = new Simulation(seed, true);
    play(undisturbed, seed, false);
    Simulation restarted = new Simulation(seed, true);
    play(restarted, seed, true);

    assertSame(undisturbed, restarted);
  }

  private static void assertSame(Simulation one, Simulation other) {
    for (int i = 0; i < one.outcomes().size(); i++) {
      assertThat(other.outcomes().get(i)).as("outcome %d", i).isEqualTo(one.outcomes().get(i));
    }
    assertThat(other.outcomes()).hasSameSizeAs(one.outcomes());
  }
}
