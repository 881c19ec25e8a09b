package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routing is told in a file. */
class RoutingSettingsTest {

  private static ParsedSettings parse(String text) {
    return new SettingsParser().parse("f.yaml", text, Strictness.STRICT);
  }

  private static final AccountConfig COMPLETE =
      parse(TestFiles.read("/settings/complete.yaml")).settings().orElseThrow();

  @Test
  void shouldReadHowTheAccountRoutes() {
    assertThat(COMPLETE.routing())
        .isEqualTo(
            new RoutingConfig(
                new TeamRouting(
                    Strategy.ROTATION,
                    Duration.ofMinutes(2),
                    new Acceptance(Duration.ofSeconds(20), 2, Duration.ofMinutes(1)),
                    null,
                    List.of()),
                Duration.ofMinutes(1),
                null,
                WhenOffline.RETURN,
                Duration.ofHours(1)));
  }

  @Test
  void shouldGiveATeamWhatTheAccountSaysWhenItSaysNothing() {
    assertThat(COMPLETE.teams().get("support").routing()).isEqualTo(COMPLETE.routing().team());
    assertThat(COMPLETE.teams().get("billing").routing())
        .isEqualTo(
            new TeamRouting(
                Strategy.LAST_AGENT,
                Duration.ofMinutes(5),
                null,
                null,
                List.of(
                    new WideningStep(Duration.ofMinutes(1), 1, null, Then.GO_ON),
                    new WideningStep(Duration.ofMinutes(5), 0, "support", Then.OVERFLOW_MESSAGE),
                    new WideningStep(Duration.ofMinutes(10), 0, null, Then.CALL_BACK))));
  }

  @Test
  void shouldReadWhatAgentsCanAndWhatIsAskedOfThem() {
    assertThat(COMPLETE.agents().get("anna").abilities())
        .isEqualTo(new AgentAbilities(Map.of("billing", 4), List.of("pl", "en"), Map.of("web", 2)));
    assertThat(COMPLETE.agents().get("jisoo").abilities()).isEqualTo(AgentAbilities.NONE);
    assertThat(COMPLETE.channels().get("sms").handoff().needs())
        .isEqualTo(new NeedsConfig(Map.of("billing", 3), true, 2));
    assertThat(COMPLETE.channels().get("web").handoff().needs()).isEqualTo(NeedsConfig.NONE);
  }

  @Test
  void shouldCountAnAgentWithoutLanguagesAsSpeakingAll() {
    assertThat(AgentAbilities.NONE.speaks("fi")).isTrue();
    assertThat(COMPLETE.agents().get("anna").abilities().speaks("en-US")).isTrue();
    assertThat(COMPLETE.agents().get("anna").abilities().speaks("ko")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          routing: { strategy: round-robin }                       | unknown-value
          routing: { heartbeatTimeout: 5s }                        | out-of-range
          routing: { acceptance: { within: 2h } }                  | out-of-range
          routing: { acceptance: { awayAfterMissed: -1 } }         | out-of-range
          routing: { acceptance: yes }                             | wrong-type
          routing: { widening: [{ lowerSkillsBy: 1 }] }            | missing
          routing: { widening: [{ after: 5m }, { after: 5m }] }    | out-of-range
          routing: { widening: [{ after: 5m, addTeam: nobody }] }  | unknown-team
          routing: { within: 5m }                                  | unknown-field
          agents: [{ id: x, skills: { a: 0 } }]                    | out-of-range
          agents: [{ id: x, channelCapacity: { nowhere: 2 } }]     | unknown-channel
          agents: [{ id: x, languages: [klingonese] }]             | bad-language
          teams: [{ id: t, members: [], strategy: [] }]            | wrong-type
          """)
  void shouldSayWhatIsWrong(String fields, String code) {
    ParsedSettings parsed = parse("account: a\nchannels: [{ id: c, type: sms }]\n" + fields + "\n");
    assertThat(parsed.errors())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code().text()).isEqualTo(code);
              assertThat(problem.line()).isEqualTo(3);
            });
  }
}
