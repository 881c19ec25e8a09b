package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final Counter failures = new SimpleMeterRegistry().counter("failures");
  private final Guard guard = new Guard("a piece", failures);

  @Test
  void shouldGiveWhatAPieceOfWorkGives() {
    assertThat(guard.read(() -> "it")).isEqualTo("it");
    assertThat(failures.count()).isZero();
  }

  @Test
  void shouldGoOnAndCountWhereAPieceFails() {
    String nothing =
        guard.read(
            () -> {
              throw new SerializationException("state cannot be read");
            });
    guard.run(
        () -> {
          throw new IllegalStateException("a defect");
        });

    assertThat(nothing).isNull();
    assertThat(failures.count()).isEqualTo(2);
  }

  @Test
  void shouldStopTheTaskWhereTheBrokerFails() {
    stopsAt(new StreamsException("the broker is gone"));
  }

  @Test
  void shouldStopTheTaskWhereTheRegistryFails() {
    try (StubRegistry registry = new StubRegistry()) {
      registry.answerWith(503, "");
      stopsAt(catchRuntimeException(() -> SchemaRegistryClient.from(registry.serde()).byId(1)));
    }
  }

  private void stopsAt(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                guard.run(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(failures.count()).isZero();
  }
}
