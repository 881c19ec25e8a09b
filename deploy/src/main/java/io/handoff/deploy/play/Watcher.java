package io.handoff.deploy.play;

import io.handoff.avro.DeadLetter;
import io.handoff.deploy.local.server.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads every topic from its beginning and keeps a story for each conversation. Safe for use by
 * several threads.
 */
public final class Watcher implements PlaybackTarget, AutoCloseable {

  private final TopicReader reader;
  private final Backlog backlog;
  private final Thread worker;
  private final Stories stories = new Stories();
  private long lastNews = System.nanoTime();
  private volatile boolean open = true;
  private @Nullable RuntimeException failure;

  /** Watches from the beginning of the topics. */
  public Watcher(Endpoints endpoints) {
    this.reader = new TopicReader(endpoints, Stories.TOPICS, null);
    this.backlog = new Backlog(endpoints);
    this.worker = Thread.ofPlatform().name("watcher").daemon().start(this::work);
  }

  private void work() {
    try (reader) {
      while (open) {
        reader.poll(Duration.ofMillis(50), this::see);
      }
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = e;
        notifyAll();
      }
    }
  }

  private synchronized void see(TopicReader.Read read) {
    if (stories.see(read)) {
      lastNews = System.nanoTime();
      notifyAll();
    }
  }

  /** Looks at all stories, in the order of their beginnings, while nothing changes. */
  public synchronized <T> T look(Function<List<ConversationTimeline>, T> look) {
    check();
    return look.apply(stories.all());
  }

  /** How many records of each topic were read, ticks apart. */
  public synchronized Map<String, Long> counts() {
    return stories.counts();
  }

  /** The dead letters of all services. */
  public synchronized List<DeadLetter> deadLetters() {
    return stories.deadLetters();
  }

  @Override
  public void await(
      String accountId,
      String conversationId,
      String wanted,
      Predicate<ConversationTimeline> test,
      Duration timeout)
      throws InterruptedException {
    awaitUntil(
        () -> {
          ConversationTimeline timeline = stories.of(accountId, conversationId);
          return timeline != null && test.test(timeline);
        },
        timeout,
        () -> "conversation " + conversationId + " did not become " + wanted);
  }

  /**
   * Waits until something was refused with this code.
   *
   * @throws PlayException when the time is up
   */
  public void awaitDeadLetter(String code, Duration timeout) throws InterruptedException {
    awaitUntil(
        () -> stories.deadLetters().stream().anyMatch(letter -> letter.getCode().equals(code)),
        timeout,
        () -> "nothing was refused as " + code);
  }

  /**
   * Waits until the services have read everything, and nothing but ticks was published for a while.
   *
   * @throws PlayException when the time is up
   */
  public void awaitRest(Duration quiet, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      long news = lastNews();
      Map<TopicPartition, Long> ends = backlog.ends();
      while (!backlog.isReadUpTo(ends)) {
        if (System.nanoTime() > deadline) {
          throw new PlayException(
              "the services have not read everything within " + timeout.toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      awaitUntil(
          () -> System.nanoTime() - lastNews > quiet.toNanos(),
          Duration.ofNanos(Math.max(1, deadline - System.nanoTime())),
          () -> "the system did not come to rest");
      if (news == lastNews()) {
        return;
      }
    }
  }

  private synchronized long lastNews() {
    return lastNews;
  }

  private synchronized void awaitUntil(
      Supplier<Boolean> test, Duration timeout, Supplier<String> complaint)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!test.get()) {
      check();
      if (System.nanoTime() > deadline) {
        throw new PlayException(complaint.get() + " within " + timeout.toSeconds() + " s");
      }
      wait(100);
    }
  }

  private void check() {
    RuntimeException problem = failure;
    if (problem != null) {
      throw new PlayException("Watching failed: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      worker.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    backlog.close();
  }
}
