package io.handoff.settings;

import static io.handoff.settings.model.LocalContent.ofText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.SettingsText;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.HandoffConfig.Process;
import io.handoff.settings.model.HandoffConfig.TargetConfig;
import io.handoff.settings.model.HandoffConfig.TargetKind;
import io.handoff.settings.model.HandoffConfig.WhenNobodyAvailable;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamConfig;
import io.handoff.settings.model.ToleranceConfig;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsParserTest {

  private static final Instant APPLIED = Instant.parse("2026-05-01T12:00:00Z");
  private static final CustomTrigger REFUND = new CustomTrigger("refund-ko", "환불", "ko");
  private static final CustomTrigger CANCEL = new CustomTrigger("cancel-en", "cancel", "en");

  private final SettingsParser parser = new SettingsParser();
  private final AccountConfig complete = strict(TestFiles.read("/settings/complete.yaml"), null);

  private AccountConfig strict(String text, AccountConfig previous) {
    ParsedSettings parsed =
        parser.parse(
            List.of(new SettingsText("acme.yaml", text)), Strictness.STRICT, APPLIED, previous);
    assertThat(parsed.problems())
        .filteredOn(problem -> problem.code() != ProblemCode.NO_MESSAGES)
        .filteredOn(problem -> problem.code() != ProblemCode.RATING_WHEN_LATE)
        .filteredOn(problem -> problem.code() != ProblemCode.CLOSES_UNANSWERED)
        .isEmpty();
    return parsed.settings().orElseThrow();
  }

  @Test
  void shouldReadWhatHoldsForTheWholeAccount() {
    assertThat(complete.accountId()).isEqualTo("acme");
    assertThat(complete.name()).isEqualTo("Acme Store");
    assertThat(complete.language()).isEqualTo("en");
    assertThat(complete.timeZone()).isEqualTo(ZoneId.of("Europe/Warsaw"));
    assertThat(complete.teams().values())
        .extracting(TeamConfig::teamId, TeamConfig::name, TeamConfig::members)
        .containsExactlyInAnyOrder(
            tuple("support", "Support", List.of("anna", "jisoo")),
            tuple("billing", "billing", List.of("anna")));
    assertThat(complete.agents().values())
        .extracting(
            AgentConfig::agentId, AgentConfig::name, AgentConfig::capacity, AgentConfig::position)
        .containsExactlyInAnyOrder(
            tuple("anna", "Anna Nowak", 5, 0), tuple("jisoo", "Ji-soo", 3, 1));
  }

  @Test
  void shouldGiveAChannelWhatTheAccountSaysWhenItSaysNothing() {
    assertThat(complete.channels().get("web"))
        .isEqualTo(
            new ChannelConfig(
                "web",
                ChannelType.WEB_CHAT,
                APPLIED,
                true,
                "en",
                new TriggerConfig(true, true, false, true, List.of(REFUND, CANCEL)),
                new HandoffConfig(
                    Process.LIVE,
                    new TargetConfig(TargetKind.HELP_DESK, "support", null),
                    WhenNobodyAvailable.CLOSE),
                new MessagesConfig(
                    Map.of(
                        Occasion.TEAM_AVAILABLE,
                        Map.of(
                            "en",
                            ofText("{agent} will be with you in a moment."),
                            "",
                            ofText("One moment.")),
                        Occasion.OVERFLOW,
                        Map.of(
                            "pl",
                            ofText("Prosimy o cierpliwość."),
                            "",
                            List.of(
                                new Part.Text("{position} are before you."),
                                new Part.Button("Call me back", null, "Please call me."))),
                        Occasion.UNASSIGNED,
                        Map.of("", ofText("Nobody is here now.")),
                        Occasion.WARNING,
                        Map.of("", ofText("Still there?")),
                        Occasion.CLOSING,
                        Map.of("", ofText("Goodbye, {customer}.")),
                        Occasion.RATING_REQUEST,
                        Map.of("", ofText("How was it?")))),
                new AutoCloseConfig(
                    Duration.ofHours(24),
                    Duration.ofDays(7).minusMinutes(10),
                    true,
                    new ToleranceConfig(AfterOutage.SHIFT, Duration.ofSeconds(30)),
                    Duration.ofHours(1),
                    true)));
  }

  @Test
  void shouldOverrideKeyByKeyWhenAChannelSaysSomething() {
    ChannelConfig channel = complete.channels().get("pl");
    assertThat(channel.onSince()).isEqualTo("2025-12-31T23:00:00Z");
    assertThat(channel.aiAgent()).isFalse();
    assertThat(channel.triggers())
        .isEqualTo(
            new TriggerConfig(
                true,
                true,
                false,
                false,
                List.of(CANCEL, new CustomTrigger("zwrot-pieniędzy-pl", "zwrot pieniędzy", "pl"))));
    assertThat(channel.handoff())
        .isEqualTo(
            new HandoffConfig(
                Process.ASYNCHRONOUS,
                new TargetConfig(TargetKind.INBOX, null, "jisoo"),
                WhenNobodyAvailable.CLOSE));
    assertThat(channel.messages().contents())
        .containsEntry(Occasion.FOLLOW_UP, Map.of("pl", ofText("Odpowiemy jutro.")))
        .containsKey(Occasion.TEAM_AVAILABLE)
        .doesNotContainKey(Occasion.UNASSIGNED);
    assertThat(channel.autoClose())
        .isEqualTo(
            new AutoCloseConfig(
                null,
                Duration.ofDays(7).minusMinutes(10),
                false,
                new ToleranceConfig(AfterOutage.SKIP, Duration.ofSeconds(30)),
                null,
                true));
  }

  @Test
  void shouldLeaveAChannelOffUntilItIsTurnedOn() {
    assertThat(complete.channels().get("sms").onSince()).isNull();
  }

  @Test
  void shouldApplyTheDefaultsWhenNothingIsSaid() {
    AccountConfig config =
        strict(
            """
            account: a
            channels: [{ id: c, type: form }]
            agents: [{ id: x }]
            """,
            null);
    assertThat(config.name()).isEqualTo("a");
    assertThat(config.language()).isEqualTo(SettingsDefaults.LANGUAGE);
    assertThat(config.timeZone()).isEqualTo(SettingsDefaults.TIME_ZONE);
    assertThat(config.agents().get("x"))
        .isEqualTo(new AgentConfig("x", "x", SettingsDefaults.CAPACITY, 0));
    assertThat(config.channels().get("c"))
        .isEqualTo(
            new ChannelConfig(
                "c",
                ChannelType.FORM,
                null,
                SettingsDefaults.AI_AGENT,
                SettingsDefaults.LANGUAGE,
                SettingsDefaults.TRIGGERS,
                SettingsDefaults.HANDOFF,
                SettingsDefaults.MESSAGES,
                SettingsDefaults.AUTO_CLOSE));
  }

  @Test
  void shouldKeepTheMomentOfTurningOnWhenAppliedAgain() {
    Instant later = APPLIED.plusSeconds(3600);
    String text =
        TestFiles.read("/settings/complete.yaml").replace("type: sms", "type: sms\n    on: true");
    AccountConfig again =
        parser
            .parse(List.of(new SettingsText("f", text)), Strictness.STRICT, later, complete)
            .settings()
            .orElseThrow();
    assertThat(again.channels().get("web").onSince()).isEqualTo(APPLIED);
    assertThat(again.channels().get("sms").onSince()).isEqualTo(later);
  }

  @Test
  void shouldTurnOnAnewWhenTheChannelWasOffInBetween() {
    String on = "account: a\nagents: [{ id: x }]\nchannels: [{ id: c, type: form, on: true }]";
    AccountConfig first = strict(on, null);
    AccountConfig off = strict(on.replace("true", "false"), first);
    Instant later = APPLIED.plusSeconds(60);
    assertThat(off.channels().get("c").onSince()).isNull();
    assertThat(
            parser
                .parse(List.of(new SettingsText("f", on)), Strictness.STRICT, later, off)
                .settings()
                .orElseThrow()
                .channels()
                .get("c")
                .onSince())
        .isEqualTo(later);
  }

  @Test
  void shouldIgnoreUnknownFieldsOnlyWhenLenient() {
    String text =
        "{\"account\":\"a\",\"newer\":{\"x\":[1]},\"channels\":[],\"agents\":[{\"id\":\"x\",\"skill\":2}]}";
    assertThat(parser.parse("f", text, Strictness.LENIENT).problems()).isEmpty();
    assertThat(parser.parse("f", text, Strictness.STRICT).errors())
        .extracting(Problem::path)
        .containsExactly("newer", "agents[x].skill");
  }

  @Test
  void shouldReplaceCustomTriggersWhenAChannelHasItsOwn() {
    AccountConfig config =
        strict(
            """
            account: a
            language: pt-br
            triggers: { custom: [one, two, { phrase: C++ }] }
            channels:
              - { id: c, type: form, triggers: { custom: [three], customAdd: [four] } }
              - { id: d, type: form, triggers: { custom: [] } }
              - { id: e, type: form, triggers: { customRemove: [ONE, two-pt] } }
            agents: [{ id: x }]
            """,
            null);
    assertThat(config.language()).isEqualTo("pt-BR");
    assertThat(config.channels().get("c").triggers().custom())
        .extracting(CustomTrigger::id)
        .containsExactly("three-pt", "four-pt");
    assertThat(config.channels().get("d").triggers().custom()).isEmpty();
    assertThat(config.channels().get("e").triggers().custom())
        .singleElement()
        .satisfies(trigger -> assertThat(trigger.id()).matches("c-[0-9a-f]{6}-pt"));
  }
}
