package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeWordsTest {

  private static FieldChange change(String field, @Nullable String from, @Nullable String to) {
    return FieldChange.newBuilder().setField(field).setFrom(from).setTo(to).build();
  }

  @Test
  void shouldSayConstantsAndNamesAsPeopleDo() {
    assertThat(
            ChangeWords.of(
                List.of(
                    change("status", "OPEN", "WAITING_ON_CUSTOMER"),
                    change("firstResponseAt", null, "2026-02-03T01:02:29Z"),
                    change("assigneeId", "anna", null),
                    change("subject", null, null))))
        .containsExactly(
            "status open → waiting on customer",
            "first response at 2026-02-03T01:02:29Z",
            "assignee id anna → nothing",
            "subject nothing → nothing");
  }

  @Test
  void shouldTellOfCountersOnlyWhereNothingElseHasChanged() {
    FieldChange counter = change("agentMessageCount", "0", "1");
    assertThat(ChangeWords.of(List.of(counter))).containsExactly("agent message count 0 → 1");
    assertThat(ChangeWords.of(List.of(counter, change("priority", "LOW", "HIGH"))))
        .containsExactly("priority low → high");
    assertThat(ChangeWords.isOnlyCounters(List.of(counter))).isTrue();
    assertThat(ChangeWords.isOnlyCounters(List.of())).isFalse();
  }
}
