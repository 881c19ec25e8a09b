package io.handoff.trigger.topology;

import io.handoff.kit.test.TopologyDescriptions;
import io.handoff.schemas.Topics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TriggerTopologyDescriptionTest {

  @Test
  void shouldBeAsWrittenDown() throws IOException {
    TopologyDescriptions.assertUnchanged(
        "trigger-service", Topics.TRIGGER_DEAD_LETTERS, TriggerTopology::build);
  }
}
