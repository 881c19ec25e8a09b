package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a team works: field by field over a base; {@code off} takes away. */
final class TeamRoutingReader {

  private final References references;

  TeamRoutingReader(References references) {
    this.references = references;
  }

  /**
   * References to what is read later. They are checked when everything is known.
   *
   * @param teams nodes that name a team
   * @param calendars nodes that name a calendar
   */
  record References(List<Node> teams, List<Node> calendars) {
    References() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Reads the fields of a team, or those of {@code routing} that are the same. */
  TeamRouting read(Fields fields, TeamRouting base) {
    return new TeamRouting(
        fields.oneOf("strategy", Strategy.class, base.strategy()),
        duration(
            fields.get("lastAgentWait"),
            base.lastAgentWait(),
            Duration.ZERO,
            SettingsLimits.LAST_AGENT_WAIT_MAX),
        acceptance(fields.getOrNothing("acceptance"), base.acceptance()),
        hours(fields.getOrNothing("hours"), base.calendarId()),
        widening(fields.getOrNothing("widening"), base.widening()));
  }

  private @Nullable String hours(@Nullable Node node, @Nullable String base) {
    if (node == null || node.isOff()) {
      return node == null ? base : null;
    }
    String id = Values.id(node);
    if (id != null) {
      references.calendars().add(node);
    }
    return id;
  }

  private static @Nullable Acceptance acceptance(@Nullable Node node, @Nullable Acceptance base) {
    if (node == null || node.isOff()) {
      return node == null ? base : null;
    }
    Fields fields = Fields.of(node, Section.ACCEPTANCE);
    if (fields == null) {
      return base;
    }
    Acceptance otherwise = base == null ? SettingsDefaults.ACCEPTANCE : base;
    Node missedNode = fields.get("awayAfterMissed");
    Integer missed = missedNode == null ? null : missed(missedNode);
    return new Acceptance(
        duration(
            fields.get("within"),
            otherwise.within(),
            SettingsLimits.OFFER_MIN,
            SettingsLimits.OFFER_MAX),
        missed == null ? otherwise.awayAfterMissed() : missed,
        duration(
            fields.get("nextRoundAfter"),
            otherwise.nextRoundAfter(),
            SettingsLimits.OFFER_MIN,
            SettingsLimits.ROUND_MAX));
  }

  private static @Nullable Integer missed(Node node) {
    if (node.isOff()) {
      return 0;
    }
    return node.integer(0, SettingsLimits.MISSED_MAX);
  }

  private List<WideningStep> widening(@Nullable Node node, List<WideningStep> base) {
    if (node == null || node.isOff()) {
      return node == null ? base : List.of();
    }
    List<Node> items = node.items(SettingsLimits.WIDENING);
    if (items == null) {
      return base;
    }
    List<WideningStep> steps = new ArrayList<>();
    for (Node item : items) {
      WideningStep step = step(item);
      if (step != null) {
        if (!steps.isEmpty() && step.after().compareTo(steps.getLast().after()) <= 0) {
          item.error(
              ProblemCode.OUT_OF_RANGE,
              "each step must come later than the one before it",
              "write the steps in the order of time");
        }
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable WideningStep step(Node node) {
    Fields fields = Fields.of(node, Section.WIDENING_STEP);
    if (fields == null) {
      return null;
    }
    Node afterNode = fields.required("after");
    Duration after =
        afterNode == null
            ? null
            : Values.duration(
                afterNode, SettingsLimits.WIDEN_MIN, SettingsLimits.WIDEN_MAX, Duration.ZERO);
    Node lowerNode = fields.get("lowerSkillsBy");
    Integer lower = lowerNode == null ? null : lowerNode.integer(0, SettingsLimits.SKILL_LEVEL);
    Node teamNode = fields.get("addTeam");
    String team = teamNode == null ? null : Values.id(teamNode);
    if (teamNode != null && team != null) {
      references.teams().add(teamNode);
    }
    Then then = fields.oneOf("then", Then.class, Then.GO_ON);
    return after == null ? null : new WideningStep(after, lower == null ? 0 : lower, team, then);
  }

  private static Duration duration(@Nullable Node node, Duration base, Duration min, Duration max) {
    Duration read = node == null ? null : Values.duration(node, min, max, Duration.ZERO);
    return read == null ? base : read;
  }
}
