package io.handoff.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {

  @ParameterizedTest
  @CsvSource({
    "09:00-17:30, 32400, 63000",
    "9:00 – 17:30, 32400, 63000",
    "00:00-24:00, 0, 86400",
    "18:00-04:00+1, 64800, 100800",
    "08:00:30-08:01, 28830, 28860"
  })
  void shouldReadARangeOfTimes(String range, int open, int close) {
    assertThat(Hours.parse(range)).isEqualTo(new Hours(open, close));
  }

  @ParameterizedTest
  @ValueSource(strings = {"09:00-17:30", "00:00-24:00", "18:00-04:00+1", "08:00:30-08:01"})
  void shouldReadBackWhatItShows(String range) {
    assertThat(Hours.parse(range)).hasToString(range);
    assertThat(Hours.parse(Hours.parse(range).toString())).isEqualTo(Hours.parse(range));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "09:00", "9-17", "09:00-25:00", "09:60-10:00", "09:00-10:00-11:00"})
  void shouldRefuseWhatIsNoRange(String range) {
    assertThatIllegalArgumentException().isThrownBy(() -> Hours.parse(range));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17:00-09:00", "09:00-09:00", "24:00-04:00+1"})
  void shouldRefuseAnEndThatIsNotAfterItsBeginning(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hours.parse(range))
        .withMessageContaining("closes at");
  }

  @Test
  void shouldKnowWhetherItEndsOnTheDayAfter() {
    assertThat(Hours.parse("18:00-24:00").pastMidnight()).isFalse();
    assertThat(Hours.parse("18:00-00:01+1").pastMidnight()).isTrue();
  }

  @Test
  void shouldOverlapOnlyWhereTheyHaveAMomentInCommon() {
    Hours morning = Hours.parse("09:00-12:00");
    assertThat(morning.overlaps(Hours.parse("11:59-13:00"))).isTrue();
    assertThat(morning.overlaps(Hours.parse("12:00-13:00"))).as("closing is not in it").isFalse();
    assertThat(morning.overlaps(Hours.ALL_DAY)).isTrue();
    assertThat(Hours.parse("12:00-13:00").overlaps(morning)).isFalse();
  }
}
