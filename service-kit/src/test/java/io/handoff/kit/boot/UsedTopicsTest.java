package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class UsedTopicsTest {

  private static final String EVENTS = "conversation.events";
  private static final String SETTINGS = "settings.accounts";

  static TopicDescription topic(String name, int partitions, int replicas) {
    List<Node> nodes =
        IntStream.range(0, replicas).mapToObj(i -> new Node(i, "broker-" + i, 9092)).toList();
    return new TopicDescription(
        name,
        false,
        IntStream.range(0, partitions)
            .mapToObj(i -> new TopicPartitionInfo(i, nodes.getFirst(), nodes, nodes))
            .toList());
  }

  private static Config config(String timestamps, String cleanup, int inSync) {
    return new Config(
        List.of(
            new ConfigEntry("message.timestamp.type", timestamps),
            new ConfigEntry("cleanup.policy", cleanup),
            new ConfigEntry("min.insync.replicas", Integer.toString(inSync))));
  }

  private static List<String> problems(String name, int replicas, Config config) {
    return UsedTopics.configProblems(Map.of(name, topic(name, 4, replicas)), Map.of(name, config));
  }

  @Test
  void shouldTakeTopicsAsTheyAreCreated() {
    assertThat(problems(EVENTS, 1, config("LogAppendTime", "delete", 1))).isEmpty();
    assertThat(problems(EVENTS, 3, config("LogAppendTime", "delete", 2))).isEmpty();
    assertThat(problems(SETTINGS, 3, config("LogAppendTime", "compact", 2))).isEmpty();
    assertThat(
            UsedTopics.partitionProblems(
                Map.of("a", topic("a", 4, 1), "b", topic("b", 4, 1), "c", topic("c", 8, 1)),
                Set.of("a", "b")))
        .isEmpty();
  }

  @Test
  void shouldSayWhatToSetWhenATopicIsOtherwise() {
    assertThat(problems(EVENTS, 1, config("CreateTime", "delete", 1)))
        .containsExactly(
            "conversation.events has message.timestamp.type=CreateTime; set it to LogAppendTime");
    assertThat(problems(EVENTS, 1, config("LogAppendTime", "compact", 1)))
        .containsExactly("conversation.events has cleanup.policy=compact; set it to delete");
    assertThat(problems(SETTINGS, 1, config("LogAppendTime", "delete", 1)))
        .containsExactly("settings.accounts has cleanup.policy=delete; set it to compact");
    assertThat(problems(EVENTS, 3, config("LogAppendTime", "delete", 1)))
        .containsExactly(
            "conversation.events has 3 replicas and min.insync.replicas=1; set it to 2");
  }

  @Test
  void shouldRefuseTopicsThatAreNotCoPartitioned() {
    assertThat(
            UsedTopics.partitionProblems(
                Map.of("a", topic("a", 4, 1), "b", topic("b", 12, 1)), Set.of("a", "b")))
        .containsExactly(
            "these have to have the same number of partitions, and have (partitions=topics):"
                + " {4=[a], 12=[b]}");
  }

  @Test
  void shouldKnowNoPartitionsBeforeItHasLooked() {
    assertThatThrownBy(() -> new UsedTopics().partitions(EVENTS))
        .isInstanceOf(IllegalStateException.class);
  }
}
