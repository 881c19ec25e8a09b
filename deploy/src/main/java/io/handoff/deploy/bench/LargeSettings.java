package io.handoff.deploy.bench;

/** A settings file as large as a large business has it, without a problem. */
final class LargeSettings {

  private static final int TEAMS = 10;

  private LargeSettings() {}

  static String of(int rules, int agents, int triggers) {
    StringBuilder text =
        new StringBuilder(
            "account: large\nname: Large Store\nlanguage: en\ntriggers:\n  custom:\n");
    for (int i = 0; i < triggers; i++) {
      text.append("    - id: trigger-%d\n      phrase: matter%d please\n".formatted(i, i))
          .append("      language: en\n");
    }
    text.append("agents:\n");
    for (int i = 0; i < agents; i++) {
      text.append("  - id: agent-%d\n    name: Agent %d\n    capacity: 3\n".formatted(i, i))
          .append("    languages: [en]\n    skills:\n      refunds: %d\n".formatted(1 + i % 5));
    }
    text.append("teams:\n");
    for (int team = 0; team < TEAMS; team++) {
      text.append("  - id: team-%d\n    members:\n".formatted(team));
      for (int i = 0; i < agents; i++) {
        if (i % TEAMS == team || i == 0) {
          text.append("      - agent-%d\n".formatted(i));
        }
      }
    }
    text.append(
            "channels:\n"
                + "  - id: web\n"
                + "    type: web-chat\n"
                + "    on: true\n"
                + "    messages: { teamAvailable: Hello }\n")
        .append("rules:\n  - id: route\n    on: handoff\n    rules:\n");
    for (int i = 0; i < rules; i++) {
      text.append("      - id: rule-%d\n        when:\n".formatted(i))
          .append(
              "          - { field: conversation.text, operator: mentions-any-of, value: [thing%d],"
                      .formatted(i)
                  + " language: en }\n")
          .append(
              "        then:\n          - { action: set-team, to: team-%d }\n".formatted(i % 10))
          .append("          - { action: set-priority, to: high }\n");
    }
    return text.toString();
  }
}
