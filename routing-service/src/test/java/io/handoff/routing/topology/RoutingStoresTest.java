package io.handoff.routing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.kit.time.Timers;
import io.handoff.routing.decision.account.Change.AgentChanged;
import io.handoff.routing.decision.account.Change.RequestSeen;
import io.handoff.routing.decision.account.ProcessedIds.Receipt;
import io.handoff.routing.decision.agent.AgentState;
import io.handoff.routing.decision.agent.Presence;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which accounts are in memory. */
class RoutingStoresTest {

  private static final int LIMIT = 10;
  private static final ServiceContext SERVICE =
      new ServiceContext(
              "routing-service",
              "routing-service",
              Topics.ROUTING_DEAD_LETTERS,
              Map.of(),
              new SimpleMeterRegistry())
          .with(ServiceContext.State.ON_DISK);

  @TempDir Path folder;

  private RoutingStores stores() {
    return stores(() -> LIMIT);
  }

  private RoutingStores stores(IntSupplier limit) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "routing-service");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    MockProcessorContext<Object, Object> context =
        new MockProcessorContext<>(
            config, new org.apache.kafka.streams.processor.TaskId(0, 0), folder.toFile());
    for (StoreBuilder<?> builder : RoutingStores.builders(SERVICE)) {
      var store = builder.withLoggingDisabled().withCachingDisabled().build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    return new RoutingStores(
        SERVICE, context, new Timers(context.getStateStore(RoutingStores.TIMERS)), limit);
  }

  private static void comes(RoutingStores stores, String account, String agent) {
    stores.apply(account, List.of(new AgentChanged(AgentState.unheardOf(agent))));
  }

  @Test
  void shouldLetAccountsGoThatGrowBeyondTheLimitAndReadThemAgain() {
    RoutingStores stores = stores();
    for (int n = 0; n < 6; n++) {
      comes(stores, "one", "agent" + n);
    }
    for (int n = 0; n < 6; n++) {
      comes(stores, "two", "agent" + n);
    }
    assertThat(stores.account("two").size()).isEqualTo(7);
    assertThat(stores.cached()).isEqualTo(1);

    assertThat(stores.account("one").size()).isEqualTo(7);
    assertThat(stores.cached()).isEqualTo(1);
  }

  @Test
  void shouldHoldLessWhereMoreTasksShareTheMemory() {
    AtomicInteger tasks = new AtomicInteger(1);
    RoutingStores stores = stores(() -> 2 * LIMIT / tasks.get());
    for (int n = 0; n < 6; n++) {
      comes(stores, "one", "agent" + n);
      comes(stores, "two", "agent" + n);
    }
    assertThat(stores.cached()).isEqualTo(2);

    tasks.set(2);
    comes(stores, "two", "agent6");
    stores.account("three");
    assertThat(stores.cached()).isLessThanOrEqualTo(2);
    assertThat(stores.account("one").size()).isEqualTo(7);
  }

  @Test
  void shouldKeepOneAccountHoweverLargeItIs() {
    RoutingStores stores = stores();
    for (int n = 0; n < 3 * LIMIT; n++) {
      comes(stores, "one", "agent" + n);
    }
    assertThat(stores.account("one").size()).isEqualTo(3 * LIMIT + 1);
    assertThat(stores.cached()).isEqualTo(1);
  }

  @Test
  void shouldLetAccountsGoOfWhichOnlyReceiptsAreLeft() {
    RoutingStores stores = stores();
    for (String account : List.of("one", "two")) {
      for (int n = 1; n <= 160; n++) {
        stores.apply(account, List.of(new RequestSeen(new Receipt(n, 1_000L + n))));
      }
    }

    assertThat(stores.account("two").size()).isEqualTo(11);
    assertThat(stores.cached()).isEqualTo(1);
  }

  @Test
  void shouldCountAccountsWithoutTheirRostersAndForgetThoseWithoutSettings() {
    RoutingStores stores = stores();
    stores.figures().walk();
    AgentState available =
        new AgentState(
            "agent",
            Presence.AVAILABLE,
            null,
            List.of(),
            0,
            null,
            false,
            null,
            null,
            false,
            0,
            null,
            null);
    for (int n = 0; n < 3; n++) {
      stores.apply("account" + n, List.of(new AgentChanged(available)));
    }
    StateGauges gauges = new StateGauges(new SimpleMeterRegistry());
    stores.figures().show(gauges.share(), gauges, account -> Optional.empty());
    assertThat(stores.figures().accounts()).isEqualTo(3);

    for (int n = 0; n < 3; n++) {
      stores.apply("account" + n, List.of(new AgentChanged(AgentState.unheardOf("agent"))));
    }
    stores.figures().show(gauges.share(), gauges, account -> Optional.empty());
    assertThat(stores.figures().accounts()).isZero();
  }

  @Test
  void shouldLetAccountsGoInWhichNothingEverHappened() {
    RoutingStores stores = stores();
    for (int n = 0; n < 3 * LIMIT; n++) {
      stores.account("empty" + n);
    }

    assertThat(stores.cached()).isLessThanOrEqualTo(LIMIT);
  }
}
