package io.handoff.kit.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.conversation.ConversationGate.Admission;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConversationGateTest {

  private static final Instant TEN = Instant.parse("2026-11-02T10:00:00Z");

  @Test
  void shouldTellRepeatsFromNewEvents() {
    ConversationGate gate =
        ConversationGate.NEW.after(Admission.ADMITTED, "a", TEN, 3).after(Admission.ADMITTED, "n");
    assertThat(gate.admit("a", TEN, 3, false)).isEqualTo(Admission.DUPLICATE);
    assertThat(gate.admit("n", TEN, false)).isEqualTo(Admission.DUPLICATE);
    assertThat(gate.admit("b", TEN, 4, true)).isEqualTo(Admission.ADMITTED);
    assertThat(gate.admit("b", TEN, false)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void shouldForgetOldestIdWhenThereIsNoMoreRoom() {
    RecentIds ids = RecentIds.NONE;
    for (int i = 0; i <= RecentIds.CAPACITY; i++) {
      ids = ids.with("id" + i);
    }
    assertThat(ids.contains("id0")).isFalse();
    assertThat(ids.contains("id1")).isTrue();
    assertThat(ids.contains("id" + RecentIds.CAPACITY)).isTrue();
  }

  @Test
  void shouldBeginAnewOnlyByWhatBegins() {
    ConversationGate gate = ConversationGate.NEW.after(Admission.ADMITTED, "a", TEN, 1).closed(TEN);
    assertThat(gate.admit("b", TEN.minusMillis(1), 2, true)).isEqualTo(Admission.OLDER_THAN_CLOSE);
    assertThat(gate.admit("b", TEN, 2, true)).isEqualTo(Admission.REOPENS);
    assertThat(gate.admit("b", TEN, 2, false)).isEqualTo(Admission.AFTER_CLOSE);
    assertThat(gate.admit("b", TEN.plusMillis(1), 2, false)).isEqualTo(Admission.AFTER_CLOSE);
    Admission reopens = gate.admit("b", TEN.plusMillis(1), 2, true);
    assertThat(reopens).isEqualTo(Admission.REOPENS);
    ConversationGate anew = gate.after(reopens, "b", TEN.plusMillis(1), 2);
    assertThat(anew.closedAt()).isNull();
    assertThat(anew.lastSequence()).isEqualTo(2);
    assertThat(anew.admit("c", TEN.minusMillis(1), true)).isEqualTo(Admission.OLDER_THAN_CLOSE);
    assertThat(gate.after(Admission.AFTER_CLOSE, "c", TEN, 2).closedAt()).isEqualTo(TEN);
  }
}
