package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handoff.kit.streams.RegistryWatch;
import io.handoff.kit.test.StandInStreams;
import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What a load balancer and whoever runs the process are told. */
class HealthTest {

  @Test
  void shouldBeReadyOnlyWhileRecordsAreProcessed() {
    Map<State, Status> ready = new EnumMap<>(State.class);
    for (State state : State.values()) {
      try (StandInStreams client = new StandInStreams(state)) {
        Health health = new StreamsHealthIndicator(() -> client).health();
        assertThat(health.getDetails()).containsEntry("state", state.name());
        ready.put(state, health.getStatus());
      }
    }

    assertThat(ready)
        .containsEntry(State.CREATED, Status.OUT_OF_SERVICE)
        .containsEntry(State.REBALANCING, Status.OUT_OF_SERVICE)
        .containsEntry(State.RUNNING, Status.UP)
        .containsEntry(State.PENDING_SHUTDOWN, Status.DOWN)
        .containsEntry(State.PENDING_ERROR, Status.DOWN)
        .containsEntry(State.NOT_RUNNING, Status.DOWN)
        .containsEntry(State.ERROR, Status.DOWN)
        .hasSize(7);
  }

  @Test
  void shouldBeRestartedOnlyWhereItHasStoppedForGood() {
    for (State state : State.values()) {
      try (StandInStreams client = new StandInStreams(state)) {
        Status alive = new StreamsAliveHealthIndicator(() -> client).health().getStatus();
        boolean stopped =
            switch (state) {
              case PENDING_ERROR, ERROR, NOT_RUNNING -> true;
              case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> false;
            };
        assertThat(alive).as(state.name()).isEqualTo(stopped ? Status.DOWN : Status.UP);
      }
    }
  }

  @Test
  void shouldBeAliveAndNotReadyWhileItWaitsForTheBroker() {
    assertThat(new StreamsAliveHealthIndicator(() -> null).health().getStatus())
        .isEqualTo(Status.UP);
    Health ready = new StreamsHealthIndicator(() -> null).health();
    assertThat(ready.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(ready.getDetails()).containsEntry("state", "NOT_STARTED");
  }

  @Test
  void shouldNotBeReadyWhileTheRegistryRefuses() {
    try (StubRegistry registry = new StubRegistry()) {
      RegistryWatch watch = new RegistryWatch(registry.serde());
      registry.answerWith(401, "{}");
      assertThat(catchThrowable(() -> SchemaRegistryClient.from(registry.serde()).byId(1)))
          .isNotNull();
      try (RegistryHealthIndicator indicator = new RegistryHealthIndicator(watch)) {
        Health health = indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails().get("registry")).asString().contains("401");

        registry.answerAgain();
        watch.look();
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
      }
    }
  }
}
