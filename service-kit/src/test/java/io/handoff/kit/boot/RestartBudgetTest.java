package io.handoff.kit.boot;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartBudgetTest {

  private final Counter restarts = new SimpleMeterRegistry().counter("restarts");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final RestartBudget budget =
      new RestartBudget(2, Duration.ofMinutes(10), clock.withZone(ZoneOffset.UTC), restarts);

  @Test
  void shouldGiveUpWhenThreadsFailTooOften() {
    assertThat(budget.handle(new StreamsException("first"))).isEqualTo(REPLACE_THREAD);
    assertThat(budget.handle(new StreamsException("second"))).isEqualTo(REPLACE_THREAD);
    assertThat(budget.handle(new StreamsException("third"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void shouldForgetFailuresThatAreOlderThanTheWindow() {
    budget.handle(new StreamsException("first"));
    now = now.plus(Duration.ofMinutes(9));
    budget.handle(new StreamsException("second"));
    now = now.plusSeconds(61);
    assertThat(budget.handle(new StreamsException("third"))).isEqualTo(REPLACE_THREAD);
    assertThat(budget.handle(new StreamsException("fourth"))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(restarts.count()).as("the last one was no restart").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"503,''", "401,'{}'", "200,<html>Sign in</html>"})
  void shouldNeverGiveUpBecauseOfTheSchemaRegistry(int status, String page) {
    try (StubRegistry registry = new StubRegistry()) {
      registry.answerWith(status, page);
      Throwable failure = catchThrowable(() -> SchemaRegistryClient.from(registry.serde()).byId(1));
      for (int i = 0; i < 100; i++) {
        assertThat(budget.handle(new StreamsException("in a task", failure)))
            .isEqualTo(REPLACE_THREAD);
      }
      assertThat(restarts.count()).isEqualTo(100);
      assertThat(budget.handle(new StreamsException("another"))).isEqualTo(REPLACE_THREAD);
    }
  }

  @Test
  void shouldGiveUpWhenASchemaIsNotRegistered() {
    try (StubRegistry registry = new StubRegistry()) {
      registry.answerWith(404, "{\"error_code\":40403}");
      Throwable failure = catchThrowable(() -> SchemaRegistryClient.from(registry.serde()).byId(1));
      budget.handle(failure);
      budget.handle(failure);
      assertThat(budget.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }
  }
}
