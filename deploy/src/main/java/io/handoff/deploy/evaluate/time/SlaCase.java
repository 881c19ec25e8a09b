package io.handoff.deploy.evaluate.time;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.sla.SlaClocks;
import io.handoff.sla.SlaFact;
import io.handoff.sla.SlaFact.Phase;
import io.handoff.sla.SlaMetric;
import io.handoff.sla.SlaPlan;
import io.handoff.sla.SlaTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A case of an SLA timeline: turns events into facts, and asks the clocks. */
final class SlaCase {

  private static final Map<String, SlaMetric> METRICS =
      Map.of(
          "firstResponse", SlaMetric.FIRST_RESPONSE,
          "nextResponse", SlaMetric.NEXT_RESPONSE,
          "resolution", SlaMetric.RESOLUTION);

  private final JsonNode node;
  private final List<SlaFact> facts = new ArrayList<>();
  private BusinessCalendar calendar;
  private Map<SlaMetric, Duration> targets;

  private SlaCase(JsonNode node) {
    this.node = node;
    this.calendar = Calendars.read(node.path("calendar"));
    this.targets = targets(node.path("policy"));
  }

  /**
   * What came out.
   *
   * @param answers values that the case expects
   * @param unknownMetrics metrics that are not known, and were left out
   */
  record Result(List<Answer> answers, List<String> unknownMetrics) {}

  static Result run(JsonNode node) {
    return new SlaCase(node).result();
  }

  private Result result() {
    List<JsonNode> events = new ArrayList<>(Json.list(node, "timeline"));
    if (events.isEmpty()) {
      throw new UnreadableCaseException("the timeline is empty");
    }
    events.sort(Comparator.comparing(event -> Json.instant(event, "at")));
    Instant last = Json.instant(events.getLast(), "at");
    Instant at = node.path("evaluateAt").isString() ? Json.instant(node, "evaluateAt") : last;
    plan(Json.instant(events.getFirst(), "at"));
    events.stream().filter(event -> !Json.instant(event, "at").isAfter(at)).forEach(this::event);
    SlaClocks clocks = SlaClocks.of(facts);
    List<Answer> answers = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (JsonNode expected : Json.list(node, "expected")) {
      String name = Json.text(expected, "metric");
      SlaMetric metric = METRICS.get(name);
      if (metric != null) {
        answers.addAll(compared(name, expected, clocks.target(metric, at)));
      } else if (name.equals("earliest")) {
        answers.addAll(earliest(expected, clocks, at));
      } else {
        unknown.add(name);
      }
    }
    return new Result(answers, unknown);
  }

  private static List<Answer> compared(String name, JsonNode expected, SlaTarget target) {
    List<Answer> answers = new ArrayList<>();
    if (expected.has("dueAt")) {
      answers.add(
          Answer.moment(
              name + ".dueAt", expected.get("dueAt"), Optional.ofNullable(target.dueAt())));
    }
    if (expected.path("breached").isBoolean()) {
      answers.add(Answer.truth(name + ".breached", expected.get("breached"), target.breached()));
    }
    if (expected.has("minutesTaken")) {
      answers.add(
          minutes(name + ".minutesTaken", expected.get("minutesTaken"), target.taken(), target));
    }
    if (expected.has("marginMinutes")) {
      answers.add(
          minutes(name + ".marginMinutes", expected.get("marginMinutes"), target.margin(), target));
    }
    return answers;
  }

  /** Nothing is expected of what has not been met. */
  private static Answer minutes(
      String field, JsonNode expected, @Nullable Duration actual, SlaTarget target) {
    return Answer.time(
        field, expected, expected.isNull() && !target.met() ? null : actual, Duration.ofMinutes(1));
  }

  private static List<Answer> earliest(JsonNode expected, SlaClocks clocks, Instant at) {
    List<Answer> answers = new ArrayList<>();
    Optional<Instant> due = clocks.earliest(at);
    if (expected.has("dueAt")) {
      answers.add(Answer.moment("earliest.dueAt", expected.get("dueAt"), due));
    }
    if (expected.path("breached").isBoolean()) {
      boolean late = due.filter(moment -> !at.isBefore(moment)).isPresent();
      answers.add(Answer.truth("earliest.breached", expected.get("breached"), late));
    }
    return answers;
  }

  private void event(JsonNode event) {
    Instant at = Json.instant(event, "at");
    String name = Json.text(event, "event");
    switch (name) {
      case "ticketCreated" -> {
        facts.add(new SlaFact.Began(at));
        if (event.path("status").isString()) {
          facts.add(new SlaFact.Moved(at, phase(event.get("status").asString())));
        }
      }
      case "customerReplied" -> facts.add(new SlaFact.CustomerWrote(at));
      case "agentReplied" -> facts.add(new SlaFact.AgentAnswered(at));
      case "agentNote", "evaluated" -> {}
      case "statusChanged" -> facts.add(new SlaFact.Moved(at, phase(Json.text(event, "status"))));
      case "priorityChanged" -> {
        targets = prioritised(event);
        plan(at);
      }
      case "policyChanged" -> {
        targets = targets(policy(event));
        plan(at);
      }
      case "calendarChanged" -> {
        calendar =
            Calendars.read(event.path("calendar").isObject() ? event.get("calendar") : event);
        plan(at);
      }
      default -> throw new UnreadableCaseException("unknown event " + name);
    }
  }

  private void plan(Instant at) {
    facts.add(new SlaFact.Planned(at, new SlaPlan(targets, calendar)));
  }

  /** A policy in the event, or one of the case's by its name. */
  private JsonNode policy(JsonNode event) {
    JsonNode policy = event.path("policy");
    if (policy.isString()) {
      return node.path("policies").path(policy.asString());
    }
    return policy.isObject() || policy.isNull() ? policy : event;
  }

  /** Targets in the event, or those of the priority; what neither says stays as it is. */
  private Map<SlaMetric, Duration> prioritised(JsonNode event) {
    Map<SlaMetric, Duration> changed = new EnumMap<>(SlaMetric.class);
    changed.putAll(targets);
    String priority = event.path("priority").asString("");
    JsonNode policy = node.path("policy");
    for (JsonNode source :
        List.of(
            policy.path("priorities").path(priority),
            policy.path("byPriority").path(priority),
            policy.path(priority),
            node.path("policies").path(priority),
            event.path("targets"),
            event.path("policy"),
            event)) {
      changed.putAll(targets(source));
    }
    return changed;
  }

  private static Map<SlaMetric, Duration> targets(JsonNode policy) {
    Map<SlaMetric, Duration> targets = new EnumMap<>(SlaMetric.class);
    METRICS.forEach(
        (name, metric) -> {
          Duration target = Json.duration(policy, name + "Minutes", name + "Seconds");
          if (target != null) {
            targets.put(metric, target);
          }
        });
    return targets;
  }

  private static Phase phase(String status) {
    return switch (status) {
      case "new", "open" -> Phase.RUNNING;
      case "pending", "waitingForCustomer" -> Phase.PAUSED;
      case "resolved", "closed" -> Phase.ENDED;
      default -> throw new UnreadableCaseException("unknown status " + status);
    };
  }
}
