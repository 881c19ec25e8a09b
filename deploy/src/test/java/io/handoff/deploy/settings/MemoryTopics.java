package io.handoff.deploy.settings;

import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Topics without a broker: what producers committed is what consumers read. */
public final class MemoryTopics implements SettingsClients {

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final List<MockProducer<String, SpecificRecord>> producers = new ArrayList<>();
  private final List<ProducerRecord<String, SpecificRecord>> published = new ArrayList<>();

  private final Map<String, Integer> deleted = new HashMap<>();
  private @Nullable Instant brokerTime;

  /** Without a record. */
  public MemoryTopics() {
    for (Topic<?> topic : Topics.ALL) {
      registry.register(topic.subject(), SpecificData.get().getSchema(topic.valueType()));
    }
  }

  /** Publishes a record under the key that its topic asks for. */
  public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
    published.add(new ProducerRecord<>(topic.name(), topic.key(value), value));
  }

  /** Publishes what does not belong there. */
  void publishForeign(Topic<?> topic, String key, SpecificRecord value) {
    registry.register(topic.subject(), value.getSchema());
    published.add(new ProducerRecord<>(topic.name(), key, value));
  }

  /** Retention takes the first records of a topic away. */
  public void delete(Topic<?> topic, int records) {
    deleted.put(topic.name(), records);
  }

  /** The broker's clock, which gives records their time; without it they have none. */
  public void brokerTime(Instant time) {
    brokerTime = time;
  }

  /** Every record that was committed, in order, published ones first. */
  List<ProducerRecord<String, SpecificRecord>> committed() {
    return Stream.concat(
            published.stream(), producers.stream().flatMap(producer -> producer.history().stream()))
        .toList();
  }

  /** The producer that was made last. */
  MockProducer<String, SpecificRecord> lastProducer() {
    return producers.getLast();
  }

  @Override
  public Producer<String, SpecificRecord> producer(String transactionalId) {
    MockProducer<String, SpecificRecord> producer =
        new MockProducer<>(true, null, new StringSerializer(), serializer) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<String, SpecificRecord> record) {
            Future<RecordMetadata> sent = super.send(record);
            return brokerTime == null
                ? sent
                : CompletableFuture.completedFuture(
                    new RecordMetadata(
                        new TopicPartition(record.topic(), 0),
                        0,
                        0,
                        brokerTime.toEpochMilli(),
                        0,
                        0));
          }
        };
    producers.add(producer);
    return producer;
  }

  @Override
  public Consumer<String, byte[]> consumer(boolean committed) {
    MockConsumer<String, byte[]> consumer = new Reader();
    Node node = new Node(1, "memory", 1);
    for (Topic<?> topic : Topics.ALL) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      consumer.updatePartitions(
          topic.name(),
          List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
      consumer.updateBeginningOffsets(Map.of(partition, begin(topic.name())));
      consumer.updateEndOffsets(Map.of(partition, (long) records(topic.name()).size()));
    }
    return consumer;
  }

  private long begin(String topic) {
    return deleted.getOrDefault(topic, 0);
  }

  private List<ProducerRecord<String, SpecificRecord>> records(String topic) {
    return committed().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  /** Gives, after an assignment, the records of what was assigned. */
  private final class Reader extends MockConsumer<String, byte[]> {

    Reader() {
      super("earliest");
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
      super.assign(partitions);
      schedulePollTask(() -> partitions.forEach(this::give));
    }

    private void give(TopicPartition partition) {
      List<ProducerRecord<String, SpecificRecord>> records = records(partition.topic());
      for (int i = (int) begin(partition.topic()); i < records.size(); i++) {
        ProducerRecord<String, SpecificRecord> record = records.get(i);
        addRecord(
            new ConsumerRecord<>(
                partition.topic(),
                0,
                i,
                record.key(),
                serializer.serialize(partition.topic(), record.value())));
      }
    }
  }

  @Override
  public SchemaRegistryClient registry() {
    return registry;
  }
}
