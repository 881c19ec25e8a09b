package io.handoff.ticket.boot;

import io.handoff.avro.LookupResult;
import io.handoff.kit.boot.ServiceProperties;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.schemas.Topics;
import io.handoff.ticket.lookup.LookupLimits;
import io.handoff.ticket.lookup.LookupWorker;
import io.handoff.ticket.lookup.OutsideSystems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks outside systems for rules. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {

  private static final int CONCURRENCY = 64;
  private static final int PER_ACCOUNT = 8;
  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofMillis(200);

  @Bean
  LookupLimits lookupLimits(
      @Value("${handoff.lookups.hosts}") Set<String> hosts,
      @Value("${handoff.lookups.private-addresses}") boolean privateAddresses,
      @Value("${handoff.lookups.patience}") Duration patience,
      @Value("${handoff.lookups.max-bytes}") int maxBytes) {
    return new LookupLimits(
        hosts, privateAddresses, patience, maxBytes, CONCURRENCY, PER_ACCOUNT, ATTEMPTS, BACKOFF);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService lookupTimer() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("lookup-timer").daemon().factory());
  }

  @Bean
  OutsideSystems outsideSystems(LookupLimits limits, ScheduledExecutorService lookupTimer) {
    return new OutsideSystems(limits, System::getenv, InstantSource.system(), lookupTimer);
  }

  @Bean
  SmartLifecycle lookups(
      ServiceContext context,
      ServiceProperties properties,
      KafkaProperties kafka,
      OutsideSystems systems,
      MeterRegistry meters) {
    Supplier<Consumer<byte[], byte[]>> consumers =
        () -> {
          Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
          config.put(ConsumerConfig.GROUP_ID_CONFIG, properties.applicationId() + "-lookups");
          config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, properties.instanceId() + "-lookups");
          config.put(ConsumerConfig.CLIENT_ID_CONFIG, properties.instanceId() + "-lookups");
          config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
          config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
          config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
          return new KafkaConsumer<>(
              config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        };
    Supplier<Producer<String, LookupResult>> producers =
        () -> {
          Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
          config.put(ProducerConfig.ACKS_CONFIG, "all");
          config.put(ProducerConfig.CLIENT_ID_CONFIG, properties.instanceId() + "-lookups");
          return new KafkaProducer<>(
              config, new StringSerializer(), context.serializer(Topics.LOOKUP_RESULTS));
        };
    return new Running(
        new LookupWorker(
            consumers,
            producers,
            context.decoder(Topics.LOOKUP_REQUESTS),
            systems,
            InstantSource.system(),
            meters));
  }

  /** The worker on a thread of its own. */
  private static final class Running implements SmartLifecycle {
    private final LookupWorker worker;
    private final Thread thread;

    Running(LookupWorker worker) {
      this.worker = worker;
      this.thread = Thread.ofPlatform().name("lookups").daemon().unstarted(worker);
    }

    @Override
    public void start() {
      thread.start();
    }

    @Override
    public void stop() {
      worker.close();
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isRunning() {
      return thread.isAlive();
    }
  }
}
