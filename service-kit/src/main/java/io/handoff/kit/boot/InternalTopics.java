package io.handoff.kit.boot;

import io.handoff.kit.streams.StreamsDefaults;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the changelogs that a service has already take what new ones take. Kafka Streams sets that
 * only where it makes a topic.
 */
final class InternalTopics {
  private InternalTopics() {}

  private static final Logger LOG = LoggerFactory.getLogger(InternalTopics.class);

  private static final ConfigEntry LARGER =
      new ConfigEntry(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(StreamsDefaults.LARGEST_BATCH));

  /**
   * Raises the limits of the application's changelogs that are below {@link
   * StreamsDefaults#LARGEST_BATCH}. Never throws for what the broker answers: it is logged, and
   * tried again when the service starts the next time.
   */
  static void raise(Admin admin, String applicationId) {
    try {
      List<ConfigResource> changelogs =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(applicationId + "-") && name.endsWith("-changelog"))
              .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
              .toList();
      var raises = raises(admin.describeConfigs(changelogs).all().get());
      if (!raises.isEmpty()) {
        admin.incrementalAlterConfigs(raises).all().get();
        LOG.info("changelogs that take larger records now: {}", raises.keySet());
      }
    } catch (ExecutionException e) {
      LOG.warn("changelogs that exist keep their limits", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> raises(
      Map<ConfigResource, Config> changelogs) {
    Map<ConfigResource, Collection<AlterConfigOp>> raises = new HashMap<>();
    changelogs.forEach(
        (topic, config) -> {
          ConfigEntry limit = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
          if (limit != null && Integer.parseInt(limit.value()) < StreamsDefaults.LARGEST_BATCH) {
            raises.put(topic, List.of(new AlterConfigOp(LARGER, AlterConfigOp.OpType.SET)));
          }
        });
    return raises;
  }
}
