package io.handoff.kit.boot;

import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryException;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, but not for ever: after so many failures within a window
 * the service stops, and {@link EndWithStreams} ends its process, so that whoever runs it notices.
 *
 * <p>A schema registry that does not answer, or refuses, is waited for as long as it takes: such
 * failures are counted, but not against the limit, for a new process would meet the same. The
 * transaction of the failed thread is rolled back and its records are read again, so waiting loses
 * and doubles nothing. No thread waits longer than a question to the registry, which takes about a
 * second where connections are refused and 20 seconds where nothing answers: far less than {@code
 * max.poll.interval.ms}. Where that is longer than the time of a transaction, the broker aborts
 * what would have been rolled back anyway. The new thread has work when the broker has given up the
 * old one, after {@code session.timeout.ms}: that is the pause between two attempts.
 */
public final class RestartBudget implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RestartBudget.class);

  private final int restarts;
  private final Duration window;
  private final Clock clock;
  private final Counter counter;
  private final Deque<Instant> failures = new ArrayDeque<>();
  private @Nullable String lastLogged;
  private long alike;

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
    Throwable registry = registryFailure(exception);
    if (registry != null) {
      counter.increment();
      LOG.warn("a stream thread is replaced to try again: {}", registry.getMessage());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    Instant now = clock.instant();
    while (!failures.isEmpty() && failures.peekFirst().isBefore(now.minus(window))) {
      failures.removeFirst();
    }
    if (failures.size() >= restarts) {
      log("a stream thread failed too often within " + window + ": giving up", exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    failures.addLast(now);
    counter.increment();
    log(
        "a stream thread failed and is replaced (%d of %d)".formatted(failures.size(), restarts),
        exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** With the whole stack trace once; where the same happens again, how often it did. */
  private void log(String what, Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    StackTraceElement[] trace = root.getStackTrace();
    String kind = root.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
    if (kind.equals(lastLogged)) {
      alike++;
      LOG.error("{}; the same as before, the {}. time: {}", what, alike, root.toString());
    } else {
      lastLogged = kind;
      alike = 1;
      LOG.error(what, failure);
    }
  }

  private static @Nullable Throwable registryFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryUnavailableException
          || (cause instanceof SchemaRegistryException refusal
              && refusal.kind() == SchemaRegistryException.Kind.REJECTED)) {
        return cause;
      }
    }
    return null;
  }
}
