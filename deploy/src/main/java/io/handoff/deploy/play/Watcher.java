package io.handoff.deploy.play;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.Tick;
import io.handoff.avro.TicketEvent;
import io.handoff.deploy.local.Endpoints;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
public final class Watcher implements AutoCloseable {

  private static final List<Topic<?>> TOPICS =
      List.of(
          Topics.CONVERSATION_EVENTS,
          Topics.CONVERSATION_ACTIONS,
          Topics.HANDOFF_REQUESTS,
          Topics.ROUTING_DECISIONS,
          Topics.TICKET_COMMANDS,
          Topics.TICKET_COMMAND_RESULTS,
          Topics.TICKET_EVENTS,
          Topics.TIME_EVENTS,
          Topics.DECISIONS,
          Topics.TRIGGER_DEAD_LETTERS,
          Topics.ROUTING_DEAD_LETTERS,
          Topics.TICKET_DEAD_LETTERS,
          Topics.AUTOCLOSE_DEAD_LETTERS);

  private final TopicReader reader;
  private final Backlog backlog;
  private final Thread worker;
  private final Map<String, Story> stories = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Set<String> events = new HashSet<>();
  private final Narrator narrator = new Narrator();
  private long lastNews = System.nanoTime();
  private volatile boolean open = true;
  private @Nullable RuntimeException failure;

  /** Watches from the beginning of the topics. */
  public Watcher(Endpoints endpoints) {
    this.reader = new TopicReader(endpoints, TOPICS, null);
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
    if (isTick(read.value())) {
      counts.merge("ticks", 1L, Long::sum);
      return;
    }
    counts.merge(read.topic().name(), 1L, Long::sum);
    lastNews = System.nanoTime();
    if (read.value() instanceof ConversationEvent event && !events.add(event.getEventId())) {
      return; // the platform sent it again
    }
    if (read.value() instanceof DeadLetter letter) {
      deadLetters.add(letter);
    } else {
      narrator.tell(read, this::story);
    }
    notifyAll();
  }

  private static boolean isTick(Object value) {
    return switch (value) {
      case ConversationEvent event -> event.getPayload() instanceof Tick;
      case TicketEvent event -> event.getPayload() instanceof Tick;
      case HandoffRequest request -> request.getPayload() instanceof Tick;
      default -> false;
    };
  }

  private Story story(String accountId, String conversationId) {
    return stories.computeIfAbsent(
        Keys.conversation(accountId, conversationId), key -> new Story(accountId, conversationId));
  }

  /** Looks at all stories, in the order of their beginnings, while nothing changes. */
  public synchronized <T> T look(Function<List<Story>, T> look) {
    check();
    return look.apply(List.copyOf(stories.values()));
  }

  /** How many records of each topic were read, ticks apart. */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** The dead letters of all services. */
  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /**
   * Waits until a conversation's story is as wanted.
   *
   * @param wanted what is waited for, in words
   * @throws PlayException when the time is up
   */
  public void await(
      String accountId,
      String conversationId,
      String wanted,
      Predicate<Story> test,
      Duration timeout)
      throws InterruptedException {
    awaitUntil(
        () -> {
          Story story = stories.get(Keys.conversation(accountId, conversationId));
          return story != null && test.test(story);
        },
        timeout,
        () -> "conversation " + conversationId + " did not become " + wanted);
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
