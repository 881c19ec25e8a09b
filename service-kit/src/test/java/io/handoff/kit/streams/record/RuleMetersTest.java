package io.handoff.kit.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.engine.RuleReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleMetersTest {

  @Test
  void shouldCountWhatRulesDidUnlessItWasATest() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    RuleMeters meters = new RuleMeters(registry);
    RuleReport.Entry entry =
        new RuleReport.Entry(
            "rules/route", RuleReport.Outcome.FIRED, "rules-fired", "fired: one", List.of());

    meters.count(entry, false);
    meters.count(entry, true);

    assertThat(registry.get("handoff.rule.sets").tag("outcome", "fired").counter().count())
        .isEqualTo(1);
  }
}
