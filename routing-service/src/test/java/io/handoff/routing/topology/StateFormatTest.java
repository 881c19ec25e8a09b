package io.handoff.routing.topology;

import io.handoff.kit.test.StateFormat;
import io.handoff.routing.decision.account.Counters;
import io.handoff.routing.decision.account.OpenHandoff;
import io.handoff.routing.decision.account.ProcessedIds;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.queue.QueueStatistics;
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
