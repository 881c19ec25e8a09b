package io.handoff.deploy.play;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions of topics, committed records only: from the beginning, or from where a
 * reader of that name left off. For use by one thread.
 */
public final class TopicReader implements AutoCloseable {

  /** A record that was read. */
  public record Read(
      Topic<?> topic, int partition, long offset, Instant appendedAt, SpecificRecord value) {}

  private final boolean named;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Map<String, AvroDecoder<?>> decoders = new HashMap<>();

  /**
   * A reader.
   *
   * @param name of the consumer group whose place is remembered; null: from the beginning
   */
  public TopicReader(
      Endpoints endpoints, Collection<? extends Topic<?>> topics, @Nullable String name) {
    SchemaRegistryClient registry = SchemaRegistryClient.from(endpoints.registryConfig());
    for (Topic<?> topic : topics) {
      this.topics.put(topic.name(), topic);
      this.decoders.put(topic.name(), new AvroDecoder<>(topic.valueType(), registry));
    }
    this.named = name != null;
    Map<String, Object> config = endpoints.clientConfig();
    if (name != null) {
      config.put(ConsumerConfig.GROUP_ID_CONFIG, name);
    }
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : topics) {
      consumer
          .partitionsFor(topic.name())
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    if (!named) {
      consumer.seekToBeginning(partitions);
    }
  }

  /** Remembers that everything passed on so far is done, where the reader has a name. */
  void done() {
    if (named) {
      consumer.commitSync();
    }
  }

  /**
   * Passes on what there is, waiting for at most so long, and returns how many records there were.
   * Records that cannot be decoded are passed over.
   */
  public int poll(Duration timeout, Consumer<Read> sink) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      AvroDecoder<?> decoder = decoders.get(record.topic());
      Topic<?> topic = topics.get(record.topic());
      if (decoder != null
          && topic != null
          && decoder.decode(record.value()) instanceof Decoded.Ok<?>(var value, var id)
          && value instanceof SpecificRecord decoded) {
        sink.accept(
            new Read(
                topic,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                decoded));
      }
    }
    return records.count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
