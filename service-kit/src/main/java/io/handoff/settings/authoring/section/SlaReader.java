package io.handoff.settings.authoring.section;

import io.handoff.kit.Kebab;
import io.handoff.rules.Action;
import io.handoff.rules.Action.Priority;
import io.handoff.rules.Condition;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.PausingStatus;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code sla}: policies in order, with targets, points at risk and escalations. */
final class SlaReader {

  /** Word for the priorities that are not named. */
  static final String OTHER = "other";

  private static final Pattern PERCENT = Pattern.compile("([1-9]\\d?) ?%");

  private final RulesReader rules;
  private final Calendars calendars;

  SlaReader(RulesReader rules, Calendars calendars) {
    this.rules = rules;
    this.calendars = calendars;
  }

  /** Ids of all policies that are declared somehow, be it with an error. */
  static Set<String> declared(@Nullable Node node) {
    return node != null
            && node.yaml() instanceof Yaml.Mapping mapping
            && mapping.entries().get("policies") instanceof Yaml.Entry entry
            && entry.value() instanceof Yaml.Sequence sequence
        ? sequence.items().stream()
            .map(item -> new Node(node.reading(), "", "", item).rawId())
            .collect(Collectors.toSet())
        : Set.of();
  }

  SlaConfig read(@Nullable Node node) {
    SlaConfig base = SettingsDefaults.SLA;
    Fields fields = node == null ? null : Fields.of(node, Section.SLA);
    if (fields == null) {
      return base;
    }
    return new SlaConfig(
        pausedWhile(fields.getOrNothing("pausedWhile"), base.pausedWhile()),
        fields.oneOf("afterOutage", AfterOutage.class, base.afterOutage()),
        policies(fields));
  }

  private static Set<PausingStatus> pausedWhile(@Nullable Node node, Set<PausingStatus> base) {
    if (node == null) {
      return base;
    }
    if (node.isOff()) {
      return Set.of();
    }
    List<Node> items = node.items(PausingStatus.values().length);
    Set<PausingStatus> statuses = new TreeSet<>();
    for (Node item : items == null ? List.<Node>of() : items) {
      PausingStatus status = item.oneOf(PausingStatus.class);
      if (status != null) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  private List<Policy> policies(Fields fields) {
    Map<String, Policy> policies = new LinkedHashMap<>();
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (Node item : fields.items("policies", SettingsLimits.SLA_POLICIES)) {
      Policy policy = policy(item);
      if (policy != null && policies.putIfAbsent(policy.id(), policy) != null) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "there is another policy with the id '" + Words.shown(policy.id()) + "'",
            "give each its own id");
      } else if (policy != null) {
        nodes.put(policy.id(), item);
      }
    }
    SlaSurprises.ofUnreachable(policies, nodes);
    return List.copyOf(policies.values());
  }

  private @Nullable Policy policy(Node node) {
    Fields fields = Fields.of(node, Section.SLA_POLICY);
    Node idNode = fields == null ? null : fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    if (fields == null) {
      return null;
    }
    Node whenNode = fields.get("when");
    Condition when = whenNode == null ? Condition.ALWAYS : rules.condition(whenNode);
    Map<SlaMetric, Map<Priority, Duration>> targets = targets(fields);
    Policy policy =
        new Policy(
            id == null ? "" : id,
            fields.name("name", id == null ? "" : id),
            when,
            targets,
            hours(fields.getOrNothing("hours")),
            points(fields, targets),
            steps(fields, targets));
    return id == null ? null : policy;
  }

  private Map<SlaMetric, Map<Priority, Duration>> targets(Fields policy) {
    Map<SlaMetric, Map<Priority, Duration>> all = new EnumMap<>(SlaMetric.class);
    Node node = policy.required("targets");
    Fields fields = node == null ? null : Fields.of(node, Section.SLA_TARGETS);
    if (node == null || fields == null) {
      return all;
    }
    for (SlaMetric metric : SlaMetric.values()) {
      Node target = fields.get(SlaConfig.field(metric));
      Map<Priority, Duration> byPriority = target == null ? Map.of() : target(target);
      if (!byPriority.isEmpty()) {
        all.put(metric, byPriority);
      }
    }
    SlaSurprises.ofOrder(node, all, SlaMetric.NEXT_RESPONSE);
    SlaSurprises.ofOrder(node, all, SlaMetric.RESOLUTION);
    if (all.isEmpty() && !node.reading().problems().hasErrors()) {
      node.error(
          ProblemCode.MISSING, node.label() + " promise nothing", "for example firstResponse: 1h");
    }
    return all;
  }

  private static Map<SlaMetric, Map<Priority, Duration>> watched(
      Map<SlaMetric, Map<Priority, Duration>> targets, @Nullable SlaMetric metric) {
    return metric == null ? targets : Map.of(metric, targets.getOrDefault(metric, Map.of()));
  }

  /** One time for all priorities, or one for each. */
  private static Map<Priority, Duration> target(Node node) {
    Map<Priority, Duration> byPriority = new EnumMap<>(Priority.class);
    if (!(node.yaml() instanceof Yaml.Mapping)) {
      Duration time = time(node);
      for (Priority priority : Priority.values()) {
        if (time != null) {
          byPriority.put(priority, time);
        }
      }
      return byPriority;
    }
    Fields fields = Fields.of(node, Section.SLA_TARGET);
    Node other = fields == null ? null : fields.get(OTHER);
    Duration otherwise = other == null || other.isOff() ? null : time(other);
    for (Priority priority : Priority.values()) {
      Node own = fields == null ? null : fields.getOrNothing(priority.key());
      Duration time = own == null ? otherwise : own.isOff() ? null : time(own);
      if (time != null) {
        byPriority.put(priority, time);
      }
    }
    return byPriority;
  }

  private static @Nullable Duration time(Node node) {
    return Values.duration(
        node, SettingsLimits.SLA_TARGET_MIN, SettingsLimits.SLA_TARGET_MAX, Duration.ZERO);
  }

  private Hours hours(@Nullable Node node) {
    if (node == null || node.isOff()) {
      return new Hours.Always();
    }
    if (node.yaml() instanceof Yaml.Scalar scalar && scalar.text().equals(Hours.TEAM)) {
      return new Hours.OfTeam();
    }
    String id = calendars.reference(node);
    return id == null ? new Hours.Always() : new Hours.Calendar(id);
  }

  private static List<Point> points(
      Fields policy, Map<SlaMetric, Map<Priority, Duration>> targets) {
    List<Point> points = new ArrayList<>();
    for (Node item : policy.items("atRisk", SettingsLimits.SLA_POINTS)) {
      Point point = point(item);
      if (point != null && !points.contains(point)) {
        points.add(point);
        SlaSurprises.ofNoEffect(item, targets, point);
      }
    }
    return points;
  }

  private static @Nullable Point point(Node node) {
    String text = node.line(SettingsLimits.NAME);
    Matcher percent = PERCENT.matcher(text == null ? "" : text);
    if (percent.matches()) {
      return new Point.Used(Integer.parseInt(percent.group(1)));
    }
    if (text != null && text.endsWith("%")) {
      node.error(
          ProblemCode.OUT_OF_RANGE,
          node.label() + " must be 1% to 99% of a target (was " + Words.shown(text) + ")",
          null);
      return null;
    }
    Duration before =
        text == null
            ? null
            : Values.duration(
                node, Duration.ofSeconds(1), SettingsLimits.SLA_TARGET_MAX, Duration.ZERO);
    return before == null ? null : new Point.Before(before);
  }

  private List<Step> steps(Fields policy, Map<SlaMetric, Map<Priority, Duration>> targets) {
    List<Step> steps = new ArrayList<>();
    for (Node item : policy.items("escalation", SettingsLimits.SLA_STEPS)) {
      Step step = step(item, targets);
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable Step step(Node node, Map<SlaMetric, Map<Priority, Duration>> targets) {
    Fields fields = Fields.of(node, Section.SLA_STEP);
    if (fields == null) {
      return null;
    }
    Node targetNode = fields.get("target");
    SlaMetric metric = targetNode == null ? null : targetNode.oneOf(SlaMetric.class);
    if (targetNode != null
        && metric != null
        && !targets.isEmpty()
        && !targets.containsKey(metric)) {
      targetNode.error(
          ProblemCode.UNKNOWN_VALUE,
          "the policy has no target '" + Kebab.of(metric) + "'",
          "add " + SlaConfig.field(metric) + " to its targets");
    }
    if (targetNode == null) {
      SlaSurprises.ofTwice(node, targets);
    }
    Node before = fields.get("before");
    Node after = fields.get("after");
    if ((before == null) == (after == null)) {
      node.error(
          ProblemCode.MISSING,
          node.label() + " has either 'before' or 'after'",
          "after: 0m is the moment of the breach itself");
      return null;
    }
    Node timeNode = before == null ? after : before;
    Duration time =
        timeNode == null
            ? null
            : Values.duration(
                timeNode, Duration.ZERO, SettingsLimits.SLA_TARGET_MAX, Duration.ZERO);
    if (before != null && time != null) {
      SlaSurprises.ofNoEffect(before, watched(targets, metric), new Point.Before(time));
    }
    Node thenNode = fields.required("then");
    List<Action> then = thenNode == null ? List.of() : rules.actions(thenNode);
    return time == null ? null : new Step(metric, before == null ? time : time.negated(), then);
  }
}
