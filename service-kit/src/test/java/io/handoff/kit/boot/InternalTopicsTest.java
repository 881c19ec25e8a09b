package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.store.StreamsDefaults;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class InternalTopicsTest {

  private static ConfigResource changelog(String store) {
    return new ConfigResource(ConfigResource.Type.TOPIC, "ticket-service-" + store + "-changelog");
  }

  private static Config limit(int bytes) {
    return new Config(List.of(new ConfigEntry("max.message.bytes", Integer.toString(bytes))));
  }

  @Test
  void shouldMakeNewChangelogsTakeWhatTopicsTake() {
    assertThat(StreamsDefaults.of("a"))
        .containsEntry("topic.max.message.bytes", 4 * 1024 * 1024)
        .containsEntry("producer.max.request.size", 4 * 1024 * 1024);
  }

  @Test
  void shouldRaiseTheLimitsThatAreTooLow() {
    var raises =
        InternalTopics.raises(
            Map.of(
                changelog("tickets"), limit(1_048_588),
                changelog("customers"), limit(4 * 1024 * 1024),
                changelog("timers"), limit(10_000_000)),
            Map.of());

    assertThat(raises).containsOnlyKeys(changelog("tickets"));
    assertThat(raises.get(changelog("tickets")))
        .containsExactly(set("max.message.bytes", "4194304"));
  }

  @Test
  void shouldAskForTwoReplicasOfARecordWhereThereAreThree() {
    Config one = new Config(List.of(new ConfigEntry("min.insync.replicas", "1")));
    var raises =
        InternalTopics.raises(
            Map.of(changelog("tickets"), one, changelog("customers"), one),
            Map.of(
                changelog("tickets").name(), UsedTopicsTest.topic("tickets", 4, 3),
                changelog("customers").name(), UsedTopicsTest.topic("customers", 4, 2)));
    assertThat(raises).containsOnlyKeys(changelog("tickets"));
    assertThat(raises.get(changelog("tickets"))).containsExactly(set("min.insync.replicas", "2"));
  }

  @Test
  void shouldMakeNewInternalTopicsAsSafeAsTheTopics() {
    assertThat(InternalTopics.asSafe(new Properties(), 3))
        .containsEntry("replication.factor", 3)
        .containsEntry("topic.min.insync.replicas", "2");
    assertThat(InternalTopics.asSafe(new Properties(), 1))
        .containsEntry("replication.factor", 1)
        .doesNotContainKey("topic.min.insync.replicas");
    Properties operators = new Properties();
    operators.put("replication.factor", "2");
    assertThat(InternalTopics.asSafe(operators, 3)).isEqualTo(operators);
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
