package io.handoff.kit.test;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.SettingsVersion;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * Runs a service's topology on Kafka's test driver: real serde with a registry in memory, a clock
 * that only moves when told. Stores are in memory, because the driver flushes those on disk at each
 * step of the clock; {@code -Dhandoff.state=ON_DISK} takes RocksDB.
 *
 * <p>{@link #pipe} publishes at the clock's time, as a broker with append times would.
 */
public final class TopologyHarness implements AutoCloseable {

  private static final ServiceContext.State STATE =
      "ON_DISK".equals(System.getProperty("handoff.state"))
          ? ServiceContext.State.ON_DISK
          : ServiceContext.State.IN_MEMORY;

  private final String scope = "test-" + UUID.randomUUID();
  private final ServiceContext context;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BiConsumer<ServiceContext, Topology> topology;
  private final Path stateDir;
  private final Map<Topic<?>, AvroSerializer<SpecificRecord>> serializers = new HashMap<>();
  private TopologyTestDriver driver;
  private Instant now;

  /** A harness around the nodes that the function adds to an empty topology. */
  public TopologyHarness(
      String service,
      Topic<DeadLetter> deadLetters,
      BiConsumer<ServiceContext, Topology> topology,
      Instant start) {
    SchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(scope);
    for (Topic<?> topic : Topics.ALL) {
      registry.register(
          topic.subject(),
          org.apache.avro.specific.SpecificData.get().getSchema(topic.valueType()));
    }
    this.context =
        new ServiceContext(
                service,
                service,
                deadLetters,
                Map.of("schema.registry.url", "memory://" + scope),
                meters)
            .with(STATE);
    this.topology = topology;
    this.now = start;
    try {
      this.stateDir = Files.createTempDirectory("handoff-harness");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.driver = newDriver();
  }

  private TopologyTestDriver newDriver() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, context.applicationId());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    Topology built = new Topology();
    topology.accept(context, built);
    return new TopologyTestDriver(built, config, now);
  }

  /** What the topology looks like. */
  public static String describe(
      String service,
      Topic<DeadLetter> deadLetters,
      BiConsumer<ServiceContext, Topology> topology) {
    Topology built = new Topology();
    topology.accept(
        new ServiceContext(
            service,
            service,
            deadLetters,
            Map.of("schema.registry.url", "memory://describe"),
            new SimpleMeterRegistry()),
        built);
    return built.describe().toString();
  }

  /** The clock. */
  public Instant now() {
    return now;
  }

  /** Moves the clock on, in steps of 100 ms so that whatever wakes by it wakes in order. */
  public void advance(Duration by) {
    Instant end = now.plus(by);
    while (now.isBefore(end)) {
      Duration step = Duration.between(now, end);
      if (step.compareTo(Duration.ofMillis(100)) > 0) {
        step = Duration.ofMillis(100);
      }
      now = now.plus(step);
      driver.advanceWallClockTime(step);
    }
  }

  /** Moves the clock on in one step, as after a pause. */
  public void jump(Duration by) {
    now = now.plus(by);
    driver.advanceWallClockTime(by);
  }

  /** Publishes a record under the key that its topic asks for. */
  public <V extends SpecificRecord> void pipe(Topic<V> topic, V value) {
    pipeRaw(topic, topic.key(value).getBytes(StandardCharsets.UTF_8), bytes(topic, value));
  }

  /** The bytes of a record as the topic's producers write them. */
  public <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return serializers
        .computeIfAbsent(
            topic, t -> new AvroSerializer<>(InMemorySchemaRegistryClient.scope(scope)))
        .serialize(topic.name(), value);
  }

  /** Publishes bytes. */
  public void pipeRaw(Topic<?> topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
  }

  /** Puts settings into force, as version {@code version}. */
  public void settings(AccountConfig config, long version) {
    pipe(Topics.SETTINGS_ACCOUNTS, accountSettings(config, version));
  }

  private AccountSettings accountSettings(AccountConfig config, long version) {
    return AccountSettings.newBuilder()
        .setAccountId(config.accountId())
        .setCurrent(
            SettingsVersion.newBuilder()
                .setAccountId(config.accountId())
                .setVersion(version)
                .setEffectiveAt(now)
                .setAppliedAt(now)
                .setAppliedBy("test")
                .setDigest("")
                .setDocument(SettingsDocument.write(config))
                .build())
        .setNext(null)
        .build();
  }

  /** Takes all records that were written to a topic since the last call. */
  public <V extends SpecificRecord> List<V> take(Topic<V> topic) {
    var output =
        driver.createOutputTopic(
            topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    AvroDecoder<V> decoder =
        new AvroDecoder<>(topic.valueType(), InMemorySchemaRegistryClient.scope(scope));
    List<V> values = new ArrayList<>();
    output
        .readRecordsToList()
        .forEach(
            record ->
                values.add(
                    switch (decoder.decode(record.value())) {
                      case Decoded.Ok<V>(var value, var id) -> value;
                      case Decoded.Refused<V>(var code, var message) ->
                          throw new AssertionError(topic.name() + ": " + code + " " + message);
                    }));
    return values;
  }

  /** Puts bytes into a store of state behind the service's back, as another version might have. */
  @SuppressWarnings("unchecked")
  public void corrupt(String store, String key, String json) {
    ((WrappedStateStore<KeyValueStore<Bytes, byte[]>, ?, ?>) driver.getAllStateStores().get(store))
        .wrapped()
        .put(
            Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)),
            json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The size of the largest record since the last call, in bytes of key and value: to topics of the
   * catalogue, and to changelogs of stores, all of which are taken.
   */
  public long largestRecord() {
    long largest = 0;
    for (String topic : driver.producedTopicNames()) {
      var output =
          driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      while (!output.isEmpty()) {
        var record = output.readRecord();
        long key = record.key() == null ? 0 : record.key().length;
        largest = Math.max(largest, key + (record.value() == null ? 0 : record.value().length));
      }
    }
    return largest;
  }

  /** A count that the service keeps; 0 where it has not begun. Tags in pairs. */
  public double count(String meter, String... tags) {
    var counter = meters.find(meter).tags(tags).counter();
    return counter == null ? 0 : counter.count();
  }

  /** What a gauge shows; NaN where it is not there. Tags in pairs. */
  public double gauge(String meter, String... tags) {
    var gauge = meters.find(meter).tags(tags).gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }

  /** How often a timer was used, and the longest time in seconds. Tags in pairs. */
  public Timed timer(String meter, String... tags) {
    var timer = meters.find(meter).tags(tags).timer();
    return timer == null
        ? new Timed(0, 0)
        : new Timed(timer.count(), timer.max(java.util.concurrent.TimeUnit.SECONDS));
  }

  /** What a timer has measured. */
  public record Timed(long count, double longest) {}

  /** The driver, for what this does not offer. */
  public TopologyTestDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
    InMemorySchemaRegistryClient.dropScope(scope);
    try (var files = Files.walk(stateDir)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
