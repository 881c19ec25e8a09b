package io.handoff.ticket.lookup;

import io.handoff.avro.Cause;
import io.handoff.avro.LookupRequest;
import io.handoff.avro.LookupResult;
import io.handoff.kit.Kebab;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every question on {@code lookup.requests} at least once: its place is committed only when
 * the broker has the answer. A question that is asked again after a crash is answered again under
 * the same id, which the reader of {@code lookup.results} knows.
 *
 * <p>Runs on a thread of its own; questions on virtual threads. When client or broker fail, it
 * starts over from what was committed, a second later.
 */
public final class LookupWorker implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LookupWorker.class);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Questions that are taken in at once; others wait on the broker. */
  private static final int MOST = 1_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Producer<String, LookupResult>> producers;
  private final AvroDecoder<LookupRequest> decoder;
  private final OutsideSystems systems;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter restarts;
  private volatile boolean running = true;
  private volatile boolean broken;

  /**
   * @param consumers makes consumers of the worker's group, without automatic commits
   * @param producers makes producers that wait for all replicas
   */
  public LookupWorker(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Producer<String, LookupResult>> producers,
      AvroDecoder<LookupRequest> decoder,
      OutsideSystems systems,
      InstantSource clock,
      MeterRegistry meters) {
    this.consumers = consumers;
    this.producers = producers;
    this.decoder = decoder;
    this.systems = systems;
    this.clock = clock;
    this.meters = meters;
    this.restarts = meters.counter("handoff.lookup.restarts");
  }

  @Override
  public void run() {
    while (running) {
      try (Consumer<byte[], byte[]> consumer = consumers.get();
          Producer<String, LookupResult> producer = producers.get();
          ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor()) {
        broken = false;
        try {
          work(consumer, producer, questions);
        } finally {
          questions.shutdownNow();
        }
      } catch (RuntimeException | Error e) { // nobody else would see it
        LOG.warn("lookups start over", e);
        restarts.increment();
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  private void work(
      Consumer<byte[], byte[]> consumer,
      Producer<String, LookupResult> producer,
      ExecutorService questions) {
    Progress progress = new Progress();
    consumer.subscribe(
        List.of(Topics.LOOKUP_REQUESTS.name()),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            progress.forget(partitions);
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
    while (running) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        progress.begin(partition, record.offset());
        Runnable done = () -> progress.done(partition, record.offset());
        LookupRequest request = decode(record);
        if (request == null) {
          done.run();
        } else {
          questions.execute(() -> answer(request, producer, done));
        }
      }
      if (broken) {
        throw new IllegalStateException("an answer could not be published");
      }
      Map<TopicPartition, OffsetAndMetadata> ready = progress.committable();
      if (!ready.isEmpty()) {
        consumer.commitSync(ready);
      }
      if (progress.pending() >= MOST) {
        consumer.pause(consumer.assignment());
      } else {
        consumer.resume(consumer.paused());
      }
    }
  }

  private @Nullable LookupRequest decode(ConsumerRecord<byte[], byte[]> record) {
    return switch (decoder.decode(record.value())) {
      case Decoded.Ok<LookupRequest>(var request, var id) -> request;
      case Decoded.Refused<LookupRequest>(var code, var message) -> {
        LOG.error(
            "no lookup: {}-{}@{}: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            message);
        count("unreadable");
        yield null;
      }
    };
  }

  private void answer(
      LookupRequest request, Producer<String, LookupResult> producer, Runnable done) {
    try {
      Timer.Sample sample = Timer.start(meters);
      OutsideSystems.Outcome outcome = systems.ask(request);
      if (Thread.currentThread().isInterrupted()) {
        return; // the worker stops; the question is asked again
      }
      sample.stop(meters.timer("handoff.lookup"));
      count(Kebab.of(outcome.outcome()));
      LookupResult result = result(request, outcome);
      producer.send(
          new ProducerRecord<>(
              Topics.LOOKUP_RESULTS.name(), Topics.LOOKUP_RESULTS.key(result), result),
          (metadata, failure) -> {
            if (failure == null) {
              done.run();
            } else {
              LOG.warn("an answer could not be published", failure);
              broken = true;
            }
          });
    } catch (RuntimeException | Error e) { // else the question would stay open, and its offset
      LOG.warn("a lookup could not be answered", e);
      broken = true;
    }
  }

  private void count(String outcome) {
    meters.counter("handoff.lookups", "outcome", outcome).increment();
  }

  private LookupResult result(LookupRequest request, OutsideSystems.Outcome outcome) {
    Cause cause = request.getCause();
    return LookupResult.newBuilder()
        .setLookupId(request.getLookupId())
        .setAccountId(request.getAccountId())
        .setConversationId(request.getConversationId())
        .setTicketId(request.getTicketId())
        .setOccurredAt(clock.instant())
        .setCause(new Cause(request.getLookupId(), cause == null ? 1 : cause.getDepth() + 1))
        .setSettingsVersion(request.getSettingsVersion())
        .setLookup(request.getLookup())
        .setOutcome(outcome.outcome())
        .setDetail(outcome.detail())
        .setFields(outcome.fields())
        .setAttempts(outcome.attempts())
        .setTest(request.getTest())
        .build();
  }

  @Override
  public void close() {
    running = false;
  }
}
