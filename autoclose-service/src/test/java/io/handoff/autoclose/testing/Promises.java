package io.handoff.autoclose.testing;

import io.handoff.rules.Action;
import io.handoff.rules.Action.Priority;
import io.handoff.rules.Condition;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies for tests: {@code aPromise("gold").firstResponse(minutes(60)).build()}. */
public final class Promises {

  private final String id;
  private final Map<SlaMetric, Map<Priority, Duration>> targets = new EnumMap<>(SlaMetric.class);
  private Hours hours = new Hours.Always();
  private final List<Point> points = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private Promises(String id) {
    this.id = id;
  }

  public static Promises aPromise(String id) {
    return new Promises(id);
  }

  public Promises target(SlaMetric metric, Duration time) {
    for (Priority priority : Priority.values()) {
      target(metric, priority, time);
    }
    return this;
  }

  public Promises target(SlaMetric metric, Priority priority, Duration time) {
    targets.computeIfAbsent(metric, m -> new EnumMap<>(Priority.class)).put(priority, time);
    return this;
  }

  public Promises in(Hours counted) {
    hours = counted;
    return this;
  }

  public Promises atRisk(Point... before) {
    points.addAll(List.of(before));
    return this;
  }

  public Promises step(@Nullable SlaMetric metric, Duration delay) {
    steps.add(new Step(metric, delay, List.of(new Action.SetPriority(Priority.HIGH))));
    return this;
  }

  public Policy build() {
    return new Policy(id, id, Condition.ALWAYS, targets, hours, points, steps);
  }
}
