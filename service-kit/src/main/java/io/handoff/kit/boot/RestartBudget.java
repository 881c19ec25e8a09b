package io.handoff.kit.boot;

import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, but not for ever: after so many failures within a window
 * the service stops, and {@link EndWithStreams} ends its process, so that whoever runs it notices.
 */
public final class RestartBudget implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RestartBudget.class);

  private final int restarts;
  private final Duration window;
  private final Clock clock;
  private final Counter counter;
  private final Deque<Instant> failures = new ArrayDeque<>();

  /**
   * A budget.
   *
   * @param restarts replacements within the window, at least 0
   */
  public RestartBudget(int restarts, Duration window, Clock clock, Counter counter) {
    this.restarts = restarts;
    this.window = window;
    this.clock = clock;
    this.counter = counter;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    Instant now = clock.instant();
    while (!failures.isEmpty() && failures.peekFirst().isBefore(now.minus(window))) {
      failures.removeFirst();
    }
    if (failures.size() >= restarts) {
      LOG.error(
          "a stream thread failed {} times within {}: giving up",
          failures.size() + 1,
          window,
          exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    failures.addLast(now);
    counter.increment();
    LOG.error(
        "a stream thread failed and is replaced ({} of {})", failures.size(), restarts, exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
