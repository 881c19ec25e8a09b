package io.handoff.kit.boot;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when Kafka Streams has stopped for good: nothing else mends it, and whatever
 * runs the process (Compose, Kubernetes, systemd) starts it again. Also tells whether records are
 * processed, for a gauge that does not vanish with the meters of the client.
 */
final class EndWithStreams implements KafkaStreams.StateListener {

  /** Exit code of a service that has given up: an internal failure (sysexits.h). */
  static final int GAVE_UP = 70;

  private static final Logger LOG = LoggerFactory.getLogger(EndWithStreams.class);

  private final Runnable end;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean processing;

  /**
   * @param end ends the process; called once, on a thread of its own, because it waits for the
   *     threads that call this
   */
  EndWithStreams(Runnable end) {
    this.end = end;
  }

  @Override
  public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    processing = now == KafkaStreams.State.RUNNING;
    if (now == KafkaStreams.State.ERROR && ended.compareAndSet(false, true)) {
      LOG.error("the service has given up and ends with exit code {}", GAVE_UP);
      // A daemon, as the calling thread is, would end with the application before the exit code.
      Thread.ofPlatform().name("end-of-service").daemon(false).start(end);
    }
  }

  /** 1 while records are processed, 0 otherwise. */
  int processing() {
    return processing ? 1 : 0;
  }
}
