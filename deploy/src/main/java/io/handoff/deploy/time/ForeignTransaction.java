package io.handoff.deploy.time;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.play.PlayException;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A transaction that somebody else has open on every partition of conversation.events. What is
 * published behind it is hidden from readers of committed records until it is closed.
 */
final class ForeignTransaction implements AutoCloseable {

  private final KafkaProducer<String, SpecificRecord> producer;

  private ForeignTransaction(KafkaProducer<String, SpecificRecord> producer) {
    this.producer = producer;
  }

  static ForeignTransaction open(Endpoints endpoints) throws InterruptedException {
    AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", endpoints.schemaRegistryUrl()), false);
    KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoints.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "somebody-else",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                300_000),
            new StringSerializer(),
            values);
    try {
      producer.initTransactions();
      producer.beginTransaction();
      String topic = Topics.CONVERSATION_EVENTS.name();
      for (int partition = 0; partition < producer.partitionsFor(topic).size(); partition++) {
        producer
            .send(
                new ProducerRecord<>(
                    topic,
                    partition,
                    "foreign/c",
                    Sayings.aiAgent("foreign", "c", 1, Instant.now())))
            .get();
      }
      return new ForeignTransaction(producer);
    } catch (ExecutionException e) {
      producer.close();
      throw new PlayException("A transaction cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.abortTransaction();
    producer.close();
  }
}
