package io.handoff.deploy.local;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics so that they can be used at once. A broker answers "created" before it serves the
 * partitions; a producer that writes in between can lose records for good (KAFKA-15591). So this
 * waits until each partition has answered a question about its offsets.
 */
public final class TopicAdmin {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private TopicAdmin() {}

  /** {@link #createAndAwait(Admin, Collection, Duration)} with half a minute. */
  public static Set<String> createAndAwait(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException {
    return createAndAwait(admin, topics, TIMEOUT);
  }

  /**
   * Creates the topics that do not exist and returns when every partition of every topic answers,
   * those of topics that existed before included. The settings of existing topics are left as they
   * are.
   *
   * @return the names of the topics that were created
   * @throws LocalException if a topic cannot be created, if one that existed has fewer partitions
   *     than asked for, or when the timeout has passed
   */
  public static Set<String> createAndAwait(
      Admin admin, Collection<NewTopic> topics, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Set<String> created = create(admin, topics);
    Map<String, NewTopic> waiting = new HashMap<>();
    topics.forEach(topic -> waiting.put(topic.name(), topic));
    while (true) {
      Throwable last = removeAnswering(admin, waiting);
      if (waiting.isEmpty()) {
        return created;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new LocalException(
            "After "
                + timeout.toSeconds()
                + " s these topics do not answer: "
                + String.join(", ", waiting.keySet())
                + ".",
            last);
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  private static Set<String> create(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException {
    CreateTopicsResult result = admin.createTopics(topics);
    Set<String> created = new HashSet<>();
    for (Map.Entry<String, KafkaFuture<Void>> topic : result.values().entrySet()) {
      try {
        topic.getValue().get();
        created.add(topic.getKey());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new LocalException(
              "Topic " + topic.getKey() + " could not be created: " + reason(e) + ".", e);
        }
      }
    }
    return created;
  }

  private static @Nullable Throwable removeAnswering(Admin admin, Map<String, NewTopic> waiting)
      throws InterruptedException {
    try {
      Map<String, TopicDescription> found =
          admin.describeTopics(Set.copyOf(waiting.keySet())).allTopicNames().get();
      Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
      found.values().forEach(topic -> ask(topic, waiting, questions));
      admin.listOffsets(questions).all().get();
      waiting.clear();
      return null;
    } catch (ExecutionException e) {
      if (isNotYet(e.getCause())) {
        return e;
      }
      throw new LocalException("The topics could not be checked: " + reason(e) + ".", e);
    }
  }

  private static void ask(
      TopicDescription topic,
      Map<String, NewTopic> waiting,
      Map<TopicPartition, OffsetSpec> questions) {
    NewTopic wanted = waiting.get(topic.name());
    int has = topic.partitions().size();
    if (wanted != null && has < wanted.numPartitions()) {
      throw new LocalException(
          "Topic "
              + topic.name()
              + " has "
              + has
              + " partitions and "
              + wanted.numPartitions()
              + " are wanted: start with an empty run directory, or add partitions.");
    }
    topic
        .partitions()
        .forEach(
            partition ->
                questions.put(
                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
  }

  private static boolean isNotYet(@Nullable Throwable cause) {
    return cause instanceof UnknownTopicOrPartitionException
        || cause instanceof LeaderNotAvailableException
        || cause instanceof RetriableException;
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }
}
