package io.handoff.deploy.local;

import io.handoff.deploy.local.process.LocalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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

  /** Settings that a topic must have for the services' guarantees. */
  private static final List<String> RELIED_ON =
      List.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicConfig.CLEANUP_POLICY_CONFIG);

  private static final Duration POLL = Duration.ofMillis(20);

  private TopicAdmin() {}

  /** {@link #createAndAwait(Admin, Collection, Duration)} with half a minute. */
  public static Set<String> createAndAwait(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException {
    return createAndAwait(admin, topics, TIMEOUT);
  }

  /**
   * Creates the topics that do not exist and returns when every partition of every topic answers,
   * those of topics that existed before included. Those are left as they are.
   *
   * @return the names of the topics that were created
   * @throws LocalException before anything is created if a topic that exists is not as asked for:
   *     another number of partitions, another {@code message.timestamp.type} or {@code
   *     cleanup.policy}; if a topic cannot be created; or when the timeout has passed
   */
  public static Set<String> createAndAwait(
      Admin admin, Collection<NewTopic> topics, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    checkExisting(admin, topics);
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

  private static void checkExisting(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException {
    try {
      Set<String> all = admin.listTopics().names().get();
      List<NewTopic> existing =
          topics.stream().filter(topic -> all.contains(topic.name())).toList();
      Map<String, TopicDescription> found =
          admin
              .describeTopics(existing.stream().map(NewTopic::name).toList())
              .allTopicNames()
              .get();
      Map<ConfigResource, Config> configs =
          admin.describeConfigs(existing.stream().map(TopicAdmin::resource).toList()).all().get();
      List<String> problems = new ArrayList<>();
      for (NewTopic topic : existing) {
        TopicDescription has = found.get(topic.name());
        Config config = configs.get(resource(topic));
        if (has != null && config != null) {
          problems.addAll(problems(topic, has.partitions().size(), config));
        }
      }
      if (!problems.isEmpty()) {
        throw new LocalException(
            "Nothing was created, because of topics that exist:\n  "
                + String.join("\n  ", problems));
      }
    } catch (ExecutionException e) {
      if (!isNotYet(e.getCause())) {
        throw new LocalException("The topics could not be checked: " + reason(e) + ".", e);
      }
    }
  }

  private static ConfigResource resource(NewTopic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  /** Where a topic that exists is not as it is wanted, in what the services rely on. */
  static List<String> problems(NewTopic wanted, int partitions, Config config) {
    List<String> problems = new ArrayList<>();
    if (partitions != wanted.numPartitions()) {
      problems.add(
          ("%s has %d partitions and %d are wanted. All topics have the same number, which stays as"
                  + " it was: --partitions %d")
              .formatted(wanted.name(), partitions, wanted.numPartitions(), partitions));
    }
    Map<String, String> configs = wanted.configs() == null ? Map.of() : wanted.configs();
    for (String name : RELIED_ON) {
      ConfigEntry has = config.get(name);
      String value = configs.get(name);
      if (value != null && has != null && !value.equals(has.value())) {
        problems.add(
            "%s has %s=%s; set it to %s".formatted(wanted.name(), name, has.value(), value));
      }
    }
    return problems;
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
      found.values().forEach(topic -> ask(topic, questions));
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

  private static void ask(TopicDescription topic, Map<TopicPartition, OffsetSpec> questions) {
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
