package io.handoff.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.calendar.BusinessCalendar;
import io.handoff.calendar.Hours;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.CalendarConfig;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business hours, in a file. */
class CalendarSettingsTest {

  private static ParsedSettings parse(String calendars) {
    return new SettingsParser()
        .parse(
            "f.yaml",
            """
            account: acme
            timeZone: Europe/Warsaw
            channels: [{ id: web, type: web-chat }]
            agents: [{ id: anna }]
            calendars:
            """
                + calendars,
            Strictness.STRICT);
  }

  private static CalendarConfig office(String... lines) {
    ParsedSettings parsed = parse("  - id: office\n    " + String.join("\n    ", lines) + "\n");
    assertThat(parsed.errors()).isEmpty();
    return parsed.config().time().calendars().get("office");
  }

  private static List<String> problems(String... lines) {
    return parse("  - id: office\n    " + String.join("\n    ", lines) + "\n").problems().stream()
        .map(problem -> problem.code() + " " + problem.path())
        .toList();
  }

  @Test
  void shouldReadTheHoursOfADayAsOneTextOrAsAList() {
    CalendarConfig office =
        office(
            "monday: 13:00-17:00, 09:00-12:00",
            "tuesday: [\"09:00-12:00\", \"13:00-17:00\"]",
            "friday: 22:00-04:00+1",
            "saturday: closed",
            "sunday: off");

    List<Hours> parted = List.of(Hours.parse("09:00-12:00"), Hours.parse("13:00-17:00"));
    assertThat(office.week().get(DayOfWeek.MONDAY)).as("in order").isEqualTo(parted);
    assertThat(office.week().get(DayOfWeek.TUESDAY)).isEqualTo(parted);
    assertThat(office.week())
        .containsOnlyKeys(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.FRIDAY);
  }

  @Test
  void shouldCountInTheZoneOfTheAccountUnlessItHasOneOfItsOwn() {
    assertThat(office("monday: 09:00-17:00").zone()).isEqualTo(ZoneId.of("Europe/Warsaw"));
    assertThat(office("timeZone: Asia/Seoul", "monday: 09:00-17:00").zone())
        .isEqualTo(ZoneId.of("Asia/Seoul"));
  }

  @Test
  void shouldBeClosedAndOpenOnDatesOfItsOwn() {
    BusinessCalendar office =
        office(
                "monday: 09:00-17:00",
                "holidays: [2026-03-02]",
                "dates: [{ date: 2026-03-08, hours: 10:00-12:00 }]",
                "breaks: [{ date: 2026-03-09, hours: 12:00-13:00 }]")
            .calendar();

    assertThat(office.isOpen(Instant.parse("2026-03-02T10:00:00Z"))).as("a holiday").isFalse();
    assertThat(office.isOpen(Instant.parse("2026-03-08T10:00:00Z"))).as("a Sunday").isTrue();
    assertThat(office.isOpen(Instant.parse("2026-03-09T11:30:00Z"))).as("a break").isFalse();
    assertThat(office.isOpen(Instant.parse("2026-03-09T12:30:00Z"))).isTrue();
  }

  @Test
  void shouldKnowPublicHolidaysHoweverTheCountryIsWritten() {
    CalendarConfig office = office("publicHolidays: pl", "friday: 09:00-17:00");

    assertThat(office.publicHolidays()).isEqualTo("PL");
    assertThat(office.calendar().isOpen(Instant.parse("2026-05-01T10:00:00Z"))).isFalse();
    assertThat(office("publicHolidays: off", "friday: 09:00-17:00").publicHolidays()).isNull();
  }

  @Test
  void shouldHaveHoursOnDatesAlone() {
    CalendarConfig fair = office("dates: [{ date: 2026-03-08, hours: 10:00-12:00 }]");

    assertThat(fair.week()).isEmpty();
    assertThat(fair.dates()).containsOnlyKeys(LocalDate.of(2026, 3, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "monday: 17:00-09:00            | BAD_HOURS calendars[office].monday",
        "monday: nine to five           | BAD_HOURS calendars[office].monday",
        "monday: 09:00-12:00, closed    | BAD_HOURS calendars[office].monday",
        "monday: 09:00-12:00, 11:00-13:00 | HOURS_OVERLAP calendars[office].monday",
        "timeZone: Warsaw               | BAD_TIME_ZONE calendars[office].timeZone",
        "publicHolidays: Poland         | UNKNOWN_COUNTRY calendars[office].publicHolidays",
        "holidays: [2026-02-30]         | BAD_DATE calendars[office].holidays[0]",
        "holidays: [1969-12-31]         | BAD_DATE calendars[office].holidays[0]",
        "saturday: closed               | NEVER_OPEN calendars[office]"
      })
  void shouldSayWhereSomethingIsWrong(String line, String problem) {
    assertThat(problems(line)).containsExactly(problem);
  }

  @Test
  void shouldSayThatADateIsThereTwice() {
    assertThat(
            problems(
                "monday: 09:00-17:00",
                "dates:",
                "  - { date: 2026-03-08, hours: 10:00-12:00 }",
                "  - { date: 2026-03-08, hours: closed }"))
        .singleElement()
        .asString()
        .startsWith("DUPLICATE_ID calendars[office].dates");
  }

  @Test
  void shouldWarnOfHoursThatBeginBeforeThoseOfTheDayBeforeAreOver() {
    assertThat(problems("sunday: 20:00-06:00+1", "monday: 05:00-12:00"))
        .containsExactly("HOURS_OVERLAP calendars[office].monday");
    assertThat(problems("sunday: 20:00-05:00+1", "monday: 05:00-12:00")).isEmpty();
  }

  @Test
  void shouldSayThatAnotherCalendarHasTheId() {
    ParsedSettings parsed =
        parse(
            """
              - { id: office, monday: 09:00-17:00 }
              - { id: office, monday: 09:00-12:00 }
            """);

    assertThat(parsed.errors()).extracting(Problem::code).containsExactly(ProblemCode.DUPLICATE_ID);
  }
}
