package io.handoff.sla;

import io.handoff.calendar.BusinessCalendar;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is promised, and the hours in which it counts.
 *
 * @param targets business time for each metric that has a target; positive
 * @param calendar business hours
 */
public record SlaPlan(Map<SlaMetric, Duration> targets, BusinessCalendar calendar) {
  public SlaPlan {
    targets = Map.copyOf(targets);
  }

  @Nullable Duration target(SlaMetric metric) {
    return targets.get(metric);
  }
}
