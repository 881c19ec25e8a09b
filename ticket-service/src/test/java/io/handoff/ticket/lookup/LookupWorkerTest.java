package io.handoff.ticket.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Cause;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupRequest;
import io.handoff.avro.LookupResult;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is committed before the broker has the answer; what fails is asked again. */
class LookupWorkerTest {

  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.LOOKUP_REQUESTS.name(), 0);

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();
  private final AvroSerializer<LookupRequest> requests = new AvroSerializer<>(registry);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
  private final List<MockProducer<String, LookupResult>> producers = new CopyOnWriteArrayList<>();
  private final OutsideSystems systems =
      new OutsideSystems(
          new LookupLimits(
              Set.of(), false, Duration.ofSeconds(1), 1_000, 4, 4, 1, Duration.ofMillis(1)),
          name -> null,
          InstantSource.system(),
          timer);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<Error> answering = new AtomicReference<>();
  private final AtomicReference<Error> connecting = new AtomicReference<>();
  private LookupWorker worker;
  private Thread thread;

  @BeforeEach
  void register() {
    registry.register(Topics.LOOKUP_REQUESTS.subject(), LookupRequest.getClassSchema());
    registry.register(Topics.LOOKUP_RESULTS.subject(), LookupResult.getClassSchema());
  }

  private void start() {
    worker =
        new LookupWorker(
            this::consumer,
            this::producer,
            new AvroDecoder<>(LookupRequest.class, registry),
            systems,
            this::now,
            meters);
    thread = Thread.ofPlatform().start(worker);
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.close();
    thread.join();
    systems.close();
    timer.shutdownNow();
  }

  private Instant now() {
    failOnce(answering);
    return Instant.EPOCH;
  }

  private static void failOnce(AtomicReference<Error> failure) {
    Error error = failure.getAndSet(null);
    if (error != null) {
      throw error;
    }
  }

  private MockConsumer<byte[], byte[]> consumer() {
    failOnce(connecting);
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(PARTITION));
          consumer.updateBeginningOffsets(new HashMap<>(Map.of(PARTITION, 0L)));
          consumer.addRecord(
              new ConsumerRecord<>(PARTITION.topic(), 0, 0, new byte[0], new byte[] {9, 9}));
          consumer.addRecord(
              new ConsumerRecord<>(
                  PARTITION.topic(),
                  0,
                  1,
                  new byte[0],
                  requests.serialize(PARTITION.topic(), question())));
        });
    consumers.add(consumer);
    return consumer;
  }

  private MockProducer<String, LookupResult> producer() {
    MockProducer<String, LookupResult> producer =
        new MockProducer<>(
            false, null, new StringSerializer(), new AvroSerializer<LookupResult>(registry));
    producers.add(producer);
    return producer;
  }

  private static LookupRequest question() {
    return LookupRequest.newBuilder()
        .setLookupId("l1")
        .setAccountId("acme")
        .setConversationId("c1")
        .setTicketId("t1")
        .setOccurredAt(Instant.EPOCH)
        .setCause(new Cause("e1", 3))
        .setSettingsVersion(7)
        .setLookup("crm")
        .setDeadline(Instant.EPOCH)
        .setProblem("customer.id is not known")
        .build();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private boolean committed(int consumer, long offset) {
    var committed = consumers.get(consumer).committed(Set.of(PARTITION)).get(PARTITION);
    return committed != null && committed.offset() == offset;
  }

  @Test
  void shouldCommitAQuestionOnlyWhenTheBrokerHasItsAnswer() {
    start();
    await(() -> producers.size() == 1 && producers.getFirst().history().size() == 1);
    LookupResult result = producers.getFirst().history().getFirst().value();
    assertThat(result.getLookupId()).isEqualTo("l1");
    assertThat(result.getOutcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(result.getDetail()).isEqualTo("customer.id is not known");
    assertThat(result.getCause()).isEqualTo(new Cause("l1", 4));
    assertThat(producers.getFirst().history().getFirst().key()).isEqualTo("acme/c1");
    await(() -> committed(0, 1));
    assertThat(committed(0, 2)).isFalse();
    producers.getFirst().completeNext();
    await(() -> committed(0, 2));
  }

  @Test
  void shouldAskAgainWhatCouldNotBePublished() {
    start();
    await(() -> producers.size() == 1 && producers.getFirst().history().size() == 1);
    producers.getFirst().errorNext(new KafkaException("the broker is gone"));
    await(() -> producers.size() == 2 && producers.getLast().history().size() == 1);
    assertThat(producers.getLast().history().getFirst().value().getLookupId()).isEqualTo("l1");
    producers.getLast().completeNext();
    await(() -> committed(1, 2));
  }

  @Test
  void shouldAskAgainWhereAQuestionEndsWithAnError() {
    answering.set(new StackOverflowError());
    start();
    await(() -> producers.size() == 2 && producers.getLast().history().size() == 1);
    producers.getLast().completeNext();
    await(() -> committed(1, 2));
    assertThat(meters.counter("handoff.lookup.restarts").count()).isEqualTo(1);
  }

  @Test
  void shouldGoOnWhereTheLoopEndsWithAnError() {
    connecting.set(new NoClassDefFoundError("a half deployed library"));
    start();
    await(() -> producers.size() == 1 && producers.getFirst().history().size() == 1);
    assertThat(meters.counter("handoff.lookup.restarts").count()).isEqualTo(1);
  }
}
