package io.handoff.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of business time, over calendars made at random in every zone that the JDK knows. */
class BusinessCalendarPropertyTest {

  private static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
  private static final int WEEK = 7 * 86_400;

  /** A calendar, three moments in order, and two times; every second one about a clock change. */
  record Case(
      BusinessCalendar calendar,
      Instant start,
      Instant middle,
      Instant end,
      Duration a,
      Duration b) {

    static Case of(long seed) {
      Random random = new Random(seed);
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      Instant about = Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 4_000_000_000L));
      ZoneOffsetTransition change =
          random.nextBoolean() ? zone.getRules().nextTransition(about) : null;
      if (change != null) {
        about = change.getInstant();
      }
      List<Instant> moments = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        moments.add(about.plusSeconds(random.nextInt(-WEEK, WEEK)));
      }
      moments.sort(null);
      return new Case(
          calendar(random, zone, LocalDate.ofInstant(about, zone)),
          moments.get(0),
          moments.get(1),
          moments.get(2),
          Duration.ofSeconds(random.nextInt(WEEK)),
          Duration.ofMillis(random.nextInt(WEEK)));
    }

    private static BusinessCalendar calendar(Random random, ZoneId zone, LocalDate about) {
      BusinessCalendar.Builder calendar = BusinessCalendar.in(zone);
      for (DayOfWeek day : DayOfWeek.values()) {
        calendar.hours(day, hours(random));
      }
      calendar.hours(DayOfWeek.of(1 + random.nextInt(7)), List.of(new Hours(3_600, 30_000)));
      for (int i = random.nextInt(4); i > 0; i--) {
        LocalDate date = about.plusDays(random.nextInt(-7, 8));
        switch (random.nextInt(3)) {
          case 0 -> calendar.holiday(date);
          case 1 -> calendar.hoursOn(date, hours(random));
          default -> hours(random).forEach(closed -> calendar.breakOn(date, closed));
        }
      }
      return calendar.build();
    }

    private static List<Hours> hours(Random random) {
      List<Hours> hours = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        int open = random.nextInt(96) * 900;
        int length = 900 * (1 + random.nextInt(random.nextInt(5) == 0 ? 96 : 24));
        hours.add(new Hours(open, Math.min(open + length, 172_800)));
      }
      return hours;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(Case::of);
  }

  @Property(tries = 4_000)
  void shouldHaveTheTimeBetweenThatWasAdded(@ForAll("cases") Case c) {
    Instant forth = c.calendar.addBusinessTime(c.start, c.a).orElseThrow();
    assertThat(c.calendar.businessTimeBetween(c.start, forth)).isEqualTo(c.a);
    Instant back = c.calendar.addBusinessTime(c.end, c.a.negated()).orElseThrow();
    assertThat(c.calendar.businessTimeBetween(back, c.end)).isEqualTo(c.a);
  }

  @Property(tries = 2_000)
  void shouldBeMonotone(@ForAll("cases") Case c) {
    Duration more = c.a.plus(c.b);
    assertThat(c.calendar.addBusinessTime(c.start, c.a).orElseThrow())
        .isBeforeOrEqualTo(c.calendar.addBusinessTime(c.start, more).orElseThrow());
    assertThat(c.calendar.addBusinessTime(c.start, c.a).orElseThrow())
        .isBeforeOrEqualTo(c.calendar.addBusinessTime(c.middle, c.a).orElseThrow());
    assertThat(c.calendar.addBusinessTime(c.start, c.a.negated()).orElseThrow())
        .isBeforeOrEqualTo(c.calendar.addBusinessTime(c.middle, c.a.negated()).orElseThrow());
  }

  @Property(tries = 2_000)
  void shouldAddUpWhenSplit(@ForAll("cases") Case c) {
    Duration split =
        c.calendar
            .businessTimeBetween(c.start, c.middle)
            .plus(c.calendar.businessTimeBetween(c.middle, c.end));
    assertThat(split).isEqualTo(c.calendar.businessTimeBetween(c.start, c.end));
    Instant step = c.calendar.addBusinessTime(c.start, c.a).orElseThrow();
    assertThat(c.calendar.addBusinessTime(step, c.b))
        .isEqualTo(c.calendar.addBusinessTime(c.start, c.a.plus(c.b)));
  }

  @Property(tries = 2_000)
  void shouldHaveOrderedSlotsThatAgreeWithEveryOtherAnswer(@ForAll("cases") Case c) {
    List<Slot> slots = c.calendar.openIntervalsAfter(c.start, 20);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(slots.get(i).start()).isAfterOrEqualTo(slots.get(i - 1).end());
    }
    for (Slot slot : slots) {
      assertThat(slot.length()).isPositive();
      assertThat(c.calendar.isOpen(slot.start())).isTrue();
      assertThat(c.calendar.businessTimeBetween(slot.start(), slot.end())).isEqualTo(slot.length());
      assertThat(c.calendar.slotEndAfter(slot.start())).contains(slot.end());
      assertThat(c.calendar.rollBackward(slot.end())).contains(slot.end());
    }
    Instant last = slots.getLast().end();
    List<Slot> back = c.calendar.openIntervalsBefore(last, 20).reversed();
    assertThat(slots.subList(1, 20)).isEqualTo(back.subList(1, 20));
  }
}
