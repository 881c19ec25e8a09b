package io.handoff.settings.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "10m, PT10M",
    "6d 23h 50m, PT167H50M",
    "6d23h50m, PT167H50M",
    "1h30m, PT1H30M",
    "24h, PT24H",
    "90s, PT1M30S",
    "PT10M, PT10M",
    "P1D, PT24H",
    "999999d, PT23999976H"
  })
  void shouldRead(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10",
        "m",
        "10 m",
        "1.5h",
        "-10m",
        "30m 1h",
        "1h  30m",
        "P",
        "PTX",
        "P99999999999999999999D",
        "99999999999m",
        "ten minutes"
      })
  void shouldRefuse(String text) {
    assertThat(Durations.parse(text)).isNull();
  }

  @Property(tries = 1000)
  void shouldReadWhatItWrites(@ForAll @LongRange(min = 0, max = 40_000_000) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }
}
