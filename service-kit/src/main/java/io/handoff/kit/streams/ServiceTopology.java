package io.handoff.kit.streams;

import io.handoff.kit.streams.store.BytesLoader;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Writes down a service's topology in the order of its flow: what it reads, the one node that
 * decides, what it writes.
 *
 * <p>Only spares the names and serdes; the result is an ordinary {@link Topology}, and whatever
 * this does not do is added to it as usual.
 */
public final class ServiceTopology {

  private final ServiceContext service;
  private final String decideNode;
  private final Topology topology;
  private final List<String> ingestNodes = new ArrayList<>();

  /** A topology around one deciding node. */
  public ServiceTopology(ServiceContext service, String decideNode, Topology topology) {
    this.service = service;
    this.decideNode = decideNode;
    this.topology = topology;
  }

  /** Reads the settings into a global store of raw bytes; {@link SettingsView} reads it. */
  public ServiceTopology settings() {
    global(
        Topics.SETTINGS_ACCOUNTS,
        Stores.inMemoryKeyValueStore(Nodes.SETTINGS_STORE),
        "load-settings");
    return this;
  }

  /**
   * Reads what is known of customers into global stores of raw bytes, on disk; {@link CustomerView}
   * reads them.
   */
  public ServiceTopology customers() {
    global(
        Topics.CUSTOMER_PROFILES,
        service.bytesStore(Nodes.PROFILES_STORE),
        "load-customer-profiles");
    global(
        Topics.CUSTOMER_TAGS, service.bytesStore(Nodes.CUSTOMER_TAGS_STORE), "load-customer-tags");
    return this;
  }

  private void global(Topic<?> topic, KeyValueBytesStoreSupplier store, String node) {
    String name = store.name();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        Nodes.source(topic),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topic.name(),
        node,
        () -> new BytesLoader(name));
  }

  /** Reads a topic. */
  public <V extends SpecificRecord> ServiceTopology ingest(Topic<V> topic) {
    topology.addSource(
        Nodes.source(topic),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
    topology.addProcessor(
        Nodes.ingest(topic),
        () -> new IngestProcessor<>(service, topic, decideNode),
        Nodes.source(topic));
    ingestNodes.add(Nodes.ingest(topic));
    return this;
  }

  /** Decides on everything that was ingested so far, with these stores. */
  public ServiceTopology decide(
      Supplier<? extends Processor<String, DecodedRecord<?>, Object, Object>> processor,
      StoreBuilder<?>... stores) {
    topology.addProcessor(decideNode, processor::get, ingestNodes.toArray(String[]::new));
    for (StoreBuilder<?> store : stores) {
      topology.addStateStore(store, decideNode);
    }
    return this;
  }

  /** Writes a topic. */
  public <V extends SpecificRecord> ServiceTopology egress(Topic<V> topic) {
    topology.addSink(
        Nodes.egress(topic),
        topic.name(),
        new StringSerializer(),
        service.serializer(topic),
        decideNode);
    return this;
  }

  /**
   * Writes ticks into a topic that the service reads, each into the partition of the task that
   * writes it.
   */
  public <V extends SpecificRecord> ServiceTopology ticks(Topic<V> topic) {
    topology.addSink(
        Nodes.tick(topic),
        topic.name(),
        new StringSerializer(),
        service.serializer(topic),
        new TickPartitioner<V>(),
        decideNode);
    return this;
  }

  /** Writes what was refused, by the ingesting nodes and by the deciding one. Comes last. */
  public Topology deadLetters() {
    List<String> parents = new ArrayList<>(ingestNodes);
    parents.add(decideNode);
    topology.addSink(
        Nodes.DEAD_LETTERS,
        service.deadLetters().name(),
        new ByteArraySerializer(),
        service.serializer(service.deadLetters()),
        parents.toArray(String[]::new));
    return topology;
  }
}
