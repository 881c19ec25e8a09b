package io.handoff.deploy.time;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.deploy.play.TopicReader;
import io.handoff.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its beginning, committed records only, in a thread of its own. */
final class Tail implements AutoCloseable {

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Topic<?> topic;
  private final Thread thread;
  private volatile boolean open = true;

  /** Begins to hand records on. */
  Tail(Endpoints endpoints, Topic<?> topic, Consumer<TopicReader.Read> sink) {
    this.topic = topic;
    this.thread =
        Thread.ofPlatform()
            .name(topic.name())
            .daemon()
            .start(
                () -> {
                  try (TopicReader reader = new TopicReader(endpoints, List.of(topic), null)) {
                    while (open) {
                      reader.poll(Duration.ofMillis(50), sink);
                    }
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
  }

  /**
   * Whether all is well.
   *
   * @throws PlayException if reading has failed
   */
  void check() {
    Throwable problem = failure.get();
    if (problem != null) {
      throw new PlayException(topic.name() + " cannot be read: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
