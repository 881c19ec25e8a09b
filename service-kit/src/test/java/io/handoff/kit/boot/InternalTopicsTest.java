package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.StreamsDefaults;
import java.util.List;
import java.util.Map;
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
                changelog("timers"), limit(10_000_000)));

    assertThat(raises).containsOnlyKeys(changelog("tickets"));
    assertThat(raises.get(changelog("tickets")))
        .containsExactly(
            new AlterConfigOp(
                new ConfigEntry("max.message.bytes", "4194304"), AlterConfigOp.OpType.SET));
  }
}
