package io.handoff.kit.streams.record;

import io.handoff.rules.engine.RuleReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts rule sets that were looked at: {@code handoff_rule_sets_total{outcome}}, with the outcomes
 * fired, not_fired, cut and failed. What rules did to a test is not counted.
 */
public final class RuleMeters {

  private final MeterRegistry registry;

  /** Counts into a registry. */
  public RuleMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts an entry.
   *
   * @param test whether it was looked at for a test
   */
  public void count(RuleReport.Entry entry, boolean test) {
    if (test) {
      return;
    }
    registry
        .counter("handoff.rule.sets", "outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
