package io.handoff.deploy.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an account, as a few choices: what is not chosen has its default. Messages mark every
 * placeholder with angle brackets, so that a hole shows.
 *
 * @param choices by name
 */
record Setup(Map<String, String> choices) {

  /** Shortest times by which deadlines are judged. */
  static final String CUSTOMER_SILENT = "autoClose.customerSilentFor";

  static final String AGENT_SILENT = "autoClose.agentSilentFor";
  static final String WARNING = "autoClose.warning";
  static final String WHILE_QUEUED = "autoClose.whileQueued";
  static final String NEXT_RESPONSE = "sla.nextResponse";

  /** A rule is a choice under this prefix; its value is its body. */
  static final String RULE = "rule.";

  private static final List<String> RULES =
      List.of(
          "ticket-created|set-team|{ action: set-team, to: two }",
          "ticket-created|set-team-back|{ action: set-team, to: one }",
          "ticket-created|department|{ action: set-department, to: sales }",
          "ticket-created|resolve|{ action: set-status, to: resolved }",
          "ticket-created|snooze|{ action: snooze, for: 10m }",
          "ticket-created|greet|{ action: send-template, template: hello }",
          "ticket-created|set-agent|{ action: set-agent, to: cleo }",
          "customer-replied|move|{ action: set-team, to: two }",
          "customer-replied|move-back|{ action: set-team, to: one }",
          "customer-replied|high|{ action: set-priority, to: high }",
          "customer-replied|close|{ action: set-status, to: closed }",
          "customer-replied|greet-back|{ action: send-template, template: hello }",
          "agent-replied|snooze-then|{ action: snooze, for: 10m }",
          "agent-replied|resolve-then|{ action: set-status, to: resolved }",
          "reopened|resolve-again|{ action: set-status, to: resolved }",
          "reopened|close-again|{ action: set-status, to: closed }",
          "reopened|move-reopened|{ action: set-team, to: two }",
          "status-changed|mark|{ action: add-conversation-tags, tags: [changed] }",
          "snooze-over|snooze-more|{ action: snooze, for: 10m }",
          "snooze-over|give-up|{ action: hand-off }",
          "tag-added|tagged|{ action: set-team, to: two }",
          "assignee-changed|to-ben|{ action: set-agent, to: ben }",
          "assignee-changed|to-ann|{ action: set-agent, to: ann }",
          "priority-changed|urgent|{ action: set-priority, to: urgent }",
          "sla-breached|hand-off|{ action: hand-off }",
          "sla-at-risk|move-risk|{ action: set-team, to: two }",
          "team-changed|hand-back|{ action: hand-back }",
          "handoff|first-two|{ action: set-team, to: two }",
          "handoff|first-ben|{ action: set-agent, to: ben }",
          "handoff|first-tags|{ action: add-conversation-tags, tags: [early] }");

  Setup {
    choices = new TreeMap<>(choices);
  }

  static Setup random(Random random) {
    Map<String, String> choices = new TreeMap<>();
    maybe(random, 3, choices, "routing.strategy", "rotation", "longest-idle", "last-agent");
    maybe(
        random,
        4,
        choices,
        "one.acceptance",
        "{ within: 5m, awayAfterMissed: off }",
        "{ within: 5m, awayAfterMissed: 2 }");
    maybe(
        random,
        4,
        choices,
        "one.widening",
        "[{ after: 30s, addTeam: two }]",
        "[{ after: 1m, then: overflow-message }]",
        "[{ after: 1m, then: call-back }]");
    maybe(random, 6, choices, "one.hours", "day");
    maybe(random, 3, choices, "web.whenNobodyAvailable", "close");
    maybe(random, 3, choices, "routing.offlineGrace", "1m", "5m");
    maybe(random, 2, choices, CUSTOMER_SILENT, "30m", "1h");
    maybe(random, 2, choices, AGENT_SILENT, "20m", "1h");
    if (choices.containsKey(CUSTOMER_SILENT) || choices.containsKey(AGENT_SILENT)) {
      maybe(random, 2, choices, WARNING, "5m");
      maybe(random, 4, choices, WHILE_QUEUED, "true");
      maybe(random, 3, choices, "autoClose.rating", "true");
    }
    maybe(random, 3, choices, "sla.firstResponse", "15m");
    maybe(random, 3, choices, NEXT_RESPONSE, "20m", "1h");
    maybe(random, 4, choices, "sla.resolution", "2h");
    if (choices.keySet().stream().anyMatch(name -> name.startsWith("sla."))) {
      maybe(
          random,
          3,
          choices,
          "sla.escalation",
          "{ action: hand-off }",
          "{ action: set-priority, to: urgent }",
          "{ action: set-team, to: two }");
      maybe(random, 3, choices, "sla.atRisk", "5m");
    }
    maybe(random, 4, choices, "tickets.reopenWithin", "1h");
    for (String agent : List.of("ann", "ben", "cleo")) {
      maybe(random, 2, choices, agent + ".capacity", "1", "2");
    }
    maybe(random, 4, choices, "two.members", "[ben]", "[cleo, ben]");
    for (int rules = random.nextInt(4); rules > 0; rules--) {
      String[] rule = RULES.get(random.nextInt(RULES.size())).split("\\|", 3);
      choices.put(RULE + rule[1], rule[0] + "|" + rule[2]);
    }
    return new Setup(choices);
  }

  /** The same with something else: what people do while the system runs. */
  Setup edited(Random random) {
    Map<String, String> other = new TreeMap<>(random(random).choices);
    Map<String, String> edited = new TreeMap<>(choices);
    List<String> names = new ArrayList<>(other.keySet());
    for (int i = 0; i < 2 && !names.isEmpty(); i++) {
      String name = names.remove(random.nextInt(names.size()));
      edited.put(name, String.valueOf(other.get(name)));
    }
    if (!edited.isEmpty() && random.nextBoolean()) {
      List<String> all = List.copyOf(edited.keySet());
      edited.remove(all.get(random.nextInt(all.size())));
    }
    return new Setup(edited);
  }

  private static void maybe(
      Random random, int oneOf, Map<String, String> choices, String name, String... values) {
    if (random.nextInt(oneOf) == 0) {
      choices.put(name, values[random.nextInt(values.length)]);
    }
  }

  @Nullable String get(String name) {
    return choices.get(name);
  }

  Setup without(String name) {
    Map<String, String> fewer = new TreeMap<>(choices);
    fewer.remove(name);
    return new Setup(fewer);
  }

  /** The settings file. */
  String yaml(String account) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("account: ").append(account).append("\nlanguage: en\ntimeZone: UTC\n");
    yaml.append(
        """
        messages:
          teamAvailable: "available <{agent}> of <{team}>"
          queued: "queued <{position}>"
          overflow: "overflow"
          callBack: "call back"
          teamUnavailable: "nobody here <{team}>"
          unassigned: "nobody can answer"
          followUp: "we write back"
          noHandoff: "we cannot"
          closing: "closing"
          warning: "warning"
          ratingRequest: "rate us"
        templates:
          - { id: hello, name: Hello, content: "hello of <{agent}>" }
        calendars:
          - id: day
            monday: "09:00-17:00"
            tuesday: "09:00-17:00"
            wednesday: "09:00-17:00"
            thursday: "09:00-17:00"
            friday: "09:00-17:00"
        """);
    section(
        yaml, "autoClose", List.of("customerSilentFor", "agentSilentFor", "whileQueued", "rating"));
    if (get(WARNING) != null) {
      yaml.append("  warning: { before: ").append(get(WARNING)).append(" }\n");
    }
    section(yaml, "routing", List.of("strategy", "offlineGrace"));
    yaml.append("tickets:\n  departments: [sales, support]\n");
    line(yaml, "  reopenWithin: ", get("tickets.reopenWithin"));
    sla(yaml);
    yaml.append(
        """
        channels:
          - id: web
            type: web-chat
            onSince: 2020-01-01T00:00:00Z
            handoff: { target: { kind: help-desk, team: one }%s }
          - id: mail
            type: email
            onSince: 2020-01-01T00:00:00Z
            handoff: { process: asynchronous, target: { kind: help-desk, team: one } }
        """
            .formatted(
                get("web.whenNobodyAvailable") == null ? "" : ", whenNobodyAvailable: close"));
    yaml.append("teams:\n  - id: one\n    name: One\n    members: [ann, ben]\n");
    line(yaml, "    acceptance: ", get("one.acceptance"));
    line(yaml, "    widening: ", get("one.widening"));
    line(yaml, "    hours: ", get("one.hours"));
    yaml.append("  - id: two\n    name: Two\n    members: ")
        .append(choices.getOrDefault("two.members", "[cleo]"))
        .append("\n");
    yaml.append("agents:\n");
    for (String agent : List.of("ann", "ben", "cleo")) {
      yaml.append(
          "  - { id: %s, name: %s, capacity: %s }\n"
              .formatted(agent, agent.toUpperCase(java.util.Locale.ROOT), capacity(agent)));
    }
    rules(yaml);
    return yaml.toString();
  }

  int capacity(String agent) {
    return Integer.parseInt(choices.getOrDefault(agent + ".capacity", "3"));
  }

  List<String> members(String team) {
    if (team.equals("one")) {
      return List.of("ann", "ben");
    }
    String members = choices.getOrDefault("two.members", "[cleo]");
    return List.of(members.substring(1, members.length() - 1).split(", "));
  }

  private void sla(StringBuilder yaml) {
    List<String> targets = new ArrayList<>();
    for (String target : List.of("firstResponse", "nextResponse", "resolution")) {
      if (get("sla." + target) != null) {
        targets.add(target + ": " + get("sla." + target));
      }
    }
    if (targets.isEmpty()) {
      return;
    }
    yaml.append("sla:\n  policies:\n    - id: all\n      name: All\n      targets: { ")
        .append(String.join(", ", targets))
        .append(" }\n");
    if (get("sla.atRisk") != null) {
      yaml.append("      atRisk: [").append(get("sla.atRisk")).append("]\n");
    }
    if (get("sla.escalation") != null) {
      yaml.append("      escalation:\n        - after: 5m\n          then: [")
          .append(get("sla.escalation"))
          .append("]\n");
    }
  }

  private void section(StringBuilder yaml, String name, List<String> keys) {
    if (keys.stream().noneMatch(key -> get(name + "." + key) != null)) {
      return;
    }
    yaml.append(name).append(":\n");
    keys.forEach(key -> line(yaml, "  " + key + ": ", get(name + "." + key)));
  }

  private static void line(StringBuilder yaml, String key, @Nullable String value) {
    if (value != null) {
      yaml.append(key).append(value).append("\n");
    }
  }

  private void rules(StringBuilder yaml) {
    List<String> names = choices.keySet().stream().filter(name -> name.startsWith(RULE)).toList();
    if (names.isEmpty()) {
      return;
    }
    yaml.append("rules:\n");
    for (String name : names) {
      String id = name.substring(RULE.length());
      String[] rule = String.valueOf(get(name)).split("\\|", 2);
      yaml.append(
          "  - id: set-%s\n    on: %s\n    rules: [{ id: %s, then: [%s, "
              .formatted(id, rule[0], id, rule[1]));
      yaml.append("{ action: add-conversation-tags, tags: [did-%s] }] }]\n".formatted(id));
    }
  }
}
