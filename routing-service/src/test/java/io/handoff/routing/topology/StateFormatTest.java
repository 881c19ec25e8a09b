package io.handoff.routing.topology;

import io.handoff.kit.test.StateFormat;
import io.handoff.routing.decision.AgentState;
import io.handoff.routing.decision.Counters;
import io.handoff.routing.decision.OpenHandoff;
import io.handoff.routing.decision.ProcessedIds;
import io.handoff.routing.decision.QueueStatistics;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormatTest {

  static Stream<StateFormat> stores() {
    return Stream.of(
        StateFormat.of(RoutingStores.AGENTS, AgentState.class),
        StateFormat.of(RoutingStores.HANDOFFS, OpenHandoff.class),
        StateFormat.of(RoutingStores.ACCOUNTS, Counters.class),
        StateFormat.of(RoutingStores.RECEIPTS, ProcessedIds.Receipt.class),
        StateFormat.of(RoutingStores.LINES, QueueStatistics.class));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldLoseNothingThatAnEarlierVersionWrote(StateFormat store) {
    store.losesNothing();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldHaveAnExampleOfEverythingThatItWrites(StateFormat store) {
    store.hasAnExampleOfEverything();
  }
}
