package io.handoff.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

  private static BusinessCalendar.Builder office() {
    BusinessCalendar.Builder office = BusinessCalendar.in(WARSAW);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= 5) {
        office.hours(day, List.of(Hours.parse("09:00-12:00"), Hours.parse("13:00-17:00")));
      }
    }
    return office;
  }

  private static Instant warsaw(String local) {
    return java.time.LocalDateTime.parse(local).atZone(WARSAW).toInstant();
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  @Test
  void shouldAnswerAtTheEdgesOfASlot() {
    BusinessCalendar office = office().build();
    Instant opening = warsaw("2026-11-25T09:00");
    Instant closing = warsaw("2026-11-25T17:00");
    assertThat(office.isOpen(opening)).isTrue();
    assertThat(office.isOpen(closing)).isFalse();
    assertThat(office.isOpen(closing.minusNanos(1))).isTrue();
    assertThat(office.rollForward(closing)).contains(warsaw("2026-11-26T09:00"));
    assertThat(office.rollBackward(closing)).contains(closing);
    assertThat(office.rollBackward(closing.plusSeconds(60))).contains(closing);
    assertThat(office.nextSlotStart(opening)).contains(warsaw("2026-11-25T13:00"));
    assertThat(office.slotStartBefore(opening)).contains(warsaw("2026-11-24T13:00"));
    assertThat(office.slotEndAfter(closing)).contains(warsaw("2026-11-26T12:00"));
  }

  @Test
  void shouldEndAtClosingAndNotAtTheNextOpening() {
    BusinessCalendar office = office().build();
    assertThat(office.addBusinessTime(warsaw("2026-11-25T16:00"), hours(1)))
        .contains(warsaw("2026-11-25T17:00"));
    assertThat(office.addBusinessTime(warsaw("2026-11-26T10:00"), hours(-1)))
        .contains(warsaw("2026-11-26T09:00"));
  }

  @Test
  void shouldStayWhereItIsWhenNothingIsAdded() {
    Instant night = warsaw("2026-11-25T23:00");
    assertThat(office().build().addBusinessTime(night, Duration.ZERO)).contains(night);
  }

  @Test
  void shouldCountReversedRangesNegative() {
    assertThat(
            office()
                .build()
                .businessTimeBetween(warsaw("2026-11-26T10:00"), warsaw("2026-11-25T16:00")))
        .isEqualTo(hours(-2));
  }

  @Test
  void shouldCountTheRealTimeWhenClocksChangeInOpenHours() {
    BusinessCalendar nights =
        BusinessCalendar.in(WARSAW)
            .hours(DayOfWeek.SUNDAY, List.of(Hours.parse("01:00-04:00")))
            .build();
    assertThat(nights.businessTimeBetween(warsaw("2026-03-29T00:00"), warsaw("2026-03-29T12:00")))
        .isEqualTo(hours(2));
    assertThat(nights.businessTimeBetween(warsaw("2026-10-25T00:00"), warsaw("2026-10-25T12:00")))
        .isEqualTo(hours(4));
  }

  @Test
  void shouldWorkANightShiftToItsEndThoughTheNextDateIsAHoliday() {
    BusinessCalendar nights =
        BusinessCalendar.in(WARSAW)
            .hours(DayOfWeek.WEDNESDAY, List.of(Hours.parse("20:00-04:00+1")))
            .hours(DayOfWeek.THURSDAY, List.of(Hours.parse("20:00-04:00+1")))
            .holiday(LocalDate.parse("2026-11-26"))
            .build();
    assertThat(nights.isOpen(warsaw("2026-11-26T03:59"))).isTrue();
    assertThat(nights.isOpen(warsaw("2026-11-26T20:00"))).isFalse();
    assertThat(nights.isOpen(warsaw("2026-11-27T03:00"))).isFalse();
  }

  @Test
  void shouldLetAHolidayBeatADatesHoursAndThoseTheWeekdays() {
    BusinessCalendar office =
        office()
            .hoursOn(LocalDate.parse("2026-11-28"), List.of(Hours.parse("10:00-11:00")))
            .hoursOn(LocalDate.parse("2026-11-27"), List.of(Hours.parse("10:00-11:00")))
            .holiday(LocalDate.parse("2026-11-27"))
            .breakOn(LocalDate.parse("2026-11-30"), Hours.parse("09:00-12:30"))
            .build();
    assertThat(office.openIntervalsAfter(warsaw("2026-11-26T17:00"), 2))
        .containsExactly(
            new Slot(warsaw("2026-11-28T10:00"), warsaw("2026-11-28T11:00")),
            new Slot(warsaw("2026-11-30T13:00"), warsaw("2026-11-30T17:00")));
  }

  @Test
  void shouldHaveNoHoursOnADateThatTheZoneSkipped() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    BusinessCalendar fridays =
        BusinessCalendar.in(apia)
            .hours(DayOfWeek.FRIDAY, List.of(Hours.parse("09:00-17:00")))
            .build();
    assertThat(fridays.nextSlotStart(Instant.parse("2011-12-25T00:00:00Z")))
        .contains(
            BusinessCalendar.resolveLocal(apia, LocalDate.of(2012, 1, 6), LocalTime.of(9, 0)));
  }

  @Test
  void shouldHaveAnAnswerWhenItIsNeverOpen() {
    Instant at = warsaw("2026-11-25T10:00");
    BusinessCalendar never = BusinessCalendar.in(WARSAW).build();
    assertThat(never.addBusinessTime(at, hours(1))).isEmpty();
    assertThat(never.addBusinessTime(at, hours(-1))).isEmpty();
    assertThat(never.rollForward(at)).isEmpty();
    assertThat(never.rollBackward(at)).isEmpty();
    assertThat(never.businessTimeBetween(at, at.plusSeconds(1_000_000))).isZero();
    BusinessCalendar once =
        BusinessCalendar.in(WARSAW)
            .hoursOn(LocalDate.parse("2026-11-26"), List.of(Hours.ALL_DAY))
            .build();
    assertThat(once.addBusinessTime(at, hours(24))).contains(warsaw("2026-11-27T00:00"));
    assertThat(once.addBusinessTime(at, hours(25))).isEmpty();
    assertThat(once.addBusinessTime(warsaw("2027-11-27T00:00"), hours(-24)))
        .contains(warsaw("2026-11-26T00:00"));
  }

  @Test
  void shouldKnowPublicHolidaysOfCountriesAndRegions() {
    LocalDate epiphany = LocalDate.of(2026, 1, 6);
    assertThat(PublicHolidays.of("PL").orElseThrow().contains(epiphany)).isTrue();
    assertThat(PublicHolidays.of("DE").orElseThrow().contains(epiphany)).isFalse();
    assertThat(PublicHolidays.of("de-by").orElseThrow().contains(epiphany)).isTrue();
    assertThat(PublicHolidays.of("PL-nowhere")).isEmpty();
    assertThat(PublicHolidays.of("XX")).isEmpty();
    assertThat(
            office()
                .publicHolidays(PublicHolidays.of("PL").orElseThrow())
                .build()
                .isOpen(warsaw("2026-11-11T10:00")))
        .isFalse();
  }
}
