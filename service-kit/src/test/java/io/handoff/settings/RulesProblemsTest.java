package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in rules is found, at its place, with what would be right. */
class RulesProblemsTest {

  private static final String HEAD =
      """
      account: a
      agents: [{ id: anna }]
      teams: [{ id: billing, members: [anna] }, { id: night }]
      channels: [{ id: web, type: web-chat }]
      tickets: { departments: [finance], categories: [{ id: money, subCategories: [late] }], customFields: [{ id: f, type: number }, { id: x }, { id: b, type: boolean }, { id: c, type: choice, choices: [basic, pro] }] }
      templates: [{ id: sorry, content: We are sorry. }]
      rules:
      """;

  private static ParsedSettings parse(String rules) {
    return new SettingsParser().parse("f.yaml", HEAD + rules, Strictness.STRICT);
  }

  private static ParsedSettings rule(String on, String rule) {
    return parse("- { id: s, on: " + on + ", rules: [{ id: r, " + rule + " }] }\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { field: ticket.priority, operator: contains, value: hi } | bad-operator | 'contains' does not fit ticket.priority, which holds one of a few names in an order | did you mean 'is'?
          { field: conversation.tags, operator: is, value: vip }    | bad-operator | 'is' does not fit conversation.tags, which holds tags | did you mean 'has'?
          { field: conversation.messages, operator: starts-with, value: 1 } | bad-operator | 'starts-with' does not fit conversation.messages, which holds a number | one of: is, is-not, is-any-of, is-none-of, less-than, at-most, at-least, more-than, between, not-between, is-present, is-absent
          { field: time.ofDay, operator: more-than, value: 08:00 }  | bad-operator | 'more-than' does not fit time.ofDay, which holds a time of day | did you mean 'at-least'?
          { field: conversation.text, operator: has-any-of, value: [x] } | bad-operator | 'has-any-of' does not fit conversation.text, which holds words of a person | did you mean 'mentions-any-of'?
          { field: channel.id, operator: equals, value: web }       | unknown-value | there is no operator 'equals' | one of: is, is-not, is-any-of, is-none-of, starts-with, does-not-start-with, is-present, is-absent
          { field: chanel.id, operator: is, value: web }            | unknown-value | there is no field 'chanel.id' | did you mean 'channel.id'?
          { field: customer.plan, operator: is, value: web }        | unknown-value | there is no field 'customer.plan' | did you mean 'customer.id'? what an outside system says is 'customer.attributes.plan'
          { field: ticket.priority, operator: is, value: hi }       | unknown-value | ticket.priority cannot be 'hi' | one of: low, normal, high, urgent
          { field: ticket.status, operator: is, value: opne }       | unknown-value | ticket.status cannot be 'opne' | did you mean 'open'?
          { field: conversation.messages, operator: at-least, value: many } | bad-value | conversation.messages is compared with a number such as 3 or 49.90 (was 'many') |
          { field: time.ofDay, operator: between, value: [08:00, 25:00] } | bad-value | time.ofDay is compared with a time such as 08:30 (was '25:00') |
          { field: time.ofDay, operator: between, value: 08:00 }    | bad-value | 'between' takes two values | write them as a list: [08:00, 18:00]
          { field: ticket.age, operator: at-least, value: 2 }       | bad-value | ticket.age is compared with a length of time such as 2h 30m (was '2') |
          { field: ticket.agent, operator: is-absent, value: x }    | bad-value | 'is-absent' takes no value | remove 'value'
          { field: ticket.agent, operator: is }                     | missing | 'value' is missing in when |
          { field: ticket.agent, value: x }                         | missing | 'operator' is missing in when |
          { field: ticket.agent, operator: is, value: [a, b] }      | wrong-type | value must be a text (was a list) |
          { field: ticket.agent, operator: is, value: a, language: ko } | no-effect | 'language' has no meaning for is | it is the language of words that mentions-any-of looks for
          { field: conversation.text, operator: mentions-any-of, value: ['?!'] } | bad-text | the word has no letter or digit to look for. |
          { field: ticket.fields.ff, operator: is, value: 1 }       | unknown-value | there is no custom field 'ff' | did you mean 'f'?
          { field: ticket.fields.f, operator: is, value: yes }      | bad-value | ticket.fields.f must be a number, such as 12 or -0.5 (was 'yes') |
          { field: ticket.fields.b, operator: is, value: yes }      | bad-value | ticket.fields.b must be true or false (was 'yes') |
          { field: ticket.fields.c, operator: is-any-of, value: [basic, prro] } | bad-value | ticket.fields.c must be one of: basic, pro (was 'prro') | did you mean 'pro'?
          { field: ticket.fields.c, operator: more-than, value: 3 } | bad-operator | 'more-than' does not fit ticket.fields.c, which is one of: basic, pro | use is or is-any-of
          { any: [] }                                               | missing | any holds no condition |
          { any: [{ field: ticket.agent, operator: is-absent }], field: x } | wrong-type | a condition has only one of: any, field | put them into a list under 'all'
          {}                                                        | wrong-type | a condition has one of: field, all, any, not |
          5                                                         | wrong-type | when must be a group of fields (was '5') | its fields are: all, any, not, field, operator, value, language
          """)
  void shouldRefuseConditionsThatCannotBeMeant(
      String when, String code, String message, String hint) {
    ParsedSettings parsed =
        rule("ticket-created", "when: " + when + ", then: [{ action: set-priority, to: high }]");
    assertThat(parsed.errors())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.code().text()).isEqualTo(code);
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.hint()).isEqualTo(hint);
              assertThat(problem.line()).isEqualTo(8);
              assertThat(problem.column()).isGreaterThan(40);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { action: set-priority, to: hi }                     | unknown-value | to cannot be 'hi'
          { action: set-prority, to: high }                    | unknown-value | action cannot be 'set-prority'
          { action: set-team, to: biling }                     | unknown-team  | there is no team 'biling'
          { action: set-team, to: night }                      | team-empty    | nobody is in the team 'night', so it cannot be a target
          { action: set-agent, to: ana }                       | unknown-agent | there is no agent 'ana'
          { action: set-agent }                                | missing       | 'to' is missing in then[0]
          { action: set-status, to: snoozed }                  | unknown-value | to cannot be 'snoozed'
          { action: set-priority, to: high, tags: [x] }        | unknown-field | 'tags' is no field of set-priority
          { action: snooze, for: 30s }                         | out-of-range  | for must be 1m to 365d (was 30s)
          { action: notify, message: hi }                      | missing       | notify tells exactly one of: agent, team, email, webhook
          { action: notify, message: hi, agent: anna, team: billing } | missing | notify tells exactly one of: agent, team, email, webhook
          { action: notify, message: hi, email: me }           | bad-value     | email must be an address (was 'me')
          { action: set-field, name: f }                       | missing       | set-field has either 'to' or 'expression'
          { action: set-field, name: f, expression: 1 + ticket.team } | bad-script | found no matching overload for '_+_' applied to '(int, string)' (candidates: (int, int),(uint, uint),(double, double),(string, string),(bytes, bytes),(list(%A0), list(%A0)),(google.protobuf.Timestamp, google.protobuf.Duration),(google.protobuf.Duration, google.protobuf.Timestamp),(google.protobuf.Duration, google.protobuf.Duration))
          { action: run-rule-set, to: t }                      | unknown-rule-set | there is no rule set 't'
          { action: set-department, to: finace }               | unknown-value | there is no department 'finace'
          { action: set-category, to: monye }                  | unknown-value | there is no category 'monye'
          { action: set-category, to: money, subCategory: l }  | unknown-value | the category 'money' has no sub-category 'l'
          { action: set-field, name: g, to: x }                | unknown-value | there is no custom field 'g'
          { action: set-field, name: f, to: x }                | bad-value     | f must be a number, such as 12 or -0.5 (was 'x')
          { action: send-template, template: sory }            | unknown-value | there is no message template 'sory'
          { to: high }                                         | missing       | 'action' is missing in then[0]
          """)
  void shouldRefuseActionsThatCannotBeDone(String action, String code, String message) {
    assertThat(rule("ticket-created", "then: [" + action + "]").errors())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.code().text()).isEqualTo(code);
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.line()).isEqualTo(8);
            });
  }

  @Test
  void shouldRefuseOnHandoffWhatNeedsATicket() {
    assertThat(rule("handoff", "then: [{ action: snooze, for: 1h }]").errors())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.BAD_ACTION);
              assertThat(problem.hint()).isEqualTo("put it into a rule set on ticket-created");
            });
  }

  @Test
  void shouldShowWhereAScriptIsWrong() {
    ParsedSettings parsed =
        parse(
            """
            - id: s
              on: ticket-created
              rules:
                - id: r
                  script:
                    variables:
                      - { name: old, expression: 'ticket.age > "2h"' }
                    match:
                      - when: |
                          conversation.messages > 5 &&
                          ticket.prio == "high"
                        then: [{ action: set-priority, to: high }]
                      - then:
                          - action: set-field
                            name: x
                            expression: variables.young
            """);
    assertThat(parsed.errors()).extracting(Problem::code).containsOnly(ProblemCode.BAD_SCRIPT);
    assertThat(parsed.errors()).extracting(Problem::line).containsExactly(14, 18, 23);
    assertThat(parsed.errors().getFirst().column()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id: a | id: b | is never reached
          id: a, when: { field: channel.id, operator: is, value: web } | id: b, when: [{ field: channel.id, operator: is, value: web }, { field: ticket.agent, operator: is-absent }] | is never reached
          id: a, when: [{ field: ticket.team, operator: is, value: billing }, { field: ticket.team, operator: is, value: night }] | id: b | can never hold
          id: a, when: [{ field: ticket.team, operator: is, value: night }, { field: ticket.team, operator: is-not, value: night }] | id: b | can never hold
          id: a, when: { field: channel.id, operator: is, value: wbe } | id: b | there is no channel
          id: a, when: { field: ticket.team, operator: is-any-of, value: [billing, nigth] } | id: b | there is no team 'nigth'
          id: a, when: { field: ticket.agent, operator: is-not, value: ana } | id: b | there is no agent 'ana'
          id: a, when: { field: ticket.subCategory, operator: is, value: lat } | id: b | there is no sub-category 'lat'
          """)
  void shouldWarnOfRulesThatNeverFire(String first, String second, String message) {
    String then = ", then: [{ action: set-priority, to: high }]";
    ParsedSettings parsed =
        parse(
            "- id: s\n  on: handoff\n  rules:\n    - { "
                + first
                + then
                + " }\n    - { "
                + second
                + then
                + " }\n");
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings())
        .filteredOn(problem -> problem.code() != ProblemCode.TEAM_EMPTY)
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void shouldNotWarnOfRulesBehindOneThatContinues() {
    String then = "then: [{ action: set-priority, to: high }]";
    assertThat(
            parse(
                    "- { id: s, on: handoff, match: all, rules: [{ id: a, "
                        + then
                        + " }, { id: b, "
                        + then
                        + " }] }")
                .warnings())
        .filteredOn(problem -> problem.code() == ProblemCode.UNREACHABLE)
        .isEmpty();
  }

  @Test
  void shouldRefuseATemplateThatIsNotFilledIn() {
    assertThat(rule("handoff", "then: [{ action: set-team, to: \"<<fill in: team>>\" }]").errors())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FILLED_IN);
              assertThat(problem.message()).isEqualTo("'team' is not filled in");
              assertThat(problem.line()).isEqualTo(8);
            });
  }

  @Test
  void shouldWarnOfASetThatNothingStarts() {
    assertThat(parse("- { id: s, rules: [] }").warnings())
        .extracting(Problem::message)
        .contains("nothing starts the rule set 's'");
    assertThat(parse("- { id: s, on: handof, rules: [] }").warnings())
        .extracting(Problem::message)
        .doesNotContain("nothing starts the rule set 's'");
  }

  @Test
  void shouldWarnOfEventsThatNoServiceLooksAt() {
    assertThat(rule("lookup-answered", "then: [{ action: set-priority, to: high }]").warnings())
        .extracting(Problem::message)
        .contains("the account has no lookups, so 's' is never looked at");
  }

  @Test
  void shouldRefuseIdsThatNameTwoThings() {
    String then = "then: [{ action: set-priority, to: high }]";
    assertThat(
            parse(
                    "- { id: s, on: handoff, rules: [{ id: a, "
                        + then
                        + " }, { id: a, "
                        + then
                        + " }] }\n- { id: s, on: handoff }")
                .errors())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.DUPLICATE_ID, ProblemCode.DUPLICATE_ID);
  }
}
