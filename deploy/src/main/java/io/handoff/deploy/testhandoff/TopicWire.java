package io.handoff.deploy.testhandoff;

import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.schemas.Keys;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics of a running system, from now on: of each the one partition that records of the
 * conversation, or of its account, are written to.
 *
 * <p>Fails with {@link SettingsException} if broker or registry do not answer or refuse.
 */
final class TopicWire implements Wire, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Producer<String, SpecificRecord> producer;
  private final Consumer<String, byte[]> consumer;
  private final Set<String> keys;
  private final Map<String, AvroDecoder<?>> decoders = new HashMap<>();

  TopicWire(
      SettingsClients clients, List<Topic<?>> topics, String accountId, String conversationId) {
    this.keys = Set.of(accountId, Keys.conversation(accountId, conversationId));
    this.producer = clients.producer(TestHandoffCommand.TRANSACTIONAL_ID + conversationId);
    this.consumer = clients.consumer(true);
    try {
      producer.initTransactions();
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic<?> topic : topics) {
        decoders.put(topic.name(), new AvroDecoder<>(topic.valueType(), clients.registry()));
        partitions.addAll(partitions(topic));
      }
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position); // seeking is lazy: the ends of now, not of later
    } catch (KafkaException e) {
      close();
      throw SettingsException.of(e, "");
    }
  }

  private List<TopicPartition> partitions(Topic<?> topic) {
    List<PartitionInfo> all = consumer.partitionsFor(topic.name());
    if (all.isEmpty()) {
      throw new SettingsException(
          SettingsException.Kind.UNREACHABLE,
          "the broker has no topic " + topic.name() + "; is it set up?");
    }
    return keys.stream()
        .map(key -> Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)))
        .map(hash -> new TopicPartition(topic.name(), Utils.toPositive(hash) % all.size()))
        .distinct()
        .toList();
  }

  @Override
  public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
    try {
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>(topic.name(), topic.key(value), value));
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
  }

  @Override
  public List<SpecificRecord> poll() {
    List<SpecificRecord> found = new ArrayList<>();
    try {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        AvroDecoder<?> decoder = decoders.get(record.topic());
        if (decoder != null
            && record.key() != null
            && keys.contains(record.key())
            && decoder.decode(record.value()) instanceof Decoded.Ok<?>(var value, var id)
            && value instanceof SpecificRecord decoded) {
          found.add(decoded);
        }
      }
    } catch (KafkaException e) {
      throw SettingsException.of(e, "");
    }
    return found;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ofSeconds(5));
  }
}
