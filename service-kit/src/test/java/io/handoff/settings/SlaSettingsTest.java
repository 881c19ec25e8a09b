package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Action.Priority;
import io.handoff.rules.Condition;
import io.handoff.rules.RuleSet;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.PausingStatus;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.settings.rules.SlaRules;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is promised to customers, in a file. */
class SlaSettingsTest {

  private static final String HEAD =
      """
      account: acme
      channels: [{ id: web, type: web-chat }]
      agents: [{ id: anna }]
      teams: [{ id: support, members: [anna] }]
      calendars: [{ id: office, monday: 09:00-17:00 }]
      """;

  private static ParsedSettings parse(String text) {
    return new SettingsParser().parse("f.yaml", HEAD + text, Strictness.STRICT);
  }

  private static ParsedSettings policy(String more) {
    return parse("sla: { policies: [{ id: p, " + more + " }] }");
  }

  @Test
  void shouldReadWhatIsPromised() {
    SlaConfig sla =
        new SettingsParser()
            .parse("f.yaml", TestFiles.read("/settings/complete.yaml"), Strictness.STRICT)
            .config()
            .sla();
    assertThat(sla.pausedWhile()).containsExactly(PausingStatus.WAITING_ON_CUSTOMER);
    assertThat(sla.afterOutage()).isEqualTo(AfterOutage.SHIFT);
    Policy gold = sla.policies().getFirst();
    assertThat(gold.name()).isEqualTo("Gold customers");
    assertThat(gold.when()).isInstanceOf(Condition.Comparison.class);
    assertThat(gold.targets().get(SlaMetric.FIRST_RESPONSE))
        .isEqualTo(
            Map.of(
                Priority.URGENT,
                Duration.ofMinutes(15),
                Priority.HIGH,
                Duration.ofHours(1),
                Priority.NORMAL,
                Duration.ofHours(1)));
    assertThat(gold.targets().get(SlaMetric.RESOLUTION)).hasSize(4);
    assertThat(gold.hours()).isEqualTo(new Hours.Calendar("office"));
    assertThat(gold.atRisk())
        .containsExactly(new Point.Before(Duration.ofMinutes(10)), new Point.Used(75));
    assertThat(gold.escalation())
        .extracting(Step::metric, Step::delay)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(SlaMetric.FIRST_RESPONSE, Duration.ofMinutes(-5)),
            org.assertj.core.groups.Tuple.tuple(null, Duration.ofMinutes(30)));
    assertThat(sla.policies().getLast().hours()).isEqualTo(new Hours.OfTeam());
  }

  @Test
  void shouldPromiseNothingWhenNothingIsSaid() {
    SlaConfig sla = parse("").config().sla();
    assertThat(sla).isEqualTo(SettingsDefaults.SLA);
    assertThat(sla.policies()).isEmpty();
    assertThat(sla.pausedWhile()).isEqualTo(Set.of(PausingStatus.values()));
    Policy plain = policy("targets: { firstResponse: 1h }").config().sla().policies().getFirst();
    assertThat(plain.when()).isEqualTo(Condition.ALWAYS);
    assertThat(plain.hours()).isEqualTo(new Hours.Always());
    assertThat(plain.atRisk()).isEmpty();
    assertThat(parse("sla: { pausedWhile: off }").config().sla().pausedWhile()).isEmpty();
  }

  @Test
  void shouldBecomeRuleSetsThatComeBeforeTheAccountsOwn() {
    AccountConfig account =
        parse(
                """
                sla:
                  policies:
                    - id: p
                      targets: { firstResponse: 1h }
                      escalation: [{ after: 5m, then: [{ action: set-priority, to: high }] }]
                rules:
                  - { id: own, on: ticket-created, rules: [{ id: r, then: [{ action: set-sla-policy, to: p }] }] }
                """)
            .config();
    List<RuleSet> sets = SlaRules.with(account);
    assertThat(sets).extracting(RuleSet::id).containsExactly("sla/choice", "sla/p", "own");
    assertThat(sets.get(1).rules().getFirst().then())
        .containsExactly(new Action.SetPriority(Priority.HIGH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          targets: { firstResponse: 30s }                          | out-of-range
          targets: { firstResponse: soon }                         | bad-duration
          targets: { firstResponse: { asap: 1h } }                 | unknown-field
          targets: { answer: 1h }                                  | unknown-field
          targets: {}                                              | missing
          name: P                                                  | missing
          targets: { resolution: 1h }, hours: night                | unknown-calendar
          targets: { resolution: 1h }, atRisk: [100%]              | out-of-range
          targets: { resolution: 1h }, atRisk: [half]              | bad-duration
          targets: { resolution: 1h }, atRisk: 5m                  | wrong-type
          targets: { resolution: 1h }, when: { field: plan, operator: is, value: x } | unknown-value
          targets: { resolution: 1h }, escalation: [{ then: [{ action: set-priority, to: high }] }] | missing
          targets: { resolution: 1h }, escalation: [{ after: 1m, before: 1m, then: [{ action: set-priority, to: high }] }] | missing
          targets: { resolution: 1h }, escalation: [{ after: 1m }] | missing
          targets: { resolution: 1h }, escalation: [{ after: 1m, then: [{ action: shout }] }] | unknown-value
          targets: { resolution: 1h }, escalation: [{ after: 1m, then: [{ action: set-team, to: nobody }] }] | unknown-team
          targets: { resolution: 1h }, escalation: [{ after: 1m, then: [{ action: run-rule-set, to: no }] }] | unknown-rule-set
          targets: { resolution: 1h }, escalation: [{ after: 1m, then: [{ action: set-sla-policy, to: q }] }] | unknown-value
          targets: { resolution: 1h }, escalation: [{ target: next-response, after: 1m, then: [{ action: set-priority, to: high }] }] | unknown-value
          """)
  void shouldSayWhatIsWrong(String more, String code) {
    assertThat(policy(more).errors())
        .extracting(problem -> problem.code().text())
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sla: { pausedWhile: [open] }                             | unknown-value
          sla: { afterOutage: wait }                               | unknown-value
          sla: { policy: [] }                                      | unknown-field
          sla: { policies: [{ id: p, targets: { resolution: 1h } }, { id: p, targets: { resolution: 1h } }] } | duplicate-id
          autoClose: { warning: 1h }                               | wrong-type
          autoClose: { warning: { before: 5s } }                   | out-of-range
          autoClose: { warning: {} }                               | missing
          autoClose: { whileQueued: sometimes }                    | wrong-type
          """)
  void shouldSayWhatIsWrongElsewhere(String section, String code) {
    assertThat(parse(section).errors())
        .extracting(problem -> problem.code().text())
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { firstResponse: 5m } | { before: 30m } | no-effect
          { firstResponse: 5m, resolution: 2h } | { target: first-response, before: 5m } | no-effect
          { firstResponse: 5m, resolution: 2h } | { before: 30m } |
          { firstResponse: 5m } | { before: 4m } |
          { firstResponse: 1h, nextResponse: 1h } | { after: 0m } | done-twice
          { firstResponse: { high: 1h }, nextResponse: { low: 1h } } | { after: 0m } |
          { firstResponse: 1h, nextResponse: 1h } | { target: first-response, after: 0m } |
          { firstResponse: 1h, nextResponse: 30m } | { target: first-response, after: 0m } | targets-swapped
          { firstResponse: 1h, resolution: { high: 30m, other: 4h } } | { target: first-response, after: 0m } | targets-swapped
          """)
  void shouldWarnOfStepsAndTargetsThatSurprise(String targets, String step, String code) {
    String then = ", then: [{ action: set-priority, to: high }] }";
    assertThat(
            policy("targets: " + targets + ", escalation: [" + step.replace(" }", then) + "]")
                .problems())
        .extracting(problem -> problem.code().text())
        .containsExactlyElementsOf(code == null ? List.of() : List.of(code));
  }

  @Test
  void shouldWarnOfWhatNeverHappens() {
    assertThat(policy("targets: { resolution: 1h }, atRisk: [2h]").problems())
        .extracting(problem -> problem.code().text())
        .containsExactly("no-effect");
    assertThat(
            parse(
                    """
                    sla:
                      policies:
                        - { id: all, targets: { resolution: 1h } }
                        - { id: gold, targets: { resolution: 1h } }
                    """)
                .problems())
        .extracting(problem -> problem.code().text())
        .containsExactly("unreachable");
    assertThat(parse("autoClose: { warning: { before: 5m } }").problems())
        .extracting(problem -> problem.code().text())
        .containsExactly("message-missing");
  }
}
