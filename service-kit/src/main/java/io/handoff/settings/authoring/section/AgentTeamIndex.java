package io.handoff.settings.authoring.section;

import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.LanguageTags;
import io.handoff.settings.authoring.Levels;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.Languages;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.TeamRouting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code teams} and {@code agents}, and answers for references to them. Whoever is declared
 * somehow, be it with an error, counts as known, so that one slip gives one error.
 */
final class AgentTeamIndex {

  private final Map<String, AgentConfig> agents = new LinkedHashMap<>();
  private final Map<String, TeamConfig> teams = new LinkedHashMap<>();
  private final Map<String, Node> teamNodes = new HashMap<>();
  private final Set<String> emptyTeams = new HashSet<>();
  private final Set<String> declaredAgents = new HashSet<>();
  private final Set<String> declaredTeams = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private final List<Node> channelBounds = new ArrayList<>();
  private final TeamRoutingReader routing;
  private final TeamRouting base;
  private final boolean agentsReadable;
  private final boolean teamsReadable;

  AgentTeamIndex(
      @Nullable Node agentsNode,
      @Nullable Node teamsNode,
      TeamRoutingReader routing,
      TeamRouting base) {
    this.routing = routing;
    this.base = base;
    List<Node> agentItems =
        agentsNode == null ? List.of() : agentsNode.items(SettingsLimits.AGENTS);
    List<Node> teamItems = teamsNode == null ? List.of() : teamsNode.items(SettingsLimits.TEAMS);
    agentsReadable = agentItems != null;
    teamsReadable = teamItems != null;
    if (agentItems != null) {
      agentItems.forEach(this::agent);
    }
    if (teamItems != null) {
      teamItems.forEach(this::team);
    }
  }

  Map<String, AgentConfig> agents() {
    return agents;
  }

  /** Ids of all agents, also of those with an error. */
  Set<String> agentIds() {
    return declaredAgents;
  }

  /** Ids of all teams, likewise. */
  Set<String> teamIds() {
    return declaredTeams;
  }

  Map<String, TeamConfig> teams() {
    return teams;
  }

  private void agent(Node node) {
    declaredAgents.add(node.rawId());
    Fields fields = Fields.of(node, Section.AGENT);
    Node idNode = fields == null ? null : fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    if (fields == null) {
      return;
    }
    Node capacityNode = fields.get("capacity");
    Integer capacity =
        capacityNode == null ? null : capacityNode.integer(0, SettingsLimits.CAPACITY);
    String name = fields.name("name", id == null ? "" : id);
    AgentAbilities abilities = abilities(fields);
    if (id != null && idNode != null) {
      AgentConfig agent =
          new AgentConfig(
              id,
              name,
              capacity == null ? SettingsDefaults.CAPACITY : capacity,
              agents.size(),
              abilities);
      if (agents.putIfAbsent(id, agent) != null) {
        duplicate(idNode, "agent", id);
      }
    }
  }

  private AgentAbilities abilities(Fields fields) {
    Node bounds = fields.get("channelCapacity");
    if (bounds != null) {
      channelBounds.add(bounds);
    }
    List<String> languages = new ArrayList<>();
    for (Node item : fields.items("languages", SettingsLimits.LANGUAGES)) {
      String tag = LanguageTags.tag(item);
      if (tag != null && !languages.contains(Languages.primary(tag))) {
        languages.add(Languages.primary(tag));
      }
    }
    return new AgentAbilities(
        Levels.read(
            fields.get("skills"), Map.of(), SettingsLimits.SKILLS, 1, SettingsLimits.SKILL_LEVEL),
        languages,
        Levels.read(bounds, Map.of(), SettingsLimits.CHANNELS, 0, SettingsLimits.CAPACITY));
  }

  /** Reports bounds for channels that the account does not have. */
  void checkChannels(Set<String> channels) {
    for (Node bounds : channelBounds) {
      if (bounds.yaml() instanceof Yaml.Mapping mapping) {
        mapping
            .entries()
            .forEach(
                (id, entry) -> {
                  if (!channels.contains(id)) {
                    Levels.key(bounds, id, entry)
                        .error(
                            ProblemCode.UNKNOWN_CHANNEL,
                            "there is no channel '" + Words.shown(id) + "'",
                            Words.didYouMean(id, channels));
                  }
                });
      }
    }
  }

  /** Reports a reference to a team that the account does not have. */
  void checkTeam(Node node) {
    String id = node.rawId();
    if (!declaredTeams.contains(id) && teamsReadable) {
      node.error(
          ProblemCode.UNKNOWN_TEAM,
          "there is no team '" + Words.shown(id) + "'",
          hint(node, id, teams.keySet(), "teams"));
    }
  }

  private void team(Node node) {
    declaredTeams.add(node.rawId());
    Fields fields = Fields.of(node, Section.TEAM);
    Node idNode = fields == null ? null : fields.required("id");
    String id = idNode == null ? null : Values.id(idNode);
    if (fields == null) {
      return;
    }
    List<Node> items = fields.items("members", SettingsLimits.AGENTS);
    List<String> members = members(items);
    String name = fields.name("name", id == null ? "" : id);
    TeamRouting team = routing.read(fields, base);
    if (id != null && idNode != null) {
      if (teams.putIfAbsent(id, new TeamConfig(id, name, members, team)) != null) {
        duplicate(idNode, "team", id);
        return;
      }
      teamNodes.put(id, idNode);
      Node written = fields.get("members");
      if (written == null || (items.isEmpty() && written.yaml() instanceof Yaml.Sequence)) {
        emptyTeams.add(id);
      }
    }
  }

  private List<String> members(List<Node> items) {
    List<String> members = new ArrayList<>();
    for (Node item : items) {
      String id = Values.id(item);
      if (id == null || !knowsAgent(item, id)) {
        continue;
      }
      if (members.contains(id)) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "'" + Words.shown(id) + "' is a member twice",
            "remove one of the two");
      } else {
        members.add(id);
      }
    }
    return members;
  }

  private static void duplicate(Node idNode, String kind, String id) {
    idNode.error(
        ProblemCode.DUPLICATE_ID,
        "there is another " + kind + " with the id '" + Words.shown(id) + "'",
        "give each its own id");
  }

  /** Reports a reference to an agent that the account does not have. */
  boolean knowsAgent(Node node, String id) {
    if (declaredAgents.contains(id) || !agentsReadable) {
      return true;
    }
    node.error(
        ProblemCode.UNKNOWN_AGENT,
        "there is no agent '" + Words.shown(id) + "'",
        hint(node, id, agents.keySet(), "agents"));
    return false;
  }

  /** Reports a target team that the account does not have or that nobody is in. */
  void checkTarget(Node node, String teamId) {
    targets.add(teamId);
    if (!declaredTeams.contains(teamId) && teamsReadable) {
      node.error(
          ProblemCode.UNKNOWN_TEAM,
          "there is no team '" + Words.shown(teamId) + "'",
          hint(node, teamId, teams.keySet(), "teams"));
    } else if (emptyTeams.contains(teamId)) {
      node.error(
          ProblemCode.TEAM_EMPTY,
          "nobody is in the team '" + Words.shown(teamId) + "', so it cannot be a target",
          "add members to the team");
    }
  }

  /** Reports a target agent that is not in the target team. */
  void checkMember(Node node, String agentId, String teamId) {
    TeamConfig team = teams.get(teamId);
    if (team != null && agentsReadable && !team.members().contains(agentId)) {
      node.error(
          ProblemCode.NOT_IN_TEAM,
          "'" + Words.shown(agentId) + "' is not in the team '" + Words.shown(teamId) + "'",
          Words.didYouMean(agentId, team.members()));
    }
  }

  /** Warns of teams nobody is in that are no target. */
  void warnOfEmptyTeams() {
    teamNodes.forEach(
        (id, node) -> {
          if (emptyTeams.contains(id) && !targets.contains(id)) {
            node.warning(
                ProblemCode.TEAM_EMPTY, "nobody is in the team '" + Words.shown(id) + "'", null);
          }
        });
  }

  private static @Nullable String hint(Node node, String id, Set<String> ids, String where) {
    if (node.reading().problems().full()) {
      return null;
    }
    String meant = Words.didYouMean(id, ids);
    return meant == null ? "add it to '" + where + "'" : meant;
  }
}
