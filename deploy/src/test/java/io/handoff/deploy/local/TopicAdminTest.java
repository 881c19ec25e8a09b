package io.handoff.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicAdminTest {

  private static final NewTopic EVENTS =
      new NewTopic("conversation.events", 4, (short) 1)
          .configs(Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "7"));

  private static Config config(String timestamps) {
    return new Config(
        List.of(
            new ConfigEntry("message.timestamp.type", timestamps),
            new ConfigEntry("cleanup.policy", "delete"),
            new ConfigEntry("retention.ms", "9")));
  }

  @Test
  void shouldLeaveATopicThatIsAsItMustBe() {
    assertThat(TopicAdmin.problems(EVENTS, 4, config("LogAppendTime"))).isEmpty();
  }

  @Test
  void shouldRefuseMoreAndFewerPartitionsAndAnotherTime() {
    assertThat(TopicAdmin.problems(EVENTS, 12, config("LogAppendTime")))
        .singleElement()
        .asString()
        .contains("has 12 partitions and 4 are wanted", "--partitions 12");
    assertThat(TopicAdmin.problems(EVENTS, 3, config("CreateTime")))
        .hasSize(2)
        .last()
        .asString()
        .contains("message.timestamp.type=CreateTime; set it to LogAppendTime");
  }
}
