package io.handoff.deploy.preview;

import io.handoff.avro.DeadLetter;
import io.handoff.kit.streams.Nodes;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.time.Timers;
import io.handoff.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A service's topology on the test driver. Every topic has one partition. */
final class PreviewService implements AutoCloseable {

  /**
   * What makes a service this one.
   *
   * @param name its name
   * @param deadLetters where it puts what it refuses
   * @param topology its nodes
   * @param timers store of its timers; null: it keeps no time
   */
  record Definition(
      String name,
      Topic<DeadLetter> deadLetters,
      BiConsumer<ServiceContext, Topology> topology,
      @Nullable String timers) {}

  /**
   * A record on its way.
   *
   * @param by the service that published it; null: somebody else
   */
  record Published(
      String topic, byte[] key, byte @Nullable [] value, @Nullable PreviewService by) {}

  private final Definition definition;
  private final String registryUrl;
  private final Path stateDir;
  private final Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();
  private final TopologyTestDriver driver;
  private final @Nullable KeyValueStore<byte[], byte[]> timers;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private final Set<String> reads = new HashSet<>();

  PreviewService(Definition definition, String registryUrl, Path stateDir, Instant start) {
    this(definition, registryUrl, stateDir, start, null);
  }

  private PreviewService(
      Definition definition,
      String registryUrl,
      Path stateDir,
      Instant start,
      @Nullable PreviewService before) {
    this.definition = definition;
    this.registryUrl = registryUrl;
    this.stateDir = stateDir;
    ServiceContext service =
        new ServiceContext(
            definition.name(),
            definition.name(),
            definition.deadLetters(),
            Map.of("schema.registry.url", registryUrl),
            new SimpleMeterRegistry());
    Topology topology = new Topology();
    definition
        .topology()
        .accept(service.with(name -> new LeftBehind(name, before, stores)), topology);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, definition.name());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    this.driver = new TopologyTestDriver(topology, config, start);
    if (before != null) {
      readAgain(before, Nodes.SETTINGS_STORE);
    }
    this.timers = definition.timers() == null ? null : driver.getKeyValueStore(definition.timers());
    connect(topology.describe());
  }

  /** A store that begins with what it held before. */
  private record LeftBehind(
      String name,
      @Nullable PreviewService before,
      Map<String, KeyValueStore<Bytes, byte[]>> stores)
      implements KeyValueBytesStoreSupplier {

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore(name).get();
      if (before != null) {
        try (var all = Objects.requireNonNull(before.stores.get(name), name).all()) {
          all.forEachRemaining(entry -> store.put(entry.key, entry.value));
        }
      }
      stores.put(name, store);
      return store;
    }

    @Override
    public String metricsScope() {
      return "in-memory";
    }
  }

  private void readAgain(PreviewService before, String globalStore) {
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(globalStore);
    try (var all = before.driver.<String, byte[]>getKeyValueStore(globalStore).all()) {
      all.forEachRemaining(entry -> store.put(entry.key, entry.value));
    }
  }

  /** Ends it and starts it anew with what its stores hold, as an update of the service does. */
  PreviewService restarted(Instant now) {
    PreviewService next = new PreviewService(definition, registryUrl, stateDir, now, this);
    close();
    return next;
  }

  private void connect(TopologyDescription description) {
    for (TopologyDescription.GlobalStore global : description.globalStores()) {
      reads.addAll(global.source().topicSet());
    }
    for (TopologyDescription.Subtopology part : description.subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          reads.addAll(source.topicSet());
        } else if (node instanceof TopologyDescription.Sink sink) {
          outputs.put(
              sink.topic(),
              driver.createOutputTopic(
                  sink.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
      }
    }
    for (String topic : reads) {
      inputs.put(
          topic,
          driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()));
    }
  }

  /**
   * Gives the service a record to read, if it reads the topic. What it published itself it has read
   * already: the driver sees to that.
   */
  void read(Published record, Instant appendedAt) {
    TestInputTopic<byte[], byte[]> input = inputs.get(record.topic());
    if (input != null && record.by() != this) {
      input.pipeInput(record.key(), record.value(), appendedAt);
    }
  }

  /** Moves its clock on. */
  void advance(Duration by) {
    driver.advanceWallClockTime(by);
  }

  /** When it has to look at something next; {@link Instant#MAX}: never. */
  Instant nextDue() {
    return timers == null ? Instant.MAX : new Timers(timers).earliest();
  }

  /** Takes what it has published since the last call; in order within a topic. */
  Collection<Published> taken() {
    List<Published> taken = new ArrayList<>();
    outputs.forEach(
        (topic, output) -> {
          while (!output.isEmpty()) {
            TestRecord<byte[], byte[]> record = output.readRecord();
            taken.add(new Published(topic, record.key(), record.value(), this));
          }
        });
    return taken;
  }

  @Override
  public void close() {
    driver.close();
  }
}
