package io.handoff.deploy.settings;

import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.schemas.serde.AvroSerdeConfig;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.SchemaRegistryClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Clients of a broker and a schema registry. Schemas must be registered already; this never
 * registers any.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param registryUrl address of the registry's Confluent API, several separated by commas
 * @param timeout how long broker and registry may take to answer
 * @param more further client settings, such as for TLS and SASL; they win
 */
public record SettingsConnection(
    String bootstrapServers, String registryUrl, Duration timeout, Map<String, Object> more)
    implements SettingsClients {

  /** Long enough for everything else that a broker does, short enough to be aborted for. */
  private static final int TRANSACTION_TIMEOUT_MS = 15_000;

  private static final int LARGEST_RECORD = 4 * 1024 * 1024;

  /** A client of Kafka asks an address that refuses until its whole time is over. */
  private static final Duration MOST_WITHOUT_BROKER = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(200);

  public SettingsConnection {
    more = Map.copyOf(more);
  }

  /** To these endpoints, logging in as they say. */
  public static SettingsConnection to(Endpoints endpoints, Duration timeout) {
    return new SettingsConnection(
        endpoints.bootstrapServers(),
        endpoints.schemaRegistryUrl(),
        timeout,
        Map.copyOf(endpoints.security()));
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return bootstrapServers + ", " + registryUrl;
  }

  @Override
  public Producer<String, SpecificRecord> producer(String transactionalId) {
    awaitBroker();
    Map<String, Object> config = common();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis());
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.putAll(more);
    return new KafkaProducer<>(config, new StringSerializer(), new AvroSerializer<>(registry()));
  }

  @Override
  public Consumer<String, byte[]> consumer(boolean committed) {
    awaitBroker();
    Map<String, Object> config = common();
    config.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed ? "read_committed" : "read_uncommitted");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A request that waits for news of one topic holds up the next topic's.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    config.putAll(more);
    return new UngroupedConsumer(config);
  }

  /**
   * Closes at once. It leaves no group, and the broker forgets what it was reading; to tell the
   * broker so would wait for a fetch under way, which waits for news.
   */
  private static final class UngroupedConsumer extends KafkaConsumer<String, byte[]> {

    UngroupedConsumer(Map<String, Object> config) {
      super(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
      close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  @Override
  public SchemaRegistryClient registry() {
    Map<String, Object> config = new HashMap<>(more);
    config.put(AvroSerdeConfig.URL, registryUrl);
    return SchemaRegistryClient.from(config);
  }

  /**
   * Waits until one of the addresses takes a connection.
   *
   * @throws SettingsException if none did for five seconds
   */
  private void awaitBroker() {
    Duration most = timeout.compareTo(MOST_WITHOUT_BROKER) < 0 ? timeout : MOST_WITHOUT_BROKER;
    long end = System.nanoTime() + most.toNanos();
    List<InetSocketAddress> addresses = addresses();
    if (addresses.isEmpty()) {
      return; // the client says what is wrong with them
    }
    String problem = "";
    do {
      for (InetSocketAddress address : addresses) {
        try (Socket socket = new Socket()) {
          socket.connect(address, Math.toIntExact(most.toMillis()));
          return;
        } catch (IOException e) {
          problem = address.getHostString() + ":" + address.getPort() + ": " + e.getMessage();
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() - end < 0);
    throw new SettingsException(Kind.UNREACHABLE, "the broker does not answer: " + problem);
  }

  private List<InetSocketAddress> addresses() {
    return Stream.of(bootstrapServers.split(","))
        .map(String::strip)
        .filter(address -> Utils.getHost(address) != null && Utils.getPort(address) != null)
        .map(address -> new InetSocketAddress(Utils.getHost(address), Utils.getPort(address)))
        .toList();
  }

  private Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "handoff-settings");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis());
    return config;
  }

  private int millis() {
    return Math.toIntExact(timeout.toMillis());
  }
}
