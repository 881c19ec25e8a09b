package io.handoff.kit.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Waits a moment for settings that may be on their way. Settings and events are topics of their
 * own: whoever applies settings and publishes at once may have the event read first.
 *
 * <p>Waiting holds up the whole stream thread, which keeps the order of records, and so is bounded:
 * a second for records that were published in the last five. What was waited for in vain is not
 * waited for again for ten minutes, and nothing else of the account for half a minute, so that a
 * platform which uses ids of its own costs a thirtieth of the time at most, and leaves the wait to
 * the other accounts. All of them together cost a sixth at most: after five waits in vain within
 * half a minute nobody is waited for.
 *
 * <p>One per instance of a service; safe for use by several threads.
 */
public final class SettingsAwaiter {

  private static final Duration MOST = Duration.ofSeconds(1);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofSeconds(30);
  private static final int MOST_IN_VAIN = 5;
  private static final Duration FORGET = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Lets time pass. */
  public interface Sleeper {
    /** Returns after the time, or earlier where the thread is interrupted. */
    void sleep(Duration duration);
  }

  private final boolean waits;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Counter came;
  private final Counter inVain;
  private final Map<String, Instant> missed = new HashMap<>();

  /** Waits by this clock. */
  public SettingsAwaiter(MeterRegistry meters, InstantSource clock, Sleeper sleeper) {
    this(true, meters, clock, sleeper);
  }

  private SettingsAwaiter(
      boolean waits, MeterRegistry meters, InstantSource clock, Sleeper sleeper) {
    this.waits = waits;
    this.clock = clock;
    this.sleeper = sleeper;
    this.came = meters.counter("handoff.settings.awaited", "outcome", "came");
    this.inVain = meters.counter("handoff.settings.awaited", "outcome", "in-vain");
  }

  /** Never waits: for where settings are read in order with the events. */
  public static SettingsAwaiter none(MeterRegistry meters) {
    return new SettingsAwaiter(false, meters, InstantSource.system(), duration -> {});
  }

  /** Waits by the machine's clock. */
  public static SettingsAwaiter ofTheMachine(MeterRegistry meters) {
    return new SettingsAwaiter(
        meters,
        InstantSource.system(),
        duration -> {
          try {
            Thread.sleep(duration);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /**
   * Waits until something is there, where waiting is worth while.
   *
   * @param what it, by a name that is its own: the account, a slash, and what of it
   * @param publishedAt when the record was published that asks for it
   * @param there whether it is there
   */
  void await(String what, Instant publishedAt, BooleanSupplier there) {
    Instant begin = clock.instant();
    if (!begins(what, publishedAt, begin)) {
      return;
    }
    Instant end = begin.plus(MOST);
    while (clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
      sleeper.sleep(PAUSE);
      if (there.getAsBoolean()) {
        came.increment();
        return;
      }
    }
    missed(what, clock.instant());
  }

  private synchronized boolean begins(String what, Instant publishedAt, Instant now) {
    if (!waits || !publishedAt.isAfter(now.minus(FRESH)) || missed.containsKey(what)) {
      return false;
    }
    String account = what.substring(0, what.indexOf('/') + 1);
    List<String> lately =
        missed.entrySet().stream()
            .filter(miss -> miss.getValue().isAfter(now.minus(REST)))
            .map(Map.Entry::getKey)
            .toList();
    return lately.size() < MOST_IN_VAIN
        && lately.stream().noneMatch(missing -> missing.startsWith(account));
  }

  private synchronized void missed(String what, Instant now) {
    inVain.increment();
    missed.values().removeIf(since -> since.isBefore(now.minus(FORGET)));
    missed.put(what, now);
  }
}
