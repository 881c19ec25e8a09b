package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Strictness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is found, all of it, where it is. */
class SettingsProblemsTest {

  private static final Pattern EXPECTED = Pattern.compile("# ERROR (\\d+) ([a-z-]+)$");
  private static final String PEOPLE = "agents: [{ id: x }]\n";

  private static ParsedSettings parse(String text) {
    return new SettingsParser().parse("f.yaml", text, Strictness.STRICT);
  }

  private static ParsedSettings channel(String fields) {
    return parse("account: a\n" + PEOPLE + "channels: [{ id: c, type: sms, " + fields + " }]\n");
  }

  @Test
  void shouldFindEveryMistakeOnItsLineInOneRun() {
    String text = TestFiles.read("/settings/thirty-mistakes.yaml");
    List<Tuple> expected = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = EXPECTED.matcher(lines.get(i));
      if (mark.find()) {
        expected.add(tuple(i + 1, Integer.parseInt(mark.group(1)), mark.group(2)));
      }
    }
    assertThat(expected).hasSizeGreaterThanOrEqualTo(30);
    ParsedSettings parsed = parse(text);
    assertThat(parsed.config()).isNull();
    assertThat(parsed.errors())
        .extracting(Problem::line, Problem::column, problem -> problem.code().text())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          autoClose: { agentSilentFor: 15m }     | bad-step      | agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 15m) | did you mean 10m or 20m?
          autoClose: { agentSilentFor: 9m }      | out-of-range  | agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 9m) | the nearest that is allowed: 10m
          autoClose: { agentSilentFor: 7d }      | out-of-range  | agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 7d) | the nearest that is allowed: 6d 23h 50m
          autoClose: { agentSilentFor: 10m 1s }  | bad-step      | agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was 10m 1s) | did you mean 10m or 20m?
          autoClose: { agentSilentFor: -PT10M }  | bad-duration  | agentSilentFor must be a duration (was -PT10M) | write days, hours and minutes like this: 6d 23h 50m
          autoClose: { agentSilentFor: PT-10M }  | out-of-range  | agentSilentFor must be 10m to 6d 23h 50m in steps of 10m (was PT-10M) | the nearest that is allowed: 10m
          autoClose: { customerSilentFor: 59s }  | out-of-range  | customerSilentFor must be 1m to 365d (was 59s) | the nearest that is allowed: 1m
          autoClose: { customerSilentFor: 366d } | out-of-range  | customerSilentFor must be 1m to 365d (was 366d) | the nearest that is allowed: 365d
          autoClose: { customerSilentFor: 90 }   | bad-duration  | customerSilentFor must be a duration (was 90) | a unit is missing: 90m, 90h or 90d?
          autoClose: { customerSilentFor: 1 hour and 5 mins } | bad-duration | customerSilentFor must be a duration (was 1 hour and 5 mins) | did you mean '1h 5m'?
          autoClose: { grace: 2h }               | out-of-range  | grace must be 0m to 1h (was 2h) | the nearest that is allowed: 1h
          autoClose: { afterOutage: wait }       | unknown-value | afterOutage cannot be 'wait' | one of: fire, shift, skip
          autoClose: { agentSilent: 10m }        | unknown-field | unknown field 'agentSilent' in autoClose | did you mean 'agentSilentFor'?
          process: live                          | unknown-field | unknown field 'process' in a channel | 'process' is a field of handoff
          aiAgent: ja                            | wrong-type    | aiAgent must be true or false (was ja) |
          handoff: { process: Live }             | unknown-value | process cannot be 'Live' | did you mean 'live'?
          handoff: { target: { agent: y } }      | unknown-agent | there is no agent 'y' | did you mean 'x'?
          handoff: live                          | wrong-type    | handoff must be a group of fields (was 'live') | its fields are: process, target, whenNobodyAvailable, skills, speaksLanguage, weight
          messages: { closing: "{ customer }" }  | bad-placeholder | closing has a brace that belongs to no placeholder: { customer } | placeholders are written like this: {customer}
          messages: { closing: { kor: hi } }     | bad-language  | the text's language must be a language tag (was 'kor') | did you mean 'ko'?
          language: deutsch                      | bad-language  | language must be a language tag (was 'deutsch') | did you mean 'de'?
          language: xx                           | bad-language  | language must be a language tag (was 'xx') | write two letters such as en, ko, pl, or with a region: pt-BR
          onSince: 1969-01-01                    | out-of-range  | onSince must lie between 1970 and 2200 (was 1969-01-01) |
          triggers: { custom: [{ phrase: x, phrases: y }] } | unknown-field | unknown field 'phrases' in a custom trigger | did you mean 'phrase'?
          handoff: { weight: 0 }                 | out-of-range  | weight must be a whole number from 1 to 100 (was 0) |
          handoff: { skills: { billing: 11 } }   | out-of-range  | skills.billing must be a whole number from 1 to 10 (was 11) |
          handoff: { skills: [billing] }         | wrong-type    | skills must be a group of fields (was a list) | write it like this: { name: 3 }
          triggers: { custom: [a, A] }           | duplicate-id  | the custom trigger 'a-en' is there already | remove one of the two, or give this one an id of its own
          """)
  void shouldSayWhatIsWrongAndWhatWouldBeRight(
      String fields, String code, String message, String hint) {
    assertThat(channel(fields).errors())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code().text()).isEqualTo(code);
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.hint()).isEqualTo(hint);
              assertThat(problem.line()).isEqualTo(3);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          handoff: { process: none }                               | message-missing
          handoff: { whenNobodyAvailable: close }                  | message-missing
          autoClose: { rating: true }, messages: { closing: Bye }  | message-missing
          autoClose: { rating: true }, messages: { ratingRequest: Stars? } | message-missing
          messages: { closing: { ko: 안녕히 가세요 } }              | message-language-missing
          handoff: { process: none }, messages: { noHandoff: Mail us }, aiAgent: false | nobody-answers
          triggers: { aiAgentCouldNotAnswer: false, personRequested: false, aiAgentPaused: false } | no-triggers
          on: false, onSince: 2026-01-01                           | no-effect
          triggers: { custom: [{ id: i, phrase: a }, { id: j, phrase: A }] } | duplicate-phrase
          triggers: { custom: [ㅠㅠ] }                              | no-effect
          triggers: { custom: [a b c d e f g h i j k l m] }        | no-effect
          """)
  void shouldWarnOfWhatIsLegalButSurprising(String fields, String code) {
    ParsedSettings parsed = channel(fields);
    assertThat(parsed.settings()).isPresent();
    assertThat(parsed.problems())
        .extracting(problem -> problem.code().text())
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          monday: 18:00-04:00              | bad-hours       | monday must be hours (was '18:00-04:00') | did you mean 18:00-04:00+1, the day after?
          monday: 9-17                     | bad-hours       | monday must be hours (was '9-17') | write hours like this: 09:00-12:00, 13:00-17:00
          monday: 09:00-13:00, 12:30-17:00 | hours-overlap   | 09:00-13:00 and 12:30-17:00 overlap | write hours that do not
          monday: closed                   | never-open      | calendars[c] is never open | add hours, such as monday: 09:00-17:00
          publicHolidays: XX               | unknown-country | the public holidays of 'XX' are not known | write a country such as PL, or a country and region such as DE-BY
          publicHolidays: PL-XX            | unknown-country | the public holidays of 'PL-XX' are not known | 'PL' has them without the region
          timeZone: Europe/Warszawa        | bad-time-zone   | timeZone must be a time zone (was 'Europe/Warszawa') | did you mean 'Europe/Warsaw'?
          holidays: [24.12.2026]           | bad-date        | holidays[0] must be a date from 1970 to 2199 (was '24.12.2026') | write it like this: 2026-12-24
          dates: [{ date: 2026-12-31 }]    | missing         | 'hours' is missing in dates[0] |
          """)
  void shouldSayWhatIsWrongWithACalendar(String field, String code, String message, String hint) {
    String text = "account: a\nchannels: []\ncalendars:\n  - id: c\n    " + field;
    assertThat(parse(text).errors())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code().text()).isEqualTo(code);
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.hint()).isEqualTo(hint);
            });
  }

  @Test
  void shouldWarnOfHoursThatRunIntoTheNextDays() {
    String text =
        """
        account: a
        channels: []
        calendars:
          - id: c
            sunday: 20:00-02:00+1
            monday: 01:00-05:00
        """;
    assertThat(parse(text).warnings())
        .extracting(Problem::line, Problem::code)
        .containsExactly(tuple(6, ProblemCode.HOURS_OVERLAP));
  }

  @Test
  void shouldWarnWhenNobodyCanTakeAnything() {
    assertThat(parse("account: a\nchannels: [{ id: c, type: sms }]").warnings())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NOBODY_CAN_TAKE);
    assertThat(parse("account: a").warnings())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NO_CHANNELS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"team: salse", "agent: x"})
  void shouldNotSayOfAMisspeltTargetThatItHasNobody(String target) {
    String text =
        """
        account: a
        agents: [{ id: y }]
        teams: [{ id: sales, members: [y] }]
        channels:
          - id: c
            type: sms
            handoff: { target: { kind: help-desk, %s }, skills: { refunds: 4 } }
        """
            .formatted(target);
    ParsedSettings parsed = parse(text);
    assertThat(parsed.errors())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("there is no");
    assertThat(parsed.warnings()).isEmpty();
  }

  @Test
  void shouldRefuseToTurnAChannelOnThatLacksSomethingRequired() {
    assertThat(parse("account: a\nchannels: [{ id: c, type: sms, on: true }]").errors())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NOBODY_CAN_TAKE);
    String skilled =
        """
        account: a
        agents: [{ id: x, skills: { refunds: 3 } }]
        channels: [{ id: c, type: sms, on: true, handoff: { skills: { refunds: 4 } } }]
        """;
    assertThat(parse(skilled).errors())
        .extracting(Problem::code, Problem::path)
        .containsExactly(tuple(ProblemCode.NOBODY_HAS_SKILLS, "channels[c].handoff.skills"));
    assertThat(parse(skilled.replace("on: true", "on: false")).errors()).isEmpty();
    assertThat(parse(skilled.replace("refunds: 4", "refunds: 3")).problems())
        .extracting(Problem::code, Problem::severity)
        .containsExactly(tuple(ProblemCode.NO_MESSAGES, Problem.Severity.WARNING));
    assertThat(new SettingsParser().parse("document", skilled, Strictness.LENIENT).errors())
        .isEmpty();
  }

  @Test
  void shouldWarnOfUnansweredQuestionsAndRatingsAfterAnAgentWasSilent() {
    String text =
        """
        account: a
        agents: [{ id: x }]
        messages: { closing: { other: Bye }, ratingRequest: { other: Rate } }
        channels: [{ id: c, type: sms, autoClose: { agentSilentFor: 1h, rating: true } }]
        """;
    assertThat(parse(text).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CLOSES_UNANSWERED, ProblemCode.RATING_WHEN_LATE);
    assertThat(parse(text.replace(", rating: true", "")).problems())
        .extracting(Problem::code, Problem::path, Problem::severity, Problem::line)
        .containsExactly(
            tuple(
                ProblemCode.CLOSES_UNANSWERED,
                "channels[c].autoClose.agentSilentFor",
                Problem.Severity.WARNING,
                4));
    assertThat(parse(text.replace("agentSilentFor", "customerSilentFor")).problems()).isEmpty();
  }

  @Test
  void shouldRefuseAnEmptyTeamOnlyWhenItIsATarget() {
    String text =
        "account: a\n" + PEOPLE + "channels: [{ id: c, type: sms }]\nteams: [{ id: t }]\n";
    assertThat(parse(text).problems())
        .extracting(Problem::line, Problem::code, Problem::severity)
        .containsExactly(tuple(4, ProblemCode.TEAM_EMPTY, Problem.Severity.WARNING));
    assertThat(parse(text + "handoff: { target: { team: t } }").errors())
        .extracting(Problem::line, Problem::code, Problem::path)
        .containsExactly(tuple(5, ProblemCode.TEAM_EMPTY, "handoff.target.team"));
  }

  @Test
  void shouldRefuseATargetAgentOutsideTheTargetTeam() {
    String text =
        """
        account: a
        agents: [{ id: x }, { id: y }]
        teams: [{ id: t, members: [x] }]
        channels:
          - { id: c, type: sms, handoff: { target: { team: t, agent: y } } }
        """;
    assertThat(parse(text).errors())
        .extracting(Problem::line, Problem::code, Problem::path)
        .containsExactly(tuple(5, ProblemCode.NOT_IN_TEAM, "channels[c].handoff.target.agent"));
  }

  @Test
  void shouldReportOneSlipOnce() {
    assertThat(parse("account: a\nagents: { id: x }\nteams: [{ id: t, members: [x] }]").errors())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.WRONG_TYPE);
    assertThat(parse("account: a\nagents: [x]\nteams: [{ id: t, members: [x] }]").errors())
        .extracting(Problem::code, Problem::line)
        .containsExactly(tuple(ProblemCode.WRONG_TYPE, 2));
  }

  @Test
  void shouldStopListingWhenThereAreVeryManyProblems() {
    ParsedSettings parsed = parse("account: a\n" + "x: 1\n".repeat(2_000));
    assertThat(parsed.problems()).hasSize(SettingsLimits.PROBLEMS + 1);
    assertThat(parsed.problems().getLast().code()).isEqualTo(ProblemCode.TOO_MANY_PROBLEMS);
  }

  @Test
  void shouldRefuseSettingsThatAreTooLargeToPublish() {
    StringBuilder text = new StringBuilder("account: a\n" + PEOPLE + "triggers:\n  custom:\n");
    for (int i = 0; i < 400; i++) {
      text.append("    - 환불").append(i).append('\n');
    }
    text.append("channels:\n");
    for (int i = 0; i < 100; i++) {
      text.append("  - { id: c").append(i).append(", type: sms }\n");
    }
    assertThat(parse(text.toString()).errors())
        .extracting(Problem::line, Problem::code)
        .containsExactly(tuple(1, ProblemCode.TOO_LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "a", "0", "a.b-c_d", "4711"})
  void shouldTakeTheseAccountIds(String id) {
    assertThat(parse("account: " + id).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "a/b", "-a", "a b", "ä", "[a]", "true", "\"\""})
  void shouldRefuseTheseAccountIds(String id) {
    assertThat(parse("account: " + id).errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.column()).isEqualTo(10));
  }

  @Test
  void shouldReadASettingsFileOfFiveThousandLinesQuickly() {
    StringBuilder text = new StringBuilder("account: big\nagents:\n");
    for (int i = 0; i < 2_400; i++) {
      text.append("  - id: agent").append(i).append("\n    capacity: 3\n");
    }
    text.append("teams:\n");
    for (int i = 0; i < 200; i++) {
      text.append("  - { id: team")
          .append(i)
          .append(", members: [agent1, agnt")
          .append(i)
          .append("] }\n");
    }
    ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    long start = cpu.getCurrentThreadCpuTime();
    assertThat(parse(text.toString()).errors()).hasSize(200);
    assertThat((cpu.getCurrentThreadCpuTime() - start) / 1_000_000)
        .as("milliseconds of processor time")
        .isLessThan(4_000);
  }
}
