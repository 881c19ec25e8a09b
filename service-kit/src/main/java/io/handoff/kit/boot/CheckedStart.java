package io.handoff.kit.boot;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the service's topics, then starts Kafka Streams, on a thread of its own: a broker that
 * does not answer is waited for, and the service says meanwhile that it is alive and not ready.
 * What waiting does not mend ends the process.
 */
final class CheckedStart implements SmartLifecycle {

  /** Looks at the topics. */
  @FunctionalInterface
  interface Check {
    /** Returns when the topics are as they have to be. */
    void run() throws ExecutionException, InterruptedException;
  }

  /** Exit code of a service that cannot work with what it finds (sysexits.h: configuration). */
  static final int CANNOT_START = 78;

  private static final Logger LOG = LoggerFactory.getLogger(CheckedStart.class);

  /** No longer than the application waits for each of its parts to stop. */
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Check check;
  private final Runnable streams;
  private final Runnable end;
  private final int phase;
  private @Nullable Thread thread;
  private boolean checking;

  /**
   * A start.
   *
   * @param check tried again for as long as the broker does not answer
   * @param streams starts Kafka Streams
   * @param end ends the process
   * @param phase later than that of Kafka Streams, so that this stops first
   */
  CheckedStart(Check check, Runnable streams, Runnable end, int phase) {
    this.check = check;
    this.streams = streams;
    this.end = end;
    this.phase = phase;
  }

  @Override
  public synchronized void start() {
    checking = true;
    thread = Thread.ofPlatform().name("start-of-streams").start(this::run);
  }

  private void run() {
    try {
      while (!checked()) {
        LOG.warn("the broker does not answer; the service waits for it");
      }
      if (isToStart()) {
        streams.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("the service cannot start", e.getCause());
      end.run();
    } catch (RuntimeException e) {
      LOG.error("the service cannot start", e);
      end.run();
    }
  }

  private boolean checked() throws ExecutionException, InterruptedException {
    try {
      check.run();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || !(e.getCause() instanceof RetriableException)) {
        throw e;
      }
      return false;
    }
  }

  private synchronized boolean isToStart() {
    boolean wanted = checking;
    checking = false;
    return wanted;
  }

  @Override
  public void stop() {
    Thread running = giveUp();
    if (running != null && running != Thread.currentThread()) {
      try {
        running.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the waiting. A start of Kafka Streams that has begun goes on to its end. */
  private synchronized @Nullable Thread giveUp() {
    Thread running = thread;
    thread = null;
    if (running != null && checking) {
      checking = false;
      running.interrupt();
    }
    return running;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
