package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SettingsAwaiterTest {

  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = START;
  private final SettingsAwaiter awaiter =
      new SettingsAwaiter(meters, () -> now, duration -> now = now.plus(duration));

  private Duration waited(String what, Instant publishedAt, BooleanSupplier there) {
    Instant begin = now;
    awaiter.await(what, publishedAt, there);
    return Duration.between(begin, now);
  }

  private double count(String outcome) {
    return meters.counter("handoff.settings.awaited", "outcome", outcome).count();
  }

  @Test
  void shouldWaitUntilTheSettingsAreThere() {
    Instant there = START.plusMillis(200);
    assertThat(waited("acme/", START, () -> !now.isBefore(there)))
        .isEqualTo(Duration.ofMillis(200));
    assertThat(count("came")).isEqualTo(1);
    assertThat(count("in-vain")).isZero();
  }

  @Test
  void shouldWaitASecondAtMostAndNotAgainForTheSame() {
    assertThat(waited("acme/", START, () -> false)).isEqualTo(Duration.ofSeconds(1));
    now = START.plusSeconds(60);
    assertThat(waited("acme/", now, () -> false)).isZero();
    assertThat(waited("other/", now, () -> false)).isEqualTo(Duration.ofSeconds(1));
    now = START.plusSeconds(700);
    assertThat(waited("third/", now, () -> false)).isEqualTo(Duration.ofSeconds(1));
    now = START.plusSeconds(800);
    assertThat(waited("acme/", now, () -> false))
        .as("it may have come to be")
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(count("in-vain")).isEqualTo(4);
  }

  @Test
  void shouldWaitForOneAccountWhileAnotherAsksForWhatIsNotThere() {
    for (int i = 0; i < 10; i++) {
      waited("careless/channel/" + i, now, () -> false);
    }
    Instant there = now.plusMillis(200);
    assertThat(waited("acme/channel/web", now, () -> !now.isBefore(there)))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void shouldCostOneAccountNoMoreThanAThirtieth() {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < 600; i++) {
      sum = sum.plus(waited("acme/channel/" + i, now, () -> false));
      now = now.plusSeconds(1);
    }
    assertThat(sum).isLessThanOrEqualTo(Duration.ofSeconds(21));
  }

  @Test
  void shouldCostNoMoreThanASixthWhateverIsAskedFor() {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < 600; i++) {
      sum = sum.plus(waited("account-" + i + "/", now, () -> false));
      now = now.plusSeconds(1);
    }
    assertThat(sum).isLessThanOrEqualTo(Duration.between(START, now).dividedBy(6));
  }

  @Test
  void shouldNotWaitForWhatWasPublishedLongAgo() {
    assertThat(waited("acme/", START.minusSeconds(6), () -> false)).isZero();
    assertThat(waited("acme/", START.minusSeconds(4), () -> false))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldNeverWaitWhereSettingsComeInOrder() {
    SettingsAwaiter.none(meters).await("acme/", Instant.now(), () -> false);
    assertThat(count("in-vain")).isZero();
  }
}
