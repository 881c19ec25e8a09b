package io.handoff.settings.json;

import io.handoff.kit.Kebab;
import io.handoff.rules.Action.Priority;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.Map;

/** Writes {@code sla} into a settings document. Nothing written: nothing promised. */
final class SlaText {

  private final JsonText json;
  private final RulesWriter rules;

  SlaText(JsonText json) {
    this.json = json;
    this.rules = new RulesWriter(json);
  }

  void write(SlaConfig sla) {
    json.list(
        "pausedWhile", sla.pausedWhile().stream().sorted().map(Kebab::of).toList(), json::value);
    json.field("afterOutage", Kebab.of(sla.afterOutage()));
    json.list("policies", sla.policies(), policy -> json.object(() -> policy(policy)));
  }

  private void policy(Policy policy) {
    json.field("id", policy.id());
    json.field("name", policy.name());
    rules.when(policy.when());
    json.object("targets", () -> targets(policy));
    json.field(
        "hours",
        switch (policy.hours()) {
          case Hours.Always _ -> null;
          case Hours.OfTeam _ -> Hours.TEAM;
          case Hours.Calendar calendar -> calendar.calendarId();
        });
    json.list("atRisk", policy.atRisk(), point -> json.value(text(point)));
    json.list("escalation", policy.escalation(), step -> json.object(() -> step(step)));
  }

  private void targets(Policy policy) {
    for (SlaMetric metric : SlaMetric.values()) {
      Map<Priority, Duration> times = policy.targets().get(metric);
      if (times != null) {
        json.object(SlaConfig.field(metric), () -> times(times));
      }
    }
  }

  private void times(Map<Priority, Duration> times) {
    for (Priority priority : Priority.values()) {
      Duration time = times.get(priority);
      if (time != null) {
        json.field(priority.key(), time.toString());
      }
    }
  }

  private static String text(Point point) {
    return switch (point) {
      case Point.Before before -> before.time().toString();
      case Point.Used used -> used.percent() + "%";
    };
  }

  private void step(Step step) {
    if (step.metric() != null) {
      json.field("target", Kebab.of(step.metric()));
    }
    boolean before = step.delay().isNegative();
    json.field(before ? "before" : "after", step.delay().abs().toString());
    rules.actions(step.then());
  }
}
