package io.handoff.sla;

import static io.handoff.sla.SlaMetric.FIRST_RESPONSE;
import static io.handoff.sla.SlaMetric.NEXT_RESPONSE;
import static io.handoff.sla.SlaMetric.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import io.handoff.sla.SlaFact.AgentAnswered;
import io.handoff.sla.SlaFact.Began;
import io.handoff.sla.SlaFact.CustomerWrote;
import io.handoff.sla.SlaFact.Moved;
import io.handoff.sla.SlaFact.Phase;
import io.handoff.sla.SlaFact.Planned;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlaClocksTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always(ZoneOffset.UTC);
  private static final BusinessCalendar NINE_TO_FIVE = office("09:00-17:00");
  private static final Duration HOUR = Duration.ofHours(1);

  private static BusinessCalendar office(String hours) {
    BusinessCalendar.Builder office = BusinessCalendar.in(ZoneOffset.UTC);
    for (DayOfWeek day : DayOfWeek.values()) {
      office.hours(day, List.of(Hours.parse(hours)));
    }
    return office.build();
  }

  /** A time of Monday, 2026-03-02. */
  private static Instant at(String hhmm) {
    return Instant.parse("2026-03-02T" + hhmm + ":00Z");
  }

  private static Planned promised(String from, BusinessCalendar calendar, Duration target) {
    return new Planned(
        at(from),
        new SlaPlan(
            Map.of(FIRST_RESPONSE, target, NEXT_RESPONSE, target, RESOLUTION, target), calendar));
  }

  private static SlaClocks after(SlaFact... facts) {
    return SlaClocks.of(List.of(facts));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void shouldFallDueWhenTheTargetHasPassedInBusinessHours() {
    SlaClocks clocks = after(promised("16:30", NINE_TO_FIVE, HOUR), new Began(at("16:30")));

    SlaTarget first = clocks.target(FIRST_RESPONSE, at("16:45"));
    assertThat(first.dueAt()).isEqualTo(Instant.parse("2026-03-03T09:30:00Z"));
    assertThat(first.breached()).isFalse();
    assertThat(first.met()).isFalse();
    assertThat(first.taken()).isEqualTo(minutes(15));
    assertThat(first.margin()).isEqualTo(minutes(45));
    assertThat(clocks.earliest(at("16:45"))).contains(Instant.parse("2026-03-03T09:30:00Z"));
  }

  @Test
  void shouldBeLateFromTheDueTimeOn() {
    SlaClocks clocks = after(promised("10:00", ALWAYS, HOUR), new Began(at("10:00")));

    assertThat(clocks.target(RESOLUTION, at("10:59")).breached()).isFalse();
    assertThat(clocks.target(RESOLUTION, at("11:00")).breached()).isTrue();
  }

  @Test
  void shouldTakeAnAnswerAtTheDueTimeForOneInTime() {
    SlaFact plan = promised("10:00", ALWAYS, HOUR);
    SlaFact began = new Began(at("10:00"));

    SlaTarget inTime =
        after(plan, began, new AgentAnswered(at("11:00"))).target(FIRST_RESPONSE, at("18:00"));
    assertThat(inTime.met()).isTrue();
    assertThat(inTime.breached()).isFalse();
    assertThat(inTime.margin()).isZero();
    assertThat(inTime.dueAt()).isNull();

    SlaTarget late =
        after(plan, began, new AgentAnswered(at("11:01"))).target(FIRST_RESPONSE, at("18:00"));
    assertThat(late.met()).isTrue();
    assertThat(late.breached()).as("late, whether or not anybody looked before").isTrue();
    assertThat(late.margin()).isEqualTo(minutes(-1));
  }

  @Test
  void shouldAskForANextResponseFromTheOldestMessageWithoutAnswer() {
    SlaClocks clocks =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new AgentAnswered(at("10:10")),
            new CustomerWrote(at("10:20")),
            new CustomerWrote(at("10:40")));

    assertThat(clocks.target(NEXT_RESPONSE, at("10:50")).dueAt()).isEqualTo(at("11:20"));
    assertThat(clocks.target(FIRST_RESPONSE, at("10:50")).dueAt()).as("it was given").isNull();
    assertThat(clocks.timesMet(NEXT_RESPONSE)).isEqualTo(1);
  }

  @Test
  void shouldKeepTheLongestOfSeveralAnswersAndThatOneWasLate() {
    SlaClocks clocks =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new AgentAnswered(at("10:10")),
            new CustomerWrote(at("10:20")),
            new AgentAnswered(at("11:50")),
            new CustomerWrote(at("12:00")),
            new AgentAnswered(at("12:05")));

    SlaTarget next = clocks.target(NEXT_RESPONSE, at("13:00"));
    assertThat(next.taken()).isEqualTo(minutes(90));
    assertThat(next.breached()).isTrue();
    assertThat(next.margin()).isEqualTo(minutes(-30));
    assertThat(clocks.timesMet(NEXT_RESPONSE)).isEqualTo(3);
    assertThat(clocks.target(FIRST_RESPONSE, at("13:00")).breached()).isFalse();
  }

  @Test
  void shouldNotCountAnAnswerThatNobodyWaitedFor() {
    SlaClocks clocks =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new AgentAnswered(at("10:10")),
            new AgentAnswered(at("18:00")));

    assertThat(clocks.timesMet(FIRST_RESPONSE)).isEqualTo(1);
    assertThat(clocks.target(FIRST_RESPONSE, at("18:00")).taken()).isEqualTo(minutes(10));
  }

  @Test
  void shouldStandStillWhileTheTicketIsPaused() {
    SlaClocks paused =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new Moved(at("10:20"), Phase.PAUSED));
    assertThat(paused.earliest(at("15:00"))).isEmpty();
    assertThat(paused.target(RESOLUTION, at("15:00")).taken()).isEqualTo(minutes(20));
    assertThat(paused.target(RESOLUTION, at("15:00")).breached()).isFalse();
    assertThat(paused.counts(RESOLUTION, HOUR)).isEmpty();

    SlaClocks going = paused.after(new Moved(at("15:00"), Phase.RUNNING));
    assertThat(going.target(RESOLUTION, at("15:00")).dueAt()).isEqualTo(at("15:40"));
    assertThat(going.counts(RESOLUTION, minutes(30))).contains(at("15:10"));
  }

  @Test
  void shouldStartStandingStillWhereACustomerWritesInAPause() {
    SlaClocks paused =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new AgentAnswered(at("10:10")),
            new Moved(at("10:20"), Phase.PAUSED),
            new CustomerWrote(at("11:00")));
    assertThat(paused.target(NEXT_RESPONSE, at("12:00")).dueAt()).isNull();

    SlaClocks going = paused.after(new Moved(at("12:00"), Phase.RUNNING));
    assertThat(going.target(NEXT_RESPONSE, at("12:00")).dueAt()).isEqualTo(at("13:00"));
  }

  @Test
  void shouldGoOnFromWhereItStoodWhenATicketIsOpenedAgain() {
    SlaClocks ended =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new Moved(at("10:40"), Phase.ENDED));
    assertThat(ended.target(RESOLUTION, at("20:00")).met()).isTrue();
    assertThat(ended.target(RESOLUTION, at("20:00")).taken()).isEqualTo(minutes(40));
    assertThat(ended.clock(NEXT_RESPONSE)).as("needs no answer any more").isEmpty();

    SlaClocks again = ended.after(new Moved(at("20:00"), Phase.RUNNING));
    assertThat(again.target(RESOLUTION, at("20:00")).dueAt()).isEqualTo(at("20:20"));
    SlaClocks endedAgain = again.after(new Moved(at("20:30"), Phase.ENDED));
    assertThat(endedAgain.target(RESOLUTION, at("20:30")).breached()).isTrue();
    assertThat(endedAgain.timesMet(RESOLUTION)).isEqualTo(2);
  }

  @Test
  void shouldMeetAResolutionOnceWhereATicketIsResolvedAndThenClosed() {
    SlaClocks clocks =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            new Moved(at("10:40"), Phase.ENDED),
            new Moved(at("12:00"), Phase.ENDED));

    assertThat(clocks.timesMet(RESOLUTION)).isEqualTo(1);
    assertThat(clocks.target(RESOLUTION, at("12:00")).taken()).isEqualTo(minutes(40));
  }

  @Test
  void shouldKeepWhatWasCountedWhenThePromiseChanges() {
    SlaClocks clocks =
        after(
            promised("10:00", ALWAYS, HOUR),
            new Began(at("10:00")),
            promised("10:40", ALWAYS, minutes(50)));
    assertThat(clocks.target(RESOLUTION, at("10:45")).dueAt()).isEqualTo(at("10:50"));

    SlaTarget cut =
        clocks.after(promised("10:45", ALWAYS, minutes(30))).target(RESOLUTION, at("10:45"));
    assertThat(cut.dueAt()).as("in the past").isEqualTo(at("10:30"));
    assertThat(cut.breached()).isTrue();
  }

  @Test
  void shouldCountByTheHoursThatHeldThen() {
    SlaClocks clocks =
        after(
            promised("08:00", ALWAYS, Duration.ofHours(2)),
            new Began(at("08:00")),
            promised("08:30", NINE_TO_FIVE, Duration.ofHours(2)));

    assertThat(clocks.target(RESOLUTION, at("09:30")).taken()).isEqualTo(minutes(60));
    assertThat(clocks.target(RESOLUTION, at("09:30")).dueAt()).isEqualTo(at("10:30"));
  }

  @Test
  void shouldPromiseNothingWithoutAPlan() {
    SlaClocks unplanned = after(new Began(at("10:00")));
    SlaTarget first = unplanned.target(FIRST_RESPONSE, at("12:00"));
    assertThat(first.target()).isNull();
    assertThat(first.dueAt()).isNull();
    assertThat(first.margin()).isNull();
    assertThat(first.breached()).isFalse();
    assertThat(unplanned.earliest(at("12:00"))).isEmpty();

    SlaClocks planned = unplanned.after(promised("12:00", ALWAYS, Duration.ofHours(3)));
    assertThat(planned.target(FIRST_RESPONSE, at("12:00")).dueAt())
        .as("time before the first plan counts by that plan")
        .isEqualTo(at("13:00"));

    SlaTarget dropped =
        planned.after(new Planned(at("12:30"), null)).target(FIRST_RESPONSE, at("14:00"));
    assertThat(dropped.dueAt()).isNull();
    assertThat(dropped.breached()).isFalse();
  }

  @Test
  void shouldCountNothingBeforeTheTicketBegan() {
    SlaClocks none = SlaClocks.none().after(promised("10:00", ALWAYS, HOUR));

    assertThat(none.target(RESOLUTION, at("12:00")).taken()).isNull();
    assertThat(none.earliest(at("12:00"))).isEmpty();
    assertThat(none.timesMet(RESOLUTION)).isZero();
  }

  @Test
  void shouldComeToTheSameWhateverTheOrderInWhichFactsArrive() {
    List<SlaFact> facts =
        List.of(
            promised("09:00", NINE_TO_FIVE, HOUR),
            new Began(at("10:00")),
            new AgentAnswered(at("10:10")),
            new CustomerWrote(at("10:20")),
            new Moved(at("10:30"), Phase.PAUSED),
            new Moved(at("11:30"), Phase.RUNNING),
            new AgentAnswered(at("12:10")),
            new Moved(at("12:20"), Phase.ENDED));
    SlaClocks.Snapshot inOrder = SlaClocks.of(facts).snapshot();

    List<SlaFact> shuffled = new ArrayList<>(facts);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(SlaClocks.of(shuffled).snapshot()).as("seed %d", seed).isEqualTo(inOrder);
    }
  }

  @Test
  void shouldGoOnFromWhatWasKept() {
    Planned plan = promised("09:00", NINE_TO_FIVE, HOUR);
    SlaClocks clocks =
        after(plan, new Began(at("10:00")), new AgentAnswered(at("10:10")), plan)
            .after(new CustomerWrote(at("10:20")));

    SlaClocks kept = SlaClocks.of(clocks.snapshot(), plan.plan());

    assertThat(kept.snapshot()).isEqualTo(clocks.snapshot());
    SlaFact next = new AgentAnswered(at("12:00"));
    assertThat(kept.after(next).snapshot()).isEqualTo(clocks.after(next).snapshot());
    for (SlaMetric metric : SlaMetric.values()) {
      assertThat(kept.target(metric, at("11:00"))).isEqualTo(clocks.target(metric, at("11:00")));
    }
  }
}
