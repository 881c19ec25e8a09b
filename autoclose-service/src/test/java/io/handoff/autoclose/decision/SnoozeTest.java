package io.handoff.autoclose.decision;

import static io.handoff.autoclose.decision.Story.aStory;
import static io.handoff.autoclose.decision.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.Event.TicketStage;
import io.handoff.autoclose.decision.time.Origin;
import org.junit.jupiter.api.Test;

/** A ticket comes back when its snooze is over, once, and only then. */
class SnoozeTest {

  @Test
  void shouldTellOnceWhenTheTimeHasCome() {
    Story story = aStory().assigned("10:00").snoozed("10:05", "12:00");
    assertThat(story.wakes()).contains(at("12:00").plusMillis(1));
    assertThat(story.hearing("11:59:59")).isEmpty();

    assertThat(story.hearing("12:00"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.due()).isEqualTo(at("12:00"));
              assertThat(event.ticketId()).isEqualTo("t1");
              assertThat(event.origin()).isEqualTo(new Origin("e2", 0));
            });
    assertThat(story.hearing("12:30")).isEmpty();
    assertThat(story.snoozed("12:31", "12:00").hearing("13:00"))
        .as("a change of the ticket before its service has heard")
        .isEmpty();
  }

  @Test
  void shouldTellTheNewTimeOnlyWhenTheSnoozeIsMoved() {
    Story later = aStory().assigned("10:00").snoozed("10:05", "12:00").snoozed("11:00", "13:00");
    assertThat(later.hearing("12:30")).isEmpty();
    assertThat(later.hearing("13:00")).extracting(DueEvent::due).containsExactly(at("13:00"));

    Story earlier = aStory().assigned("10:00").snoozed("10:05", "12:00").snoozed("10:06", "11:00");
    assertThat(earlier.hearing("11:00")).extracting(DueEvent::due).containsExactly(at("11:00"));
    assertThat(earlier.hearing("12:00")).isEmpty();
  }

  @Test
  void shouldTellNothingWhenTheTicketHasComeBackBefore() {
    Story story =
        aStory()
            .assigned("10:00")
            .snoozed("10:05", "12:00")
            .ticket(TicketStage.ACTIVE, "11:00")
            .ticket(TicketStage.AT_REST, "11:05");
    assertThat(story.wakes()).isEmpty();
    assertThat(story.hearing("12:00")).isEmpty();
  }

  @Test
  void shouldTellAgainWhenTheTicketIsSnoozedAgainUntilTheSameTime() {
    Story story = aStory().assigned("10:00").snoozed("10:05", "12:00");
    DueEvent first = story.hearing("12:00").getFirst();
    story.ticket(TicketStage.ACTIVE, "12:00").snoozed("12:01", "12:00");

    assertThat(story.hearing("12:02"))
        .singleElement()
        .satisfies(event -> assertThat(event.eventId()).isNotEqualTo(first.eventId()));
  }
}
