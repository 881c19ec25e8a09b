package io.handoff.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {

  private final Summary summary = new Summary();

  private static Row row() {
    return new Row().set(Column.CONVERSATION_ID, "c");
  }

  private Row waiting(long seconds) {
    return row().set(Column.WAIT_SECONDS, seconds);
  }

  @Test
  void shouldCountConversationsHandoffsTicketsAndWhatIsClosed() {
    summary.add(row());
    summary.add(row().set(Column.REASON, "person-requested"));
    summary.add(
        row()
            .set(Column.REASON, "person-requested")
            .set(Column.TICKET_ID, "t1")
            .set(Column.STATUS, "closed"));

    assertThat(summary.all().fields())
        .containsEntry("conversations", 3L)
        .containsEntry("handedOff", 2L)
        .containsEntry("withTicket", 1L)
        .containsEntry("closed", 1L);
  }

  @Test
  void shouldShowEachTeamAndAgentInOrderAndNobodysRowsInNone() {
    summary.add(row().set(Column.TEAM_ID, "night").set(Column.AGENT_ID, "bob"));
    summary.add(row().set(Column.TEAM_ID, "day").set(Column.AGENT_ID, "bob"));
    summary.add(row());

    assertThat(summary.all().conversations()).isEqualTo(3);
    assertThat(summary.teams().keySet()).containsExactly("day", "night");
    assertThat(summary.agents().keySet()).containsExactly("bob");
    assertThat(summary.agents().get("bob").conversations()).isEqualTo(2);
  }

  @Test
  void shouldTakeTheMeanOfRatingsOnly() {
    summary.add(row());
    assertThat(summary.all().meanRating()).isNull();
    summary.add(row().set(Column.RATING, 5L));
    summary.add(row().set(Column.RATING, 2L));
    assertThat(summary.all().meanRating()).isEqualTo(3.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 2", "3, 2, 3", "10, 5, 9", "11, 6, 10", "1000, 500, 900"})
  void shouldGiveTheNearestRank(int rows, int median, int p90) {
    for (int i = rows; i > 0; i--) {
      summary.add(waiting(i));
    }

    assertThat(summary.all().waiting().count()).isEqualTo(rows);
    assertThat(summary.all().waiting().percentile(50)).isEqualTo(median);
    assertThat(summary.all().waiting().percentile(90)).isEqualTo(p90);
  }

  @Test
  void shouldLeaveOutOfDurationsWhoHasNone() {
    summary.add(row());
    summary.add(waiting(7));

    assertThat(summary.all().fields().get("waitSeconds"))
        .isEqualTo(Map.of("count", 1, "median", 7, "p90", 7));
    assertThat(summary.all().firstResponse().percentile(50)).isNull();
  }

  @Test
  void shouldTakeLaterRowsIntoAccountAfterItWasAsked() {
    summary.add(waiting(9));
    assertThat(summary.all().waiting().percentile(50)).isEqualTo(9);
    summary.add(waiting(1));
    summary.add(waiting(2));
    assertThat(summary.all().waiting().percentile(50)).isEqualTo(2);
  }

  @Test
  void shouldTakeAbsurdlyLongTimesForTheLongest() {
    summary.add(waiting(Long.MAX_VALUE));
    assertThat(summary.all().waiting().percentile(50)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shouldShowTimesAsPeopleReadThem() {
    summary.add(
        row()
            .set(Column.AGENT_ID, "bob")
            .set(Column.WAIT_SECONDS, 5L)
            .set(Column.FIRST_RESPONSE_SECONDS, 65L)
            .set(Column.RESOLUTION_SECONDS, 90_000L)
            .set(Column.RATING, 4L));

    assertThat(SummaryTable.of(summary).lines())
        .anySatisfy(line -> assertThat(line).contains("bob", "5s", "1m 05s", "1d 01h", "4.00"))
        .contains("by agent")
        .doesNotContain("by team");
  }
}
