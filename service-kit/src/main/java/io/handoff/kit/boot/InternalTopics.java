package io.handoff.kit.boot;

import io.handoff.kit.streams.store.StreamsDefaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the internal topics of a service as safe as its topics are: as many replicas, the same
 * limits. Kafka Streams sets that only where it makes a topic, so what exists already is raised.
 */
final class InternalTopics {
  private InternalTopics() {}

  private static final Logger LOG = LoggerFactory.getLogger(InternalTopics.class);

  private static final ConfigEntry LARGER =
      new ConfigEntry(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(StreamsDefaults.LARGEST_BATCH));

  private static final ConfigEntry SAFER =
      new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");

  /**
   * Makes new internal topics as safe as the topics, in what the operator has not set.
   *
   * @param replicas of the topics
   */
  static Properties asSafe(Properties config, int replicas) {
    Properties safe = new Properties();
    safe.putAll(config);
    safe.putIfAbsent(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas);
    String own = String.valueOf(safe.get(StreamsConfig.REPLICATION_FACTOR_CONFIG));
    if (Integer.parseInt(own) >= UsedTopics.SAFE_REPLICAS) {
      safe.putIfAbsent(StreamsConfig.topicPrefix(SAFER.name()), SAFER.value());
    }
    return safe;
  }

  /**
   * Raises the limits of the application's changelogs that are below {@link
   * StreamsDefaults#LARGEST_BATCH}, and the replicas that a record needs where there are three.
   * Never throws for what the broker answers: it is logged, and tried again when the service starts
   * the next time.
   */
  static void raise(Admin admin, String applicationId) {
    try {
      List<String> changelogs =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(applicationId + "-") && name.endsWith("-changelog"))
              .toList();
      var raises =
          raises(
              admin.describeConfigs(resources(changelogs)).all().get(),
              admin.describeTopics(changelogs).allTopicNames().get());
      if (!raises.isEmpty()) {
        admin.incrementalAlterConfigs(raises).all().get();
        LOG.info("changelogs whose limits were raised: {}", raises.keySet());
      }
    } catch (ExecutionException e) {
      LOG.warn("changelogs that exist keep their limits", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ConfigResource> resources(List<String> names) {
    return names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> raises(
      Map<ConfigResource, Config> configs, Map<String, TopicDescription> changelogs) {
    Map<ConfigResource, Collection<AlterConfigOp>> raises = new HashMap<>();
    configs.forEach(
        (resource, config) -> {
          TopicDescription changelog = changelogs.get(resource.name());
          List<AlterConfigOp> ops = new ArrayList<>();
          raise(config, LARGER, ops);
          if (changelog != null && UsedTopics.replicas(changelog) >= UsedTopics.SAFE_REPLICAS) {
            raise(config, SAFER, ops);
          }
          if (!ops.isEmpty()) {
            raises.put(resource, ops);
          }
        });
    return raises;
  }

  private static void raise(Config config, ConfigEntry wanted, List<AlterConfigOp> ops) {
    ConfigEntry limit = config.get(wanted.name());
    if (limit != null && Integer.parseInt(limit.value()) < Integer.parseInt(wanted.value())) {
      ops.add(new AlterConfigOp(wanted, AlterConfigOp.OpType.SET));
    }
  }
}
