package io.handoff.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random days of an account: agents come and go, handoffs arrive, are moved and end, settings are
 * edited, records are repeated, the service restarts. What must hold is checked after every step.
 */
class RoutingSimulationTest {

  @Property(tries = 400)
  void shouldKeepItsGuaranteesWhateverHappens(@ForAll("days") List<Simulation.Step> day) {
    Simulation simulation = new Simulation();
    day.forEach(simulation::step);
    simulation.endAll();
    simulation.checkNothingIsLeft();
  }

  @Property(tries = 150)
  void shouldDecideTheSameWhenTheDayIsPlayedAgain(@ForAll("days") List<Simulation.Step> day) {
    Simulation first = new Simulation();
    day.forEach(first::step);
    Simulation second = new Simulation();
    day.forEach(second::step);

    assertThat(second.outcomes()).isEqualTo(first.outcomes());
  }

  @Property(tries = 150)
  void shouldDecideTheSameWhenItRestartsInBetween(@ForAll("days") List<Simulation.Step> day) {
    Simulation undisturbed = new Simulation();
    Simulation restarted = new Simulation();
    for (Simulation.Step step : day) {
      undisturbed.step(step);
      restarted.restart();
      restarted.step(step);
    }

    assertThat(restarted.outcomes()).isEqualTo(undisturbed.outcomes());
  }

  @Provide
  Arbitrary<List<Simulation.Step>> days() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 999);
    Arbitrary<Simulation.Kind> kind =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, Simulation.Kind.ASK),
            net.jqwik.api.Tuple.of(5, Simulation.Kind.PRESENCE),
            net.jqwik.api.Tuple.of(4, Simulation.Kind.END),
            net.jqwik.api.Tuple.of(2, Simulation.Kind.ASSIGN),
            net.jqwik.api.Tuple.of(2, Simulation.Kind.RELEASE),
            net.jqwik.api.Tuple.of(2, Simulation.Kind.REASSIGN),
            net.jqwik.api.Tuple.of(1, Simulation.Kind.PRIORITY),
            net.jqwik.api.Tuple.of(1, Simulation.Kind.REOPEN),
            net.jqwik.api.Tuple.of(3, Simulation.Kind.REPEAT),
            net.jqwik.api.Tuple.of(1, Simulation.Kind.SETTINGS),
            net.jqwik.api.Tuple.of(1, Simulation.Kind.RESTART));
    return Combinators.combine(kind, number, number, number)
        .as(Simulation.Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(200);
  }
}
