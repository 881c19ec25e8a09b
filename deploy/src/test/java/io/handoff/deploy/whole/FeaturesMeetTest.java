package io.handoff.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.preview.PreviewSystem;
import io.handoff.deploy.whole.Act.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest courses in which features once got into each other's way; the same oracle judges.
 */
class FeaturesMeetTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private record Meeting(String name, Course course) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void meetings(Meeting meeting) {
    try (PreviewSystem system = new PreviewSystem(START)) {
      assertThat(World.play(system, "meets", meeting.course())).isNull();
    }
  }

  static Stream<Meeting> meetings() {
    return Stream.of(
        meeting(
            "the warning is no news",
            Map.of(Setup.CUSTOMER_SILENT, "30m", Setup.WARNING, "5m"),
            "ann",
            "ASKS",
            "1m REPLY",
            "3h NOTHING"),
        meeting(
            "silence counts anew after a snooze",
            Map.of(Setup.CUSTOMER_SILENT, "30m", Setup.AGENT_SILENT, "20m"),
            "ann",
            "ASKS",
            "1m REPLY",
            "1m SNOOZE",
            "2h STATUS OPEN",
            "1h NOTHING"),
        meeting(
            "who comes back while it is offered to somebody else is asked again",
            Map.of(
                "one.acceptance",
                "{ within: 5m, awayAfterMissed: 2 }",
                "one.widening",
                "[{ after: 30s, addTeam: two }]"),
            "ann ben cleo",
            "1m ASKS",
            "21m NOTHING",
            "5s PRESENCE AVAILABLE"),
        meeting(
            "a clock that settings switch on counts what is silent already",
            Map.of("one.hours", "day"),
            "cleo",
            "1m ASKS",
            "2h CUSTOMER",
            "20s TEAM two",
            "1m SETTINGS -911967024250982745",
            "14h ASSIGN"),
        meeting(
            "the queue's clock does not count the time in which nobody was asked",
            Map.of(
                "one.hours",
                "day",
                Setup.AGENT_SILENT,
                "20m",
                Setup.WHILE_QUEUED,
                "true",
                "ben.capacity",
                "1"),
            "ben",
            "8h 2 ASKS",
            "20s CUSTOMER",
            "20s ASKS",
            "16h NOTHING"),
        meeting(
            "a close for want of anybody ends the ticket of a call of the same moment",
            Map.of(
                "one.acceptance",
                "{ within: 5m, awayAfterMissed: 2 }",
                Setup.NEXT_RESPONSE,
                "20m",
                "web.whenNobodyAvailable",
                "close"),
            "ann",
            "15m OVERTAKEN_CALL AGENT 2",
            "2h NOTHING",
            "5s ASKS",
            "5s RESUMED",
            "1h NOTHING"),
        meeting(
            "who calls at the moment of a close is waited for",
            Map.of(Setup.AGENT_SILENT, "20m"),
            "ben",
            "5m LEAVES",
            "0s ASKS",
            "5s CUSTOMER",
            "2h NOTHING"),
        meeting(
            "no clock while nobody has it",
            Map.of(Setup.CUSTOMER_SILENT, "30m", Setup.AGENT_SILENT, "20m"),
            "",
            "CUSTOMER",
            "5s ASKS",
            "2h NOTHING"),
        meeting(
            "no clock while the AI agent answers",
            Map.of(Setup.AGENT_SILENT, "20m"),
            "ann",
            "CUSTOMER",
            "5s AI",
            "5s AGENT",
            "5s CUSTOMER",
            "5s AI",
            "2h NOTHING"),
        meeting(
            "the status says who is waited for",
            Map.of(Setup.AGENT_SILENT, "20m", Setup.CUSTOMER_SILENT, "1h"),
            "ann",
            "ASKS",
            "5s CUSTOMER",
            "5s STATUS WAITING_ON_CUSTOMER",
            "3h NOTHING"),
        meeting(
            "a rule moves a ticket that nobody has",
            Map.of("rule.set-team", "ticket-created|{ action: set-team, to: two }"),
            "cleo",
            "ASKS"),
        meeting(
            "two rules move it to the same team in one record",
            Map.of(
                "rule.move", "customer-replied|{ action: set-team, to: two }",
                "rule.move-too", "customer-replied|{ action: set-team, to: two }"),
            "ann cleo",
            "ASKS",
            "5s CUSTOMER",
            "1m NOTHING"),
        meeting(
            "team and department in one record",
            Map.of(
                "rule.move", "customer-replied|{ action: set-team, to: two }",
                "rule.place", "customer-replied|{ action: set-department, to: sales }"),
            "ann cleo",
            "ASKS",
            "5s CUSTOMER",
            "1m NOTHING"),
        meeting(
            "moved while resolved",
            Map.of(),
            "ann cleo",
            "ASKS",
            "5s STATUS RESOLVED",
            "5s TEAM two",
            "1m CUSTOMER",
            "1m NOTHING"),
        meeting(
            "a step that cannot improve anything",
            Map.of("sla.firstResponse", "15m", "sla.escalation", "{ action: hand-off }"),
            "ann",
            "ASKS",
            "1h NOTHING"),
        meeting(
            "the last agent leaves while customers queue",
            Map.of("ann.capacity", "1", "web.whenNobodyAvailable", "close"),
            "ann",
            "0 ASKS",
            "1 ASKS",
            "1m PRESENCE OFFLINE",
            "1m NOTHING"),
        meeting(
            "widening brings somebody",
            Map.of(
                "one.widening",
                "[{ after: 30s, addTeam: two }]",
                "web.whenNobodyAvailable",
                "close"),
            "cleo",
            "ASKS",
            "5m NOTHING"),
        meeting(
            "the agent leaves while the ticket sleeps",
            Map.of("routing.offlineGrace", "1m"),
            "ann ben",
            "ASKS",
            "5s SNOOZE_FOR",
            "5s PRESENCE OFFLINE",
            "20m NOTHING"),
        meeting(
            "a rule ends the ticket in the record that opens it",
            Map.of("rule.again", "reopened|{ action: set-status, to: resolved }"),
            "ann",
            "ASKS",
            "5s STATUS RESOLVED",
            "1m CUSTOMER",
            "1m NOTHING"),
        meeting(
            "unanswered when it was resolved",
            Map.of(Setup.NEXT_RESPONSE, "1h"),
            "ann",
            "ASKS",
            "5s REPLY",
            "5s CUSTOMER",
            "5s STATUS RESOLVED",
            "14h CUSTOMER",
            "30m NOTHING"),
        meeting(
            "a rule on a ticket that another rule has just closed",
            Map.of(
                "rule.close", "customer-replied|{ action: set-status, to: closed }",
                "rule.mark", "status-changed|{ action: add-conversation-tags, tags: [x] }"),
            "ann",
            "ASKS",
            "5s CUSTOMER"),
        meeting(
            "rules that give it to and fro through routing",
            Map.of(
                "rule.to-ben", "assignee-changed|{ action: set-agent, to: ben }",
                "rule.to-ann", "assignee-changed|{ action: set-agent, to: ann }"),
            "ann ben",
            "ASKS",
            "1m NOTHING"),
        meeting(
            "a rule resolves what nobody takes, and the platform refuses the close",
            Map.of(
                "rule.resolve", "ticket-created|{ action: set-status, to: resolved }",
                "web.whenNobodyAvailable", "close"),
            "",
            "CUSTOMER",
            "AI",
            "5m ASKS",
            "5m CUSTOMER"),
        meeting(
            "the agent's turn comes back by the status",
            Map.of(Setup.AGENT_SILENT, "1h", Setup.WARNING, "5m"),
            "ann",
            "CUSTOMER",
            "1m ASKS",
            "5s STATUS WAITING_ON_CUSTOMER",
            "20m STATUS OPEN",
            "2h NOTHING"),
        meeting(
            "a message of the same instant as the close before it",
            Map.of(Setup.AGENT_SILENT, "20m", Setup.NEXT_RESPONSE, "1h"),
            "ann",
            "COULD_NOT",
            "0s STATUS CLOSED",
            "0s CUSTOMER",
            "5m ASKS",
            "3h NOTHING"),
        meeting(
            "settings that promise less time when the ticket is closed already",
            Map.of(Setup.CUSTOMER_SILENT, "30m", Setup.NEXT_RESPONSE, "1h"),
            "",
            "1m 2 ASKS",
            "14h NOTHING",
            "5s 2 TEMPLATE",
            "2h SETTINGS 476899371689016480",
            "1h NOTHING"),
        meeting(
            "an escalation that is due with the close",
            Map.of(
                Setup.AGENT_SILENT,
                "20m",
                "sla.firstResponse",
                "15m",
                "sla.escalation",
                "{ action: set-team, to: two }"),
            "ann",
            "CUSTOMER",
            "15m COULD_NOT",
            "3h NOTHING"),
        meeting(
            "a text with a placeholder that is empty",
            Map.of("rule.greet", "ticket-created|{ action: send-template, template: hello }"),
            "",
            "ASKS"));
  }

  /**
   * @param present agents who are there, apart by blanks
   * @param acts {@code [wait] [conversation] KIND [more]}; ann does what an agent does
   */
  private static Meeting meeting(
      String name, Map<String, String> choices, String present, String... acts) {
    List<Act> all = new ArrayList<>();
    for (String act : acts) {
      all.add(act(new ArrayList<>(List.of(act.split(" ")))));
    }
    List<String> there = present.isEmpty() ? List.of() : List.of(present.split(" "));
    return new Meeting(name, new Course(new Setup(choices), there, all));
  }

  private static Act act(List<String> words) {
    Duration after = Duration.ofSeconds(5);
    int conversation = 0;
    while (Character.isDigit(words.getFirst().charAt(0))) {
      String word = words.removeFirst();
      if (word.length() == 1) {
        conversation = Integer.parseInt(word);
      } else {
        after = Duration.parse("PT" + word.toUpperCase(java.util.Locale.ROOT));
      }
    }
    Kind kind = Kind.valueOf(words.removeFirst());
    return new Act(after, kind, conversation, "ann", String.join(" ", words));
  }
}
