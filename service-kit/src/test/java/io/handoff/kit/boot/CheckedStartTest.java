package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class CheckedStartTest {

  private final LinkedBlockingQueue<String> happened = new LinkedBlockingQueue<>();

  private CheckedStart start(CheckedStart.Check check) {
    return new CheckedStart(check, () -> happened.add("started"), () -> happened.add("ended"), 1);
  }

  private String next() throws InterruptedException {
    return happened.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldWaitForTheBrokerAndThenStart() throws InterruptedException {
    Deque<Exception> answers =
        new ArrayDeque<>(List.of(new TimeoutException("away"), new TimeoutException("away")));
    CheckedStart start =
        start(
            () -> {
              happened.add("checked");
              Exception answer = answers.poll();
              if (answer != null) {
                throw new ExecutionException(answer);
              }
            });
    start.start();
    assertThat(List.of(next(), next(), next(), next()))
        .containsExactly("checked", "checked", "checked", "started");
    start.stop();
    assertThat(happened).isEmpty();
  }

  @Test
  void shouldEndWhenWaitingMendsNothing() throws InterruptedException {
    start(
            () -> {
              throw new ExecutionException(new UnknownTopicOrPartitionException("no such topic"));
            })
        .start();
    assertThat(next()).isEqualTo("ended");
    start(
            () -> {
              throw new IllegalStateException("another number of partitions");
            })
        .start();
    assertThat(next()).isEqualTo("ended");
    assertThat(happened).isEmpty();
  }

  @Test
  void shouldNotStartWhenStoppedWhileItWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CheckedStart start =
        start(
            () -> {
              happened.add("checked");
              never.await();
            });
    start.start();
    assertThat(next()).isEqualTo("checked");
    assertThat(start.isRunning()).isTrue();
    start.stop();
    assertThat(start.isRunning()).isFalse();
    assertThat(happened).isEmpty();
  }
}
