package io.handoff.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");

  private final Outages two =
      new Outages(List.of(new Outage(at(10), at(20)), new Outage(at(25), at(40))));

  @Test
  void shouldMoveADeadlineByWhatWasLostBeforeIt() {
    assertThat(two.shifted(at(0), at(5))).isEqualTo(at(5));
    assertThat(two.shifted(at(0), at(10))).as("at the very start").isEqualTo(at(10));
    assertThat(two.shifted(at(0), at(12))).isEqualTo(at(22));
    assertThat(two.shifted(at(0), at(16))).as("into the second").isEqualTo(at(41));
    assertThat(two.shifted(at(15), at(17))).as("begun in an outage").isEqualTo(at(22));
    assertThat(two.shifted(at(20), at(24))).isEqualTo(at(24));
    assertThat(two.shifted(at(50), at(60))).isEqualTo(at(60));
    assertThat(Outages.NONE.shifted(at(0), at(12))).isEqualTo(at(12));
  }

  @Test
  void shouldSayInWhichOutageAMomentLies() {
    assertThat(two.at(at(9))).isEmpty();
    assertThat(two.at(at(10))).contains(new Outage(at(10), at(20)));
    assertThat(two.at(at(20))).isEmpty();
    assertThat(two.at(at(39))).contains(new Outage(at(25), at(40)));
  }

  @Property(tries = 1000)
  void shouldKeepAsMuchTimeAsTheDeadlineAsksFor(
      @ForAll @LongRange(min = 0, max = 60) long from,
      @ForAll @LongRange(min = 0, max = 60) long length) {
    Instant start = at(from);
    Instant due = start.plus(Duration.ofMinutes(length));

    Instant moved = two.shifted(start, due);

    assertThat(Duration.between(start, moved).minus(two.lost(start, moved)))
        .isEqualTo(Duration.ofMinutes(length));
    assertThat(moved).isAfterOrEqualTo(due);
  }

  @Property(tries = 1000)
  void shouldNeverPutALaterDeadlineBeforeAnEarlierOne(
      @ForAll @LongRange(min = 0, max = 60) long from,
      @ForAll @LongRange(min = 0, max = 60) long one,
      @ForAll @LongRange(min = 0, max = 60) long other) {
    Instant sooner = two.shifted(at(from), at(from + Math.min(one, other)));
    Instant later = two.shifted(at(from), at(from + Math.max(one, other)));

    assertThat(later).isAfterOrEqualTo(sooner);
  }

  @Test
  void shouldRememberOutagesOverARestart() {
    KeyValueStore<byte[], byte[]> store = TimersTest.store();
    OutageLog log = new OutageLog(store, OutageLog.LEAST);
    log.reached(at(0));
    log.reached(at(1));
    log = new OutageLog(store, OutageLog.LEAST);
    log.reached(at(30));
    log.reached(at(29));

    assertThat(log.outages()).isEqualTo(new Outages(List.of(new Outage(at(1), at(30)))));
    assertThat(new OutageLog(store, OutageLog.LEAST).outages()).isEqualTo(log.outages());
  }

  @Test
  void shouldForgetWhatAClockThatWasAheadTookForAnOutage() {
    KeyValueStore<byte[], byte[]> store = TimersTest.store();
    OutageLog log = new OutageLog(store, OutageLog.LEAST);
    log.reached(at(0));
    log.reached(at(120));
    log.reached(at(1));
    assertThat(log.outages()).isEqualTo(Outages.NONE);

    log.reached(at(11));
    Outages real = new Outages(List.of(new Outage(at(1), at(11))));
    assertThat(log.outages()).isEqualTo(real);
    log.reached(at(200));
    log.reached(at(12));
    assertThat(log.outages()).isEqualTo(real);
    assertThat(new OutageLog(store, OutageLog.LEAST).outages()).isEqualTo(real);
  }

  @Test
  void shouldTakeNoRestartForAnOutageAndNoFirstTickEither() {
    OutageLog log = new OutageLog(TimersTest.store(), OutageLog.LEAST);
    log.reached(at(1_000));
    log.reached(at(1_000).plus(OutageLog.LEAST));

    assertThat(log.outages()).isEqualTo(Outages.NONE);
  }

  @Test
  void shouldForgetOutagesThatNoDeadlineCanReachBackTo() {
    KeyValueStore<byte[], byte[]> store = TimersTest.store();
    OutageLog log = new OutageLog(store, OutageLog.LEAST);
    log.reached(at(0));
    log.reached(at(10));
    Instant later = at(10).plus(Duration.ofDays(500));
    log.reached(later);

    assertThat(log.outages().all()).containsExactly(new Outage(at(10), later));
    assertThat(new OutageLog(store, OutageLog.LEAST).outages()).isEqualTo(log.outages());
  }

  @Test
  void shouldRefuseAnOutageWithoutLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Outage(T, T));
  }

  private static Instant at(long minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }
}
