package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.CloseDue;
import io.handoff.avro.CloseWarningDue;
import io.handoff.avro.EscalationStepDue;
import io.handoff.avro.SilentSide;
import io.handoff.avro.SlaAtRisk;
import io.handoff.avro.SlaBreached;
import io.handoff.avro.SlaMetric;
import io.handoff.avro.SlaTargetPlanned;
import io.handoff.avro.SnoozeOver;
import io.handoff.avro.TimeEvent;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeWordsTest {

  private static final Instant TEN = Instant.parse("2026-02-03T10:00:00Z");

  private static List<Entry> told(Object payload) {
    TimeEvent event =
        TimeEvent.newBuilder()
            .setEventId("t1")
            .setAccountId("acme")
            .setChannelId("web")
            .setConversationId("c1")
            .setOccurredAt(TEN)
            .setFiredAt(TEN.plusSeconds(1))
            .setSettingsVersion(7)
            .setPayload(payload)
            .build();
    ConversationTimeline timeline = new ConversationTimeline("acme", "c1");
    TimeWords.time(
        new TopicReader.Read(Topics.TIME_EVENTS, 0, 0, TEN.plusSeconds(2), event), event, timeline);
    return timeline.entries();
  }

  private static Entry only(Object payload) {
    List<Entry> told = told(payload);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().at()).isEqualTo(TEN);
    return told.getFirst();
  }

  @Test
  void shouldSayWhoWasSilentForHowLong() {
    Entry entry = only(new CloseDue(SilentSide.CUSTOMER, TEN.minusSeconds(3_600), 4L, "a1", true));

    assertThat(entry.who()).isEqualTo("auto-close");
    assertThat(entry.text()).isEqualTo("customer silent for 1h since message 4: close");
    assertThat(entry.fields())
        .containsEntry("silent", "customer")
        .containsEntry("lastSequence", 4L)
        .containsEntry("settingsVersion", 7L);
  }

  @Test
  void shouldSayWhomItWarnsOfWhichClose() {
    assertThat(only(new CloseWarningDue(SilentSide.AGENT, TEN.plusSeconds(600))).text())
        .isEqualTo("agent silent: warns that it closes at 2026-02-03T10:10:00Z");
  }

  @Test
  void shouldSayThatATargetIsNearOrMissed() {
    Entry risk = only(new SlaAtRisk(SlaMetric.FIRST_RESPONSE, "gold", TEN.plusSeconds(600)));
    assertThat(risk.who()).isEqualTo("sla gold");
    assertThat(risk.text()).endsWith(" at risk: due 2026-02-03T10:10:00Z");
    assertThat(risk.fields()).containsEntry("what", "at risk").doesNotContainKey("metAt");

    Entry missed = only(new SlaBreached(SlaMetric.RESOLUTION, "gold", TEN, null));
    assertThat(missed.text()).isEqualTo("resolution missed");
    assertThat(missed.fields()).containsEntry("what", "missed");
  }

  @Test
  void shouldSayWhenAMissedTargetWasMetAfterAll() {
    Entry late = only(new SlaBreached(SlaMetric.RESOLUTION, "gold", TEN, TEN.plusSeconds(60)));

    assertThat(late.text()).isEqualTo("resolution missed, met at 2026-02-03T10:01:00Z");
    assertThat(late.fields()).containsEntry("metAt", "2026-02-03T10:01:00Z");
  }

  @Test
  void shouldSayWhichStepOfAnEscalationIsTaken() {
    Entry step = only(new EscalationStepDue("late", 2, SlaMetric.RESOLUTION));
    assertThat(step.who()).isEqualTo("sla late");
    assertThat(step.text()).isEqualTo("resolution: step 2 of escalation");
    assertThat(step.fields()).containsEntry("step", 2).containsEntry("what", "escalated");

    assertThat(only(new EscalationStepDue("late", 1, null)).text())
        .isEqualTo("answer: step 1 of escalation");
  }

  @Test
  void shouldSayThatATicketIsBack() {
    assertThat(only(new SnoozeOver(TEN)).text()).isEqualTo("over");
  }

  @Test
  void shouldNotTellThatATargetWasSet() {
    assertThat(told(new SlaTargetPlanned(SlaMetric.RESOLUTION, "gold", TEN))).isEmpty();
  }
}
