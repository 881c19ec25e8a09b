package io.handoff.deploy.settings;

import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics without a broker: what producers committed is what consumers read. */
public final class MemoryTopics implements SettingsClients {

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final List<MockProducer<String, SpecificRecord>> producers = new ArrayList<>();
  private final List<ProducerRecord<String, SpecificRecord>> published = new ArrayList<>();

  private final Map<String, Integer> deleted = new HashMap<>();

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

  /** Retention takes the first records of a topic away. */
  public void delete(Topic<?> topic, int records) {
    deleted.put(topic.name(), records);
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
        new MockProducer<>(true, null, new StringSerializer(), serializer);
    producers.add(producer);
    return producer;
  }

  @Override
  public Consumer<String, byte[]> consumer(boolean committed) {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    Node node = new Node(1, "memory", 1);
    for (Topic<?> topic : Topics.ALL) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      List<ProducerRecord<String, SpecificRecord>> records =
          committed().stream().filter(record -> record.topic().equals(topic.name())).toList();
      Map<TopicPartition, Long> ends = new HashMap<>(Map.of(partition, (long) records.size()));
      consumer.updatePartitions(
          topic.name(),
          List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
      consumer.updateBeginningOffsets(
          Map.of(partition, (long) deleted.getOrDefault(topic.name(), 0)));
      consumer.updateEndOffsets(ends);
      consumer.schedulePollTask(
          () -> {
            if (consumer.assignment().contains(partition)) {
              for (int i = deleted.getOrDefault(topic.name(), 0); i < records.size(); i++) {
                ProducerRecord<String, SpecificRecord> record = records.get(i);
                consumer.addRecord(
                    new ConsumerRecord<>(
                        topic.name(),
                        0,
                        i,
                        record.key(),
                        serializer.serialize(topic.name(), record.value())));
              }
            }
          });
    }
    return consumer;
  }

  @Override
  public SchemaRegistryClient registry() {
    return registry;
  }
}
