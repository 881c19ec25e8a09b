package io.handoff.kit.boot;

import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.TopologyDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a service reads and writes, as the broker has them. They are looked at once,
 * before the first record is read.
 */
final class UsedTopics {

  private static final Logger LOG = LoggerFactory.getLogger(UsedTopics.class);

  /** From so many replicas on, what is acknowledged has to be on two of them. */
  static final int SAFE_REPLICAS = 3;

  private volatile Map<String, TopicDescription> topics = Map.of();

  /**
   * How many partitions a topic has.
   *
   * @throws IllegalStateException if the topics have not been looked at
   */
  int partitions(String topic) {
    TopicDescription known = topics.get(topic);
    if (known == null) {
      throw new IllegalStateException("nothing is known of the topic " + topic);
    }
    return known.partitions().size();
  }

  /** The fewest replicas that a partition of these topics has. */
  int replicas() {
    return topics.values().stream().mapToInt(UsedTopics::replicas).min().orElse(1);
  }

  /** The fewest replicas that a partition of the topic has. */
  static int replicas(TopicDescription topic) {
    return topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(1);
  }

  /**
   * Looks at the topics of a topology.
   *
   * @throws IllegalStateException if one is missing or is not as the service needs it; says what to
   *     set
   */
  void look(Admin admin, TopologyDescription topology)
      throws ExecutionException, InterruptedException {
    Set<String> inStep = new TreeSet<>();
    Map<String, TopicDescription> found = found(admin, names(topology, inStep));
    List<String> problems = partitionProblems(found, inStep);
    problems.addAll(configProblems(found, configs(admin, found.keySet())));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "topics are not as they have to be:\n  " + String.join("\n  ", problems));
    }
    topics = Map.copyOf(found);
  }

  /**
   * The topics of a topology.
   *
   * @param inStep gets those whose partitions are read together, by number
   */
  private static Set<String> names(TopologyDescription topology, Set<String> inStep) {
    Set<String> names = new TreeSet<>();
    topology.globalStores().forEach(store -> names.addAll(store.source().topicSet()));
    for (TopologyDescription.Subtopology part : topology.subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          inStep.addAll(source.topicSet());
        } else if (node instanceof TopologyDescription.Sink sink) {
          names.add(sink.topic());
        }
      }
    }
    names.addAll(inStep);
    return names;
  }

  private static Map<String, TopicDescription> found(Admin admin, Set<String> names)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> found = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        found.put(answer.getKey(), answer.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(answer.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "the broker has no topics " + missing + ": deploy/handoff topics create");
    }
    return found;
  }

  /** What the broker says of settings; nothing where the service may not ask. */
  private static Map<String, Config> configs(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Config> configs = new TreeMap<>();
    try {
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((resource, config) -> configs.put(resource.name(), config));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      LOG.warn(
          "the settings of the topics could not be checked, deploy/handoff security apply allows"
              + " it: {}",
          e.getCause().getMessage());
    }
    return configs;
  }

  static List<String> partitionProblems(Map<String, TopicDescription> found, Set<String> inStep) {
    Map<Integer, List<String>> byNumber = new TreeMap<>();
    for (String name : inStep) {
      TopicDescription topic = found.get(name);
      if (topic != null) {
        byNumber.computeIfAbsent(topic.partitions().size(), number -> new ArrayList<>()).add(name);
      }
    }
    return byNumber.size() <= 1
        ? new ArrayList<>()
        : new ArrayList<>(
            List.of(
                "these have to have the same number of partitions, and have (partitions=topics): "
                    + byNumber));
  }

  static List<String> configProblems(
      Map<String, TopicDescription> found, Map<String, Config> configs) {
    List<String> problems = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      TopicDescription has = found.get(topic.name());
      Config config = configs.get(topic.name());
      if (has != null && config != null) {
        check(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, null, config, problems);
        check(topic, TopicConfig.CLEANUP_POLICY_CONFIG, "delete", config, problems);
        ConfigEntry inSync = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (replicas(has) >= SAFE_REPLICAS
            && inSync != null
            && Integer.parseInt(inSync.value()) < 2) {
          problems.add(
              "%s has %d replicas and %s=%s; set it to 2"
                  .formatted(topic.name(), replicas(has), inSync.name(), inSync.value()));
        }
      }
    }
    return problems;
  }

  private static void check(
      Topic<?> topic,
      String name,
      @Nullable String otherwise,
      Config config,
      List<String> problems) {
    String wanted = topic.config().getOrDefault(name, otherwise);
    ConfigEntry has = config.get(name);
    if (wanted != null && has != null && !wanted.equals(has.value())) {
      problems.add("%s has %s=%s; set it to %s".formatted(topic.name(), name, has.value(), wanted));
    }
  }
}
