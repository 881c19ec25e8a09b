package io.handoff.routing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevivedRoutingTest {

  @TempDir Path folder;

  @Test
  void shouldWakeOnceOnlyWhenItsTaskIsRevived() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "routing-service");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    MockProcessorContext<Object, Object> context =
        new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
    context.setCurrentSystemTimeMs(0);
    ServiceContext service =
        new ServiceContext(
            "routing-service",
            "routing-service",
            Topics.ROUTING_DEAD_LETTERS,
            Map.of("schema.registry.url", "memory://revived"),
            new SimpleMeterRegistry());
    for (StoreBuilder<?> builder : RoutingStores.builders(service)) {
      var store = builder.withLoggingDisabled().withCachingDisabled().build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    AtomicInteger tasks = new AtomicInteger();
    RoutingProcessor processor = new RoutingProcessor(service, Rhythm.DEFAULT, tasks);

    processor.init(context);
    processor.close();
    processor.init(context);

    assertThat(tasks).hasValue(1);
    assertThat(context.scheduledPunctuators()).hasSize(6);
    assertThat(context.scheduledPunctuators().stream().filter(p -> !p.cancelled())).hasSize(3);
  }
}
