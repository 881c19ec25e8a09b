package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class EndWithStreamsTest {

  private final Semaphore ends = new Semaphore(0);
  private final EndWithStreams listener = new EndWithStreams(ends::release);

  @Test
  void shouldEndOnceWhenStreamsHasGivenUp() throws InterruptedException {
    listener.onChange(State.RUNNING, State.REBALANCING);
    assertThat(listener.processing()).isOne();
    listener.onChange(State.PENDING_ERROR, State.RUNNING);
    assertThat(listener.processing()).isZero();
    listener.onChange(State.ERROR, State.PENDING_ERROR);
    listener.onChange(State.ERROR, State.PENDING_ERROR);
    assertThat(ends.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ends.availablePermits()).isZero();
  }

  @Test
  void shouldNotLetTheProcessEndBeforeItsExitCodeIsSet() throws InterruptedException {
    BlockingQueue<Boolean> daemons = new ArrayBlockingQueue<>(1);
    EndWithStreams ending =
        new EndWithStreams(() -> daemons.add(Thread.currentThread().isDaemon()));
    Thread.ofPlatform().daemon().start(() -> ending.onChange(State.ERROR, State.PENDING_ERROR));

    assertThat(daemons.poll(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void shouldNotEndWhenTheServiceIsStoppedOrRebalances() {
    listener.onChange(State.REBALANCING, State.CREATED);
    assertThat(listener.processing()).isZero();
    listener.onChange(State.PENDING_SHUTDOWN, State.REBALANCING);
    listener.onChange(State.NOT_RUNNING, State.PENDING_SHUTDOWN);
    assertThat(ends.availablePermits()).isZero();
  }
}
