package io.handoff.routing.topology;

import io.handoff.kit.test.TopologyDescriptions;
import io.handoff.schemas.Topics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No change to the flow goes unnoticed. Run with -Dtopology.write=true to accept one. */
class RoutingTopologyDescriptionTest {

  @Test
  void shouldBeAsWrittenDown() throws IOException {
    TopologyDescriptions.assertUnchanged(
        "routing-service", Topics.ROUTING_DEAD_LETTERS, RoutingTopology::build);
  }
}
