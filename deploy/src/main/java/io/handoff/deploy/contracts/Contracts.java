package io.handoff.deploy.contracts;

import io.handoff.deploy.local.Preparation;
import io.handoff.deploy.local.TopicAdmin;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates the topics of the catalogue and registers their schemas. May be run again at any time:
 * what is there stays as it is.
 *
 * @param partitions partitions of every topic; topics that existed before must have as many. The
 *     number can never be changed afterwards without moving conversations to other partitions, so
 *     choose for the years to come
 * @param replicas replicas of every partition
 */
public record Contracts(int partitions, short replicas) implements Preparation {

  /** One broker, four partitions. */
  public static Contracts forOneMachine() {
    return new Contracts(4, (short) 1);
  }

  @Override
  public void prepare(Endpoints endpoints) throws InterruptedException {
    try (Admin admin = Admin.create(endpoints.clientConfig())) {
      TopicAdmin.createAndAwait(admin, newTopics());
    }
    registerSchemas(SchemaRegistryClient.from(endpoints.registryConfig()));
  }

  private List<NewTopic> newTopics() {
    return Topics.ALL.stream()
        .map(topic -> new NewTopic(topic.name(), partitions, replicas).configs(config(topic)))
        .toList();
  }

  /** With three replicas, what is acknowledged is on two of them. */
  private Map<String, String> config(Topic<?> topic) {
    Map<String, String> config = new LinkedHashMap<>(topic.config());
    if (replicas >= 3) {
      config.put("min.insync.replicas", "2");
    }
    return config;
  }

  private static void registerSchemas(SchemaRegistryClient registry) {
    for (Topic<?> topic : Topics.ALL) {
      registry.register(topic.subject(), SpecificData.get().getSchema(topic.valueType()));
    }
  }
}
