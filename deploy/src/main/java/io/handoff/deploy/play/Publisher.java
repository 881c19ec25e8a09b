package io.handoff.deploy.play;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records as a platform does: in order per key, acknowledged by all replicas. Safe for
 * use by several threads.
 */
public final class Publisher implements RecordSink, AutoCloseable {

  private final KafkaProducer<String, SpecificRecord> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** A publisher to a broker and registry. */
  public Publisher(Endpoints endpoints) {
    AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
    values.configure(endpoints.registryConfig(), false);
    Map<String, Object> config = endpoints.clientConfig();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer = new KafkaProducer<>(config, new StringSerializer(), values);
  }

  /**
   * Hands a record over.
   *
   * @throws PlayException if an earlier record could not be published
   */
  @Override
  public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
    check();
    producer.send(
        new ProducerRecord<>(topic.name(), topic.key(value), value),
        (metadata, problem) -> {
          if (problem != null) {
            failure.compareAndSet(null, problem);
          }
        });
  }

  /**
   * Returns when everything handed over is published.
   *
   * @throws PlayException if a record could not be
   */
  @Override
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception problem = failure.get();
    if (problem != null) {
      throw new PlayException("A record could not be published: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
