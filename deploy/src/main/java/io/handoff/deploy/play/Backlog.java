package io.handoff.deploy.play;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** How much the services have still to read. */
public final class Backlog implements AutoCloseable {

  /** What each service reads, by its consumer group. */
  private static final Map<String, List<String>> READERS =
      Map.of(
          "trigger-service",
          List.of(Topics.CONVERSATION_EVENTS.name(), Topics.ROUTING_DECISIONS.name()),
          "routing-service",
          List.of(
              Topics.HANDOFF_REQUESTS.name(),
              Topics.AGENT_PRESENCE.name(),
              Topics.ROUTING_REQUESTS.name()),
          "ticket-service",
          List.of(
              Topics.CONVERSATION_EVENTS.name(),
              Topics.ROUTING_DECISIONS.name(),
              Topics.TICKET_COMMANDS.name(),
              Topics.TIME_EVENTS.name(),
              Topics.CUSTOMER_CHANGES.name(),
              Topics.TICKET_LINKS.name()),
          "autoclose-service",
          List.of(Topics.CONVERSATION_EVENTS.name(), Topics.TICKET_EVENTS.name()));

  /** Transactions' own marks count as offsets, but nobody reads them. */
  private static final long SLACK = 3;

  private final Admin admin;

  /** Asks a broker. */
  public Backlog(Endpoints endpoints) {
    this.admin = Admin.create(endpoints.clientConfig());
  }

  /** Where the topics that services read end now. */
  public Map<TopicPartition, Long> ends() throws InterruptedException {
    try {
      List<String> topics = READERS.values().stream().flatMap(List::stream).distinct().toList();
      Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .values()
          .forEach(
              topic ->
                  topic
                      .partitions()
                      .forEach(
                          partition ->
                              questions.put(
                                  new TopicPartition(topic.name(), partition.partition()),
                                  OffsetSpec.latest())));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(questions)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new PlayException("The broker does not say where topics end: " + e.getMessage(), e);
    }
  }

  /** Whether every service has read everything up to there. */
  public boolean isReadUpTo(Map<TopicPartition, Long> ends) throws InterruptedException {
    for (String service : READERS.keySet()) {
      if (!isReadUpTo(service, ends)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a service has read everything that it reads up to there. */
  public boolean isReadUpTo(String service, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    List<String> topics = READERS.getOrDefault(service, List.of());
    Map<TopicPartition, OffsetAndMetadata> read = committed(service);
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (topics.contains(end.getKey().topic())) {
        OffsetAndMetadata position = read.get(end.getKey());
        long at = position == null ? 0 : position.offset();
        if (at + SLACK < end.getValue()) {
          return false;
        }
      }
    }
    return true;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, offset) -> {
                if (Objects.nonNull(offset)) {
                  offsets.put(partition, offset);
                }
              });
      return offsets;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new PlayException(
            "How far " + group + " has read may not be seen: " + e.getMessage(), e);
      }
      return Map.of(); // the group is not there yet, or on the move
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
