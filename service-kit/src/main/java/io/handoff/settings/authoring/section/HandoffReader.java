package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Levels;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.SettingsDefaults;
import org.jspecify.annotations.Nullable;

/** Reads {@code handoff}: key by key over a base, the target as a whole. */
final class HandoffReader {

  private final AgentTeamIndex index;

  HandoffReader(AgentTeamIndex index) {
    this.index = index;
  }

  HandoffConfig read(@Nullable Node node, HandoffConfig base) {
    Fields fields = node == null ? null : Fields.of(node, Section.HANDOFF);
    if (fields == null) {
      return base;
    }
    return new HandoffConfig(
        fields.oneOf("process", Process.class, base.process()),
        target(fields.get("target"), base.target()),
        fields.oneOf("whenNobodyAvailable", WhenNobodyAvailable.class, base.whenNobodyAvailable()),
        needs(fields, base.needs()));
  }

  private static NeedsConfig needs(Fields fields, NeedsConfig base) {
    Node weightNode = fields.get("weight");
    Integer weight = weightNode == null ? null : weightNode.integer(1, SettingsLimits.WEIGHT);
    return new NeedsConfig(
        Levels.read(
            fields.getOrNothing("skills"),
            base.skills(),
            SettingsLimits.SKILLS,
            1,
            SettingsLimits.SKILL_LEVEL),
        fields.truthValue("speaksLanguage", base.speaksLanguage()),
        weight == null ? base.weight() : weight);
  }

  private TargetConfig target(@Nullable Node node, TargetConfig base) {
    Fields fields = node == null ? null : Fields.of(node, Section.TARGET);
    if (fields == null) {
      return base;
    }
    TargetKind kind =
        fields.oneOf("kind", TargetKind.class, SettingsDefaults.HANDOFF.target().kind());
    Node teamNode = fields.get("team");
    String team = teamNode == null ? null : Values.id(teamNode);
    if (teamNode != null && team != null) {
      index.checkTarget(teamNode, team);
    }
    Node agentNode = fields.get("agent");
    String agent = agentNode == null ? null : Values.id(agentNode);
    if (agentNode != null && agent != null && index.knowsAgent(agentNode, agent) && team != null) {
      index.checkMember(agentNode, agent, team);
    }
    return new TargetConfig(kind, team, agent);
  }
}
