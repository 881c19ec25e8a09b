package io.handoff.autoclose.decision.sla;

import static io.handoff.sla.SlaMetric.FIRST_RESPONSE;
import static io.handoff.sla.SlaMetric.NEXT_RESPONSE;
import static io.handoff.sla.SlaMetric.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.sla.SlaFacts.Fact;
import io.handoff.autoclose.decision.sla.SlaFacts.Kind;
import io.handoff.autoclose.decision.sla.SlaFacts.Status;
import io.handoff.autoclose.decision.sla.SlaState.Assigned;
import io.handoff.autoclose.decision.sla.SlaTimeline.Walked;
import io.handoff.calendar.BusinessCalendar;
import io.handoff.kit.time.Outage;
import io.handoff.kit.time.Outages;
import io.handoff.settings.model.SlaConfig.PausingStatus;
import io.handoff.settings.model.ToleranceConfig.AfterOutage;
import io.handoff.sla.SlaClock;
import io.handoff.sla.SlaClocks;
import io.handoff.sla.SlaFact;
import io.handoff.sla.SlaMetric;
import io.handoff.sla.SlaPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is found along the facts of a ticket that began at ten. */
class SlaTimelineTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final SlaPlan PLAN =
      new SlaPlan(
          Map.of(FIRST_RESPONSE, HOUR, NEXT_RESPONSE, HOUR, RESOLUTION, HOUR),
          BusinessCalendar.always(ZoneOffset.UTC));

  /** At risk after fifty minutes, missed after an hour, a step half an hour later. */
  private static final List<SlaThreshold> USUAL =
      List.of(
          mark(FIRST_RESPONSE, SlaThreshold.Kind.AT_RISK, 50),
          mark(FIRST_RESPONSE, SlaThreshold.Kind.BREACH, 60),
          mark(FIRST_RESPONSE, SlaThreshold.Kind.STEP, 90));

  /** A time of Monday, 2026-03-02. */
  private static Instant at(String hhmm) {
    return Instant.parse("2026-03-02T" + hhmm + ":00Z");
  }

  private static SlaThreshold mark(SlaMetric metric, SlaThreshold.Kind kind, int minutes) {
    return new SlaThreshold(metric, kind, 1, Duration.ofMinutes(minutes), "gold");
  }

  private static SlaTerms terms(List<SlaThreshold> marks) {
    return new SlaTerms(PLAN, marks, Set.of(PausingStatus.WAITING_ON_CUSTOMER), AfterOutage.FIRE);
  }

  private static Fact fact(String time, Kind kind) {
    return new Fact(at(time), kind);
  }

  private static SlaState ticket(Fact... facts) {
    SlaClocks.Snapshot began =
        SlaClocks.of(
                List.of(new SlaFact.Planned(at("10:00"), PLAN), new SlaFact.Began(at("10:00"))))
            .snapshot();
    return ticket(began, "10:00", facts);
  }

  private static SlaState ticket(SlaClocks.Snapshot stood, String stoodAt, Fact... facts) {
    return new SlaState(
        "t1",
        null,
        Status.ACTIVE,
        Assigned.NOTHING,
        1,
        stood,
        at(stoodAt),
        List.of(facts),
        List.of(),
        List.of());
  }

  private static List<String> shown(Walked walked) {
    return walked.due().stream()
        .map(due -> due.at().atZone(ZoneOffset.UTC).toLocalTime() + " " + due.kind())
        .toList();
  }

  private static List<String> all(SlaTerms terms, Fact... facts) {
    return shown(SlaTimeline.all(ticket(facts), terms, Outages.NONE));
  }

  @Test
  void shouldFindWhatFallsDueIfNothingHappens() {
    assertThat(all(terms(USUAL))).containsExactly("10:50 AT_RISK", "11:00 BREACH", "11:30 STEP");
  }

  @Test
  void shouldFindNothingWhereThereIsNoTicketOrNoPromise() {
    assertThat(SlaTimeline.all(SlaState.NONE, terms(USUAL), Outages.NONE).due()).isEmpty();
    assertThat(all(SlaTerms.NONE)).isEmpty();
  }

  @Test
  void shouldFindOnlyWhatLiesBeforeTheMoment() {
    Walked walked = SlaTimeline.until(ticket(), terms(USUAL), Outages.NONE, 0, at("11:00"));

    assertThat(shown(walked))
        .as("the end of the walk is not part of it")
        .containsExactly("10:50 AT_RISK");
  }

  @Test
  void shouldNotMissATargetThatIsMetAtTheVeryMoment() {
    Walked walked =
        SlaTimeline.all(ticket(fact("11:00", Kind.AGENT_ANSWERED)), terms(USUAL), Outages.NONE);

    assertThat(walked.due())
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.kind()).isEqualTo(SlaThreshold.Kind.AT_RISK);
              assertThat(due.metAt()).isEqualTo(at("11:00"));
              assertThat(due.isCancelled()).as("nobody has to hurry any more").isTrue();
            });
    assertThat(walked.clocks().timesMet(FIRST_RESPONSE)).isEqualTo(1);
  }

  @Test
  void shouldSayOfAMissedTargetWhenItWasMetAfterAll() {
    Walked walked =
        SlaTimeline.all(ticket(fact("11:45", Kind.AGENT_ANSWERED)), terms(USUAL), Outages.NONE);

    assertThat(shown(walked)).containsExactly("10:50 AT_RISK", "11:00 BREACH", "11:30 STEP");
    assertThat(walked.due()).extracting(SlaDue::metAt).containsOnly(at("11:45"));
    assertThat(walked.due()).extracting(SlaDue::isCancelled).containsExactly(true, false, true);
    assertThat(walked.due()).extracting(SlaDue::targetDue).containsOnly(at("11:00"));
  }

  @Test
  void shouldHurryNobodyOnceTheTicketHasEnded() {
    Walked walked = SlaTimeline.all(ticket(fact("11:10", Kind.ENDED)), terms(USUAL), Outages.NONE);

    assertThat(shown(walked)).containsExactly("10:50 AT_RISK", "11:00 BREACH");
    assertThat(walked.due()).extracting(SlaDue::isCancelled).containsExactly(true, false);
    assertThat(walked.due().getLast().metAt()).as("the target stays missed").isNull();
  }

  @Test
  void shouldMeetAResolutionByTheEndAndNotByAnAnswer() {
    SlaTerms resolution = terms(List.of(mark(RESOLUTION, SlaThreshold.Kind.BREACH, 60)));
    Walked walked =
        SlaTimeline.all(
            ticket(fact("11:30", Kind.AGENT_ANSWERED), fact("12:00", Kind.ENDED)),
            resolution,
            Outages.NONE);

    assertThat(walked.due()).extracting(SlaDue::metAt).containsExactly(at("12:00"));
  }

  @Test
  void shouldMoveWhatIsDueByTheTimeThatTheTicketWaited() {
    assertThat(
            all(terms(USUAL), fact("10:30", Kind.WAITING_ON_CUSTOMER), fact("11:30", Kind.ACTIVE)))
        .containsExactly("11:50 AT_RISK", "12:00 BREACH", "12:30 STEP");
    assertThat(all(terms(USUAL), fact("10:30", Kind.WAITING_ON_CUSTOMER))).isEmpty();
  }

  @Test
  void shouldNotStopInAStatusThatTheAccountDoesNotPause() {
    assertThat(all(terms(USUAL), fact("10:30", Kind.SNOOZED)))
        .containsExactly("10:50 AT_RISK", "11:00 BREACH", "11:30 STEP");
  }

  @Test
  void shouldFindATargetOfEachMessageThatWaits() {
    SlaTerms next = terms(List.of(mark(NEXT_RESPONSE, SlaThreshold.Kind.BREACH, 60)));
    Walked walked =
        SlaTimeline.all(
            ticket(
                fact("11:30", Kind.AGENT_ANSWERED),
                fact("12:00", Kind.CUSTOMER_WROTE),
                fact("12:30", Kind.CUSTOMER_WROTE)),
            next,
            Outages.NONE);

    assertThat(shown(walked)).containsExactly("11:00 BREACH", "13:00 BREACH");
    assertThat(walked.due()).extracting(SlaDue::key).doesNotHaveDuplicates();
  }

  @Test
  void shouldFindThingsOnceHoweverManyFactsThereAre() {
    assertThat(
            all(
                terms(USUAL),
                fact("11:10", Kind.CUSTOMER_WROTE),
                fact("11:20", Kind.CUSTOMER_WROTE),
                fact("11:40", Kind.CUSTOMER_WROTE)))
        .containsExactly("10:50 AT_RISK", "11:00 BREACH", "11:30 STEP");
  }

  @Test
  void shouldLeaveOutARiskThatComesNoEarlierThanTheMiss() {
    assertThat(
            all(
                terms(
                    List.of(
                        mark(FIRST_RESPONSE, SlaThreshold.Kind.AT_RISK, 60),
                        mark(FIRST_RESPONSE, SlaThreshold.Kind.BREACH, 60)))))
        .containsExactly("11:00 BREACH");
  }

  @Test
  void shouldFallDueWithTheChangeWhereMoreIsUsedThanIsPromisedNow() {
    SlaTerms cut = terms(List.of(mark(FIRST_RESPONSE, SlaThreshold.Kind.BREACH, 30)));
    Instant began = at("10:00");
    SlaClock standing = new SlaClock(began, Duration.ofMinutes(40), null);
    SlaClock running = new SlaClock(began, Duration.ofMinutes(40), at("10:40"));

    assertThat(shown(SlaTimeline.all(stood(standing, SlaFact.Phase.PAUSED), cut, Outages.NONE)))
        .containsExactly("12:00 BREACH");
    assertThat(shown(SlaTimeline.all(stood(running, SlaFact.Phase.RUNNING), cut, Outages.NONE)))
        .containsExactly("12:00 BREACH");
    assertThat(shown(SlaTimeline.all(stood(standing, SlaFact.Phase.ENDED), cut, Outages.NONE)))
        .as("whatever settings promise of a ticket that has ended")
        .isEmpty();
  }

  private static SlaState stood(SlaClock clock, SlaFact.Phase phase) {
    return ticket(new SlaClocks.Snapshot(phase, Map.of(FIRST_RESPONSE, clock), Map.of()), "12:00");
  }

  @Test
  void shouldGiveLostTimeBackWhereTheAccountShiftsDeadlines() {
    Outages lost = new Outages(List.of(new Outage(at("10:30"), at("10:45"))));
    SlaTerms shifting = new SlaTerms(PLAN, USUAL, Set.of(), AfterOutage.SHIFT);

    assertThat(shown(SlaTimeline.all(ticket(), shifting, lost)))
        .containsExactly("11:05 AT_RISK", "11:15 BREACH", "11:45 STEP");
    assertThat(shown(SlaTimeline.all(ticket(), terms(USUAL), lost)))
        .containsExactly("10:50 AT_RISK", "11:00 BREACH", "11:30 STEP");
  }
}
