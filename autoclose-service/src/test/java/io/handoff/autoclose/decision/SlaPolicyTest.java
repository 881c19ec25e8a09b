package io.handoff.autoclose.decision;

import static io.handoff.autoclose.decision.Story.aStoryWith;
import static io.handoff.autoclose.decision.Story.at;
import static io.handoff.autoclose.testing.Accounts.anAccount;
import static io.handoff.autoclose.testing.Promises.aPromise;
import static io.handoff.sla.SlaMetric.FIRST_RESPONSE;
import static io.handoff.sla.SlaMetric.NEXT_RESPONSE;
import static io.handoff.sla.SlaMetric.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.event.Event;
import io.handoff.autoclose.decision.sla.SlaDue;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaState;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.sla.SlaThreshold;
import io.handoff.autoclose.testing.Promises;
import io.handoff.calendar.Hours;
import io.handoff.rules.Action.Priority;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Point;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What falls due of a ticket's promises. */
class SlaPolicyTest {

  private static AccountConfig promising(Promises policy) {
    return anAccount().promising(policy.build()).build();
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** An hour for the first answer, at risk ten minutes before, a step at the breach and later. */
  private static Promises usual() {
    return aPromise("gold")
        .target(FIRST_RESPONSE, minutes(60))
        .atRisk(new Point.Before(minutes(10)))
        .step(FIRST_RESPONSE, Duration.ZERO)
        .step(FIRST_RESPONSE, minutes(30));
  }

  private static List<String> heard(Story story, String time) {
    return story.hearing(time).stream()
        .map(
            event -> {
              SlaDue due = ((DueEvent.Promise) event).about();
              return "%s %s %d %s"
                  .formatted(
                      event.due().atZone(ZoneOffset.UTC).toLocalTime(),
                      due.kind(),
                      due.number(),
                      due.metric());
            })
        .toList();
  }

  @Test
  void shouldTellOfRiskBreachAndStepsEachOnceAndInTime() {
    Story story = aStoryWith(promising(usual())).ticket(Status.ACTIVE, "10:00");
    assertThat(story.wakes()).contains(at("10:50").plusMillis(1));
    assertThat(story.hearing("10:49:59")).isEmpty();
    assertThat(heard(story, "10:50")).containsExactly("10:50 AT_RISK 1 FIRST_RESPONSE");
    assertThat(heard(story, "11:00"))
        .containsExactly("11:00 BREACH 1 FIRST_RESPONSE", "11:00 STEP 1 FIRST_RESPONSE");
    assertThat(heard(story, "12:00")).containsExactly("11:30 STEP 2 FIRST_RESPONSE");
    assertThat(heard(story, "20:00")).isEmpty();
    assertThat(story.wakes()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenAnsweredAtTheDueTime() {
    Story story = aStoryWith(promising(usual())).ticket(Status.ACTIVE, "10:00").agent("11:00");
    assertThat(heard(story, "12:00")).isEmpty();
  }

  @Test
  void shouldCountABreachThatWasAnsweredBeforeAnybodyLookedButHurryNobody() {
    Story story = aStoryWith(promising(usual())).ticket(Status.ACTIVE, "10:00").agent("11:45");
    List<DueEvent> news = story.hearing("12:00");
    assertThat(news)
        .singleElement()
        .satisfies(
            only -> {
              SlaDue due = ((DueEvent.Promise) only).about();
              assertThat(due.kind()).isEqualTo(SlaThreshold.Kind.BREACH);
              assertThat(due.at()).isEqualTo(at("11:00"));
              assertThat(due.metAt()).isEqualTo(at("11:45"));
            });
    assertThat(heard(story, "13:00")).isEmpty();
  }

  @Test
  void shouldCountOvertakenAnswersAndQuestionsWhereTheyBelong() {
    Story story = aStoryWith(promising(aPromise("gold").target(NEXT_RESPONSE, minutes(60))));
    story.customer("10:00").ticket(Status.ACTIVE, "10:00").agent("10:01");
    story.writes(Event.Author.AGENT, "10:10", 4).writes(Event.Author.CUSTOMER, "10:10", 3);
    assertThat(heard(story, "12:00")).isEmpty();

    story.writes(Event.Author.AI_AGENT, "12:01", 6).writes(Event.Author.CUSTOMER, "12:00", 5);
    assertThat(heard(story, "13:00")).containsExactly("13:00 BREACH 1 NEXT_RESPONSE");
  }

  @Test
  void shouldTakeAnAnswerThatIsReadBeforeItsTicketIsHeardOf() {
    Story story = aStoryWith(promising(usual())).agent("10:30").ticket(Status.ACTIVE, "10:00");
    assertThat(heard(story, "12:00")).isEmpty();
  }

  @Test
  void shouldTellTheBreachWhenATicketIsMadeAfterItsLateAnswer() {
    Story story =
        aStoryWith(promising(usual()))
            .agent("11:45")
            .ticket(Status.ACTIVE, "10:00")
            .waitingSince("11:45", "10:00");
    assertThat(heard(story, "12:00")).containsExactly("11:00 BREACH 1 FIRST_RESPONSE");
  }

  @Test
  void shouldRunAllTargetsSideBySideAndTheNextResponseAnew() {
    Story story =
        aStoryWith(
                promising(
                    aPromise("gold")
                        .target(NEXT_RESPONSE, minutes(30))
                        .target(RESOLUTION, minutes(120))))
            .ticket(Status.ACTIVE, "10:00")
            .agent("10:10")
            .customer("10:20")
            .customer("10:40");
    assertThat(heard(story, "11:00")).containsExactly("10:50 BREACH 1 NEXT_RESPONSE");
    story.agent("11:05").customer("11:10");
    assertThat(heard(story, "13:00"))
        .containsExactly("11:40 BREACH 1 NEXT_RESPONSE", "12:00 BREACH 1 RESOLUTION");
  }

  @Test
  void shouldStandStillWhileWaitingOnTheCustomerAndSnoozedIfTheAccountSaysSo() {
    Story story =
        aStoryWith(promising(usual()))
            .ticket(Status.ACTIVE, "10:00")
            .ticket(Status.WAITING_ON_CUSTOMER, "10:20")
            .ticket(Status.ACTIVE, "11:20");
    assertThat(heard(story, "12:00:01"))
        .containsExactly(
            "11:50 AT_RISK 1 FIRST_RESPONSE",
            "12:00 BREACH 1 FIRST_RESPONSE",
            "12:00 STEP 1 FIRST_RESPONSE");
    AccountConfig restless =
        promising(usual())
            .with(new SlaConfig(java.util.Set.of(), AfterOutage.FIRE, List.of(usual().build())));
    Story going =
        aStoryWith(restless)
            .ticket(Status.ACTIVE, "10:00")
            .ticket(Status.WAITING_ON_CUSTOMER, "10:20");
    assertThat(heard(going, "11:00")).contains("11:00 BREACH 1 FIRST_RESPONSE");
  }

  @Test
  void shouldKeepWhatWasUsedWhenThePriorityChanges() {
    Promises policy =
        aPromise("gold")
            .target(FIRST_RESPONSE, Priority.NORMAL, minutes(120))
            .target(FIRST_RESPONSE, Priority.HIGH, minutes(60));
    Story story =
        aStoryWith(promising(policy))
            .ticket(Status.ACTIVE, "10:00")
            .assigned(new Assigned("gold", Priority.HIGH, null))
            .ticket(Status.ACTIVE, "10:30");
    assertThat(heard(story, "12:00")).containsExactly("11:00 BREACH 1 FIRST_RESPONSE");
    story.assigned(new Assigned("gold", Priority.NORMAL, null)).ticket(Status.ACTIVE, "12:01");
    assertThat(heard(story, "14:00")).as("once only").isEmpty();
  }

  @Test
  void shouldBreachAtTheChangeWhenTheTargetIsCutBelowWhatWasUsed() {
    Promises policy =
        aPromise("gold")
            .target(FIRST_RESPONSE, Priority.NORMAL, minutes(120))
            .target(FIRST_RESPONSE, Priority.URGENT, minutes(30))
            .atRisk(new Point.Used(50));
    Story running =
        aStoryWith(promising(policy))
            .ticket(Status.ACTIVE, "10:00")
            .assigned(new Assigned("gold", Priority.URGENT, null))
            .ticket(Status.ACTIVE, "10:45");
    assertThat(heard(running, "10:46")).containsExactly("10:45 BREACH 1 FIRST_RESPONSE");

    Story paused =
        aStoryWith(promising(policy))
            .ticket(Status.ACTIVE, "10:00")
            .ticket(Status.SNOOZED, "10:40")
            .assigned(new Assigned("gold", Priority.URGENT, null))
            .ticket(Status.SNOOZED, "11:30");
    assertThat(heard(paused, "11:31")).containsExactly("11:30 BREACH 1 FIRST_RESPONSE");
  }

  @Test
  void shouldKeepTimeThatWasCountedInOtherHoursWhenTheCalendarChanges() {
    Promises inOffice =
        aPromise("gold")
            .target(FIRST_RESPONSE, minutes(60))
            .in(new SlaConfig.Hours.Calendar("office"));
    Story story = aStoryWith(office(inOffice, "10:30-18:00")).ticket(Status.ACTIVE, "10:00");
    // half an hour is used up by the old hours; by the new ones the other half begins at noon
    story.settings(office(inOffice, "12:00-18:00")).renewed("11:00");
    assertThat(story.wakes()).contains(at("12:30").plusMillis(1));
    assertThat(heard(story, "13:00")).containsExactly("12:30 BREACH 1 FIRST_RESPONSE");
  }

  private static AccountConfig office(Promises policy, String monday) {
    return anAccount()
        .promising(policy.build())
        .open("office", ZoneOffset.UTC, Map.of(DayOfWeek.MONDAY, List.of(Hours.parse(monday))))
        .build();
  }

  @Test
  void shouldPromiseNothingAnyMoreWhenThePolicyIsTakenAway() {
    Story story = aStoryWith(promising(usual())).ticket(Status.ACTIVE, "10:00");
    story.settings(anAccount().build()).renewed("10:30");
    assertThat(heard(story, "13:00")).isEmpty();
  }

  @Test
  void shouldFireShiftOrSkipWhatAnOutageTookTime() {
    assertThat(heard(outage(AfterOutage.FIRE), "12:00")).contains("11:00 BREACH 1 FIRST_RESPONSE");
    assertThat(heard(outage(AfterOutage.SKIP), "12:00"))
        .doesNotContain("11:00 BREACH 1 FIRST_RESPONSE")
        .contains("10:50 AT_RISK 1 FIRST_RESPONSE");
    Story shifted = outage(AfterOutage.SHIFT);
    assertThat(heard(shifted, "11:14:59")).doesNotContain("11:15 BREACH 1 FIRST_RESPONSE");
    assertThat(heard(shifted, "11:15")).contains("11:15 BREACH 1 FIRST_RESPONSE");
  }

  private static Story outage(AfterOutage what) {
    return aStoryWith(anAccount().promising(usual().build()).afterOutageOfPromises(what).build())
        .ticket(Status.ACTIVE, "10:00")
        .outage("10:55", "11:10");
  }

  @Test
  void shouldBeginAnewWithAnotherTicket() {
    Story story = aStoryWith(promising(usual())).ticket(Status.ACTIVE, "10:00").agent("10:10");
    story.happens(
        new Event.TicketMoved(
            story.about("14:00"),
            "t2",
            "h2",
            at("14:00"),
            Status.ACTIVE,
            at("14:00"),
            null,
            new Assigned("gold", Priority.NORMAL, null)));
    assertThat(heard(story, "15:00")).contains("15:00 BREACH 1 FIRST_RESPONSE");
  }

  @Test
  void shouldComeToTheSameWhenMoreHappensThanIsKeptOneByOne() {
    Story story =
        aStoryWith(promising(aPromise("gold").target(NEXT_RESPONSE, minutes(5))))
            .ticket(Status.ACTIVE, "10:00");
    for (int i = 0; i < 40; i++) {
      story.agent("10:%02d:10".formatted(i)).customer("10:%02d:40".formatted(i));
    }
    assertThat(story.conversation().sla().facts()).hasSizeLessThanOrEqualTo(SlaState.FACTS);
    assertThat(heard(story, "12:00")).containsExactly("10:44:40 BREACH 1 NEXT_RESPONSE");
  }
}
