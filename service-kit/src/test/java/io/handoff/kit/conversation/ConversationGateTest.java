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

  @Test
  void shouldNotTakeInMessagesWhoseSequenceCannotBe() {
    ConversationGate gate = ConversationGate.NEW.after(Admission.ADMITTED, "a", TEN, 3);
    assertThat(gate.admit("b", TEN, 0, true)).isEqualTo(Admission.INVALID_SEQUENCE);
    assertThat(gate.admit("b", TEN, 1_000_004, true)).isEqualTo(Admission.SEQUENCE_LEAP);
    assertThat(gate.admit("b", TEN, 1_000_003, true)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void shouldTakeInAMessageThatOthersHaveOvertaken() {
    ConversationGate gate = ConversationGate.NEW.after(Admission.ADMITTED, "c", TEN, 3);
    assertThat(gate.admit("b", TEN.minusSeconds(1), 2, true)).isEqualTo(Admission.ADMITTED);
    assertThat(gate.hasOvertaken(TEN.minusSeconds(1), 2)).isTrue();
    assertThat(gate.hasOvertaken(TEN.plusSeconds(1), 2)).as("numbered from 1 again").isFalse();
    assertThat(gate.hasOvertaken(TEN, 4)).isFalse();
    assertThat(ConversationGate.NEW.hasOvertaken(TEN, 1)).isFalse();
  }

  @Test
  void shouldEndAtTheLastOfItsEnds() {
    ConversationGate gate = ConversationGate.NEW.closed(TEN).closed(TEN.minusSeconds(60));
    assertThat(gate.endedAt()).isEqualTo(TEN);
    assertThat(gate.admit("a", TEN.minusSeconds(1), true)).isEqualTo(Admission.OLDER_THAN_CLOSE);
  }

  @Test
  void shouldKnowTheEndOfAConversationThatAnEarlierVersionClosed() {
    ConversationGate kept = new ConversationGate(RecentIds.NONE, 3, TEN, null, null, null);
    assertThat(kept.endedAt()).isEqualTo(TEN);
    assertThat(kept.recentMessages()).isEqualTo(RecentIds.NONE);
    assertThat(kept.admit("a", TEN, 2, true))
        .as("of that version no ids are known")
        .isEqualTo(Admission.STALE_SEQUENCE);
  }

  @Test
  void shouldCallOnlyThoseAliveThatCountInAConversationThatGoesOn() {
    assertThat(Admission.values())
        .filteredOn(Admission::isLive)
        .containsExactly(Admission.ADMITTED, Admission.REOPENS);
  }
}
