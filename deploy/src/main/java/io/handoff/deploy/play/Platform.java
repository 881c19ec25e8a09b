package io.handoff.deploy.play;

import io.handoff.avro.ConversationAction;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat platform beside a running system: carries out what comes on the topic of actions. */
public final class Platform extends ChatPlatform implements AutoCloseable {

  private final Publisher publisher;
  private final TopicReader actions;
  private final Thread worker;
  private volatile boolean open = true;
  private volatile @Nullable RuntimeException failure;

  private Platform(Endpoints endpoints, Publisher publisher) {
    super(publisher);
    this.publisher = publisher;
    this.actions =
        new TopicReader(endpoints, List.of(Topics.CONVERSATION_ACTIONS), "sample-platform");
    this.worker = Thread.ofPlatform().name("platform").daemon().unstarted(this::work);
  }

  /**
   * A platform that carries out actions once {@link #open} is called, beginning with those that an
   * earlier one left undone.
   */
  public static Platform at(Endpoints endpoints, Publisher publisher) {
    return new Platform(endpoints, publisher);
  }

  /** Begins to carry out actions. */
  public Platform open() {
    worker.start();
    return this;
  }

  private void work() {
    try (actions) {
      while (open) {
        int read =
            actions.poll(
                Duration.ofMillis(100),
                record -> {
                  if (record.value() instanceof ConversationAction action) {
                    carryOut(action);
                  }
                });
        if (read > 0) {
          publisher.flush();
          actions.done();
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    open = false;
    if (!worker.isAlive()) {
      return;
    }
    try {
      worker.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException problem = failure;
    if (problem != null) {
      throw new PlayException("The platform failed: " + problem.getMessage(), problem);
    }
  }
}
