package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.TeamConfig;
import org.junit.jupiter.api.Test;

class AccountConfigTest {

  private static final AccountConfig ACCOUNT =
      new SettingsParser()
          .parse(
              "a.yaml",
              """
              account: a
              agents: [{ id: ann }, { id: bob }, { id: cid }]
              teams: [{ id: help, members: [ann] }, { id: others, members: [ann, bob] }]
              """,
              Strictness.STRICT)
          .settings()
          .orElseThrow();

  @Test
  void shouldNameTheTeamThatTheAgentIsInAndElseTheOneThatAConversationWentTo() {
    assertThat(ACCOUNT.teamOf("ann", "others").map(TeamConfig::teamId)).contains("others");
    assertThat(ACCOUNT.teamOf("bob", "help").map(TeamConfig::teamId)).contains("others");
    assertThat(ACCOUNT.teamOf("cid", "help").map(TeamConfig::teamId)).contains("help");
    assertThat(ACCOUNT.teamOf(null, "help").map(TeamConfig::teamId)).contains("help");
    assertThat(ACCOUNT.teamOf("ann", "gone").map(TeamConfig::teamId)).contains("help");
    assertThat(ACCOUNT.teamOf(null, "gone")).isEmpty();
  }
}
