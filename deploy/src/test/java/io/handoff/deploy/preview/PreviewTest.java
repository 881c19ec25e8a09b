package io.handoff.deploy.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.deploy.play.ConversationTimeline;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.Script;
import io.handoff.deploy.play.ScriptReader;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The samples, on the services' own topologies. */
class PreviewTest {

  private static final Duration RUN_ON = Duration.ofDays(30);

  private static AccountConfig account;
  private static List<Script> samples;

  @BeforeAll
  static void read() throws IOException {
    account = account(Files.readString(Path.of("samples", "settings", "acme.yaml")));
    samples = ScriptReader.read(Path.of("samples", "conversations"));
  }

  private static AccountConfig account(String yaml) {
    return new SettingsParser().parse("a.yaml", yaml, Strictness.STRICT).settings().orElseThrow();
  }

  private static ConversationTimeline story(Preview preview, String conversation) {
    return preview.scenes().stream()
        .map(Preview.Scene::story)
        .filter(timeline -> timeline.conversationId().equals(conversation))
        .findFirst()
        .orElseThrow();
  }

  private static Script script(String steps) {
    return ScriptReader.parse(
        "mine.yaml",
        """
        title: Mine
        account: acme
        channel: line
        conversation: mine
        customer: { id: c-1, name: Haru, language: ko }
        start: 2026-02-04T02:00:00Z
        steps:
        """
            + steps);
  }

  @Test
  void shouldTellTheSamplesAsTheRunningSystemDoes() throws Exception {
    Preview preview = Preview.of(account, 1, samples, RUN_ON);
    assertThat(preview.stopped()).isNull();
    assertThat(preview.refused()).isEmpty();
    assertThat(preview.scenes()).hasSize(samples.size());
    assertThat(story(preview, "demo-ko-refund").entries())
        .extracting(Entry::kind, Entry::text)
        .anyMatch(e -> e.toList().get(1).toString().startsWith("custom trigger: \"환불\""));
    assertThat(story(preview, "demo-customer-silent").tickets().getFirst().getRating())
        .isEqualTo(5);
    assertThat(
            story(preview, "demo-agent-silent").entries().stream()
                .filter(entry -> entry.kind() == Kind.TIME)
                .map(Entry::at))
        .containsExactly(Instant.parse("2026-02-04T04:00:10Z"));
    assertThat(
            story(preview, "demo-promise-missed").entries().stream()
                .filter(entry -> entry.kind() == Kind.TIME))
        .extracting(Entry::at, entry -> entry.fields().get("what"))
        .containsExactly(
            tuple(Instant.parse("2026-02-09T10:10:10Z"), "at risk"),
            tuple(Instant.parse("2026-02-09T10:15:10Z"), "missed"),
            tuple(Instant.parse("2026-02-09T10:25:10Z"), "escalated"));
    assertThat(Preview.of(account, 1, samples, RUN_ON).lines(true)).isEqualTo(preview.lines(true));
  }

  @Test
  void shouldFireDeadlinesBetweenStepsAndAfterTheLast() throws Exception {
    Preview preview =
        Preview.of(
            account,
            1,
            List.of(
                script(
                    """
                      - { presence: jiwoo, is: available }
                      - { after: 5s, customer: "상담원 연결 부탁드려요" }
                      - { after: 1h, customer: "아직인가요?" }
                      - { after: 3h, customer: "여보세요?" }
                    """)),
            RUN_ON);
    assertThat(
            story(preview, "mine").entries().stream()
                .filter(entry -> entry.text().startsWith("closed the conversation"))
                .map(Entry::at))
        .containsExactly(Instant.parse("2026-02-04T05:00:10Z"));
  }

  /** Nobody is there for a week: nothing may keep the clock from what is due in the end. */
  @Test
  void shouldReachWhatIsDueAfterALongWait() throws Exception {
    String yaml =
        """
        account: acme
        handoff: { target: { kind: help-desk, team: t } }
        teams: [{ id: t, members: [a] }]
        agents: [{ id: a, capacity: 1 }]
        channels: [{ id: line, type: messenger, onSince: 2026-01-01T00:00:00Z }]
        sla:
          policies:
            - id: slow
              targets: { firstResponse: 1h }
              escalation: [{ after: 7d, then: [{ action: set-priority, to: urgent }] }]
        """;
    Preview preview =
        Preview.of(
            account(yaml),
            1,
            List.of(script("  - { after: 5s, customer: \"상담원 연결 부탁드려요\" }\n")),
            RUN_ON);
    assertThat(
            story(preview, "mine").entries().stream()
                .filter(entry -> entry.kind() == Kind.TIME)
                .filter(entry -> "escalated".equals(entry.fields().get("what")))
                .map(Entry::at))
        .containsExactly(Instant.parse("2026-02-11T03:00:05Z"));
  }

  @Test
  void shouldSayWhereItStoppedWhenNothingMoreHappens() throws Exception {
    Preview preview =
        Preview.of(
            account,
            1,
            List.of(script("  - { after: 5s, customer: \"안녕하세요\" }\n  - { await: assigned }\n")),
            RUN_ON);
    assertThat(preview.stopped())
        .contains("conversation mine did not become")
        .contains("mine, step 2");
  }

  /** An offer that nobody answers goes round for ever. */
  @Test
  void shouldSayThatItRepeatsItselfAndEnd() throws Exception {
    String yaml =
        """
        account: acme
        handoff: { target: { kind: help-desk, team: t } }
        routing: { acceptance: { within: 30s, awayAfterMissed: off, nextRoundAfter: 1m } }
        teams: [{ id: t, members: [a] }]
        agents: [{ id: a, capacity: 1 }]
        channels: [{ id: line, type: messenger, onSince: 2026-01-01T00:00:00Z }]
        """;
    Preview preview =
        Preview.of(
            account(yaml),
            1,
            List.of(script("  - { presence: a, is: available }\n  - { customer: 상담원 연결 부탁드려요 }\n")),
            RUN_ON);
    assertThat(preview.stopped()).isNull();
    assertThat(preview.repeats()).startsWith("the same happens again and again");
    assertThat(preview.scenes().getFirst().story().entries().getLast().at())
        .isBefore(Instant.parse("2026-02-04T12:00:00Z"));
  }

  @Test
  void shouldTellWhatRulesAndServicesDoAndWhyRulesDoNotFire() throws Exception {
    String yaml =
        """
        account: acme
        handoff: { target: { kind: help-desk, team: t } }
        teams: [{ id: t, members: [a] }]
        agents: [{ id: a, capacity: 1 }]
        channels: [{ id: line, type: messenger, onSince: 2026-01-01T00:00:00Z }]
        tickets: { reopenWithin: 1h }
        rules:
          - id: route
            on: handoff
            match: all
            rules:
              - id: vip
                when: { field: customer.attributes.plan, operator: is, value: gold }
                then: [{ action: set-priority, to: urgent }]
              - id: every
                then:
                  - { action: add-conversation-tags, tags: [seen] }
                  - { action: notify, agent: a, message: Look }
          - id: replies
            on: customer-replied
            rules:
              - id: broken
                script:
                  match:
                    - when: int(customer.attributes.plan) > 3
                      then: [{ action: set-priority, to: low }]
        """;
    Preview preview =
        Preview.of(
            account(yaml),
            1,
            List.of(
                script(
                    """
                      - { presence: a, is: available }
                      - { customer: 상담원 연결 부탁드려요 }
                      - { customer: 여보세요 }
                      - { customer: 아직인가요 }
                      - { command: accept, by: a }
                      - { command: snooze, by: a, for: 10m }
                      - { after: 20m, command: status, by: a, status: resolved }
                      - { after: 3h, customer: 상담원 연결 부탁드려요 }
                    """)),
            RUN_ON);
    assertThat(preview.lines(true))
        .anyMatch(line -> line.endsWith("● agent a        is available"))
        .anyMatch(line -> line.endsWith("rules set conversationTags: seen"))
        .anyMatch(line -> line.contains("✉ notification   to agent a (rule): Look"))
        .anyMatch(line -> line.contains("⏲ snooze         over"))
        .anyMatch(line -> line.contains("follow-up of ticket"))
        .anyMatch(line -> line.contains("✗ ticket         rejected"))
        .noneMatch(line -> line.contains("✓ ticket         rejected"))
        .anyMatch(line -> line.contains("times in "))
        .filteredOn(line -> line.contains("rules/replies"))
        .singleElement()
        .asString()
        .endsWith("no rule fired (the same 2 times)");
    assertThat(preview.lines(true))
        .filteredOn(line -> line.contains("did not fire: vip"))
        .singleElement()
        .asString()
        .endsWith("customer.attributes.plan: wanted \"is gold\", there was \"nothing\"");
    assertThat(preview.lines(true))
        .filteredOn(line -> line.contains("did not fire: broken"))
        .singleElement()
        .asString()
        .contains("did not fire: broken, because its script failed: ", "key 'plan'");
    assertThat(preview.lines(false))
        .as("what tells little is left out")
        .noneMatch(line -> line.contains("message count"))
        .anyMatch(line -> line.contains("did not fire: broken"));
  }

  @Test
  void shouldNotTakeLeapsForOutages() throws Exception {
    String yaml =
        Files.readString(Path.of("samples", "settings", "acme.yaml"))
            .replace("agentSilentFor: 2h", "agentSilentFor: 2h, afterOutage: shift");
    Preview preview =
        Preview.of(
            account(yaml),
            1,
            List.of(
                script(
                    """
                      - { presence: jiwoo, is: available }
                      - { after: 5s, customer: "상담원 연결 부탁드려요" }
                      - { await: closed }
                    """)),
            RUN_ON);
    assertThat(
            story(preview, "mine").entries().stream()
                .filter(entry -> entry.kind() == Kind.TIME)
                .map(Entry::at))
        .containsExactly(Instant.parse("2026-02-04T04:00:10Z"));
  }

  @Test
  void shouldRefuseConversationsOfAnotherAccount() {
    AccountConfig other = account("account: other\n");
    assertThatThrownBy(() -> Preview.of(other, 1, samples, RUN_ON))
        .isInstanceOf(PlayException.class)
        .hasMessageContaining("a conversation of account acme");
  }
}
