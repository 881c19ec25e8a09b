package io.handoff.kit.boot;

import io.handoff.kit.streams.RegistryWatch;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.SettingsAwaiter;
import io.handoff.kit.streams.store.StateGauges;
import io.handoff.kit.streams.store.StreamsDefaults;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.CleanupConfig;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Beans that every service has. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceProperties.class)
public class StreamsRuntime {

  /** The topics of the service. */
  @Bean
  UsedTopics usedTopics() {
    return new UsedTopics();
  }

  /** What the topology needs to know of the service. */
  @Bean
  ServiceContext serviceContext(
      ServiceDefinition definition,
      ServiceProperties properties,
      MeterRegistry meters,
      UsedTopics topics) {
    Map<String, Object> serde = new LinkedHashMap<>(properties.serde());
    serde.putIfAbsent("auto.register.schemas", "false");
    serde.putIfAbsent("specific.avro.reader", "true");
    return new ServiceContext(
        definition.service(),
        properties.applicationId(),
        definition.deadLetters(),
        serde,
        meters,
        new RegistryWatch(serde),
        new StateGauges(meters),
        SettingsAwaiter.ofTheMachine(meters),
        ServiceContext.State.ON_DISK,
        topics::partitions);
  }

  /** Kafka Streams; {@link CheckedStart} starts it, and it is stopped with the application. */
  @Bean
  StreamsBuilderFactoryBean streams(
      ServiceDefinition definition,
      ServiceContext context,
      ServiceProperties properties,
      KafkaProperties kafka,
      MeterRegistry meters,
      RestartBudget restarts,
      EndWithStreams endWithStreams) {
    Map<String, Object> config = StreamsDefaults.of(properties.instanceId());
    config.putAll(kafka.buildStreamsProperties());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, properties.applicationId());
    config.put(StreamsConfig.CLIENT_ID_CONFIG, properties.instanceId());
    config.put(StreamsConfig.STATE_DIR_CONFIG, properties.stateDir().toString());

    StreamsBuilderFactoryBean streams =
        new StreamsBuilderFactoryBean(
            new KafkaStreamsConfiguration(config), new CleanupConfig(false, false));
    streams.setInfrastructureCustomizer(
        new KafkaStreamsInfrastructureCustomizer() {
          @Override
          public void configureTopology(Topology topology) {
            definition.topology().accept(context, topology);
          }
        });
    streams.setStreamsUncaughtExceptionHandler(restarts);
    streams.setStateListener(endWithStreams);
    streams.setAutoStartup(false);
    streams.setCloseTimeout(20);
    streams.addListener(new KafkaStreamsMicrometerListener(meters));
    streams.addListener(raisingChangelogs(properties.applicationId(), config));
    return streams;
  }

  /** Starts Kafka Streams when the topics are as they have to be. */
  @Bean
  CheckedStart checkedStart(
      StreamsBuilderFactoryBean streams,
      UsedTopics topics,
      ServiceProperties properties,
      ConfigurableApplicationContext application) {
    return new CheckedStart(
        () -> {
          Properties given = Objects.requireNonNull(streams.getStreamsConfiguration());
          StreamsConfig config = new StreamsConfig(given);
          try (Admin admin =
              Admin.create(config.getAdminConfigs(properties.instanceId() + "-topics"))) {
            topics.look(admin, streams.getTopology().describe());
          }
          streams.setStreamsConfiguration(InternalTopics.asSafe(given, topics.replicas()));
        },
        streams::start,
        () -> System.exit(SpringApplication.exit(application, () -> CheckedStart.CANNOT_START)),
        streams.getPhase() + 1);
  }

  /** Beside the start: what is to be raised is needed for large entries only. */
  private static StreamsBuilderFactoryBean.Listener raisingChangelogs(
      String applicationId, Map<String, Object> config) {
    return new StreamsBuilderFactoryBean.Listener() {
      @Override
      public void streamsAdded(String id, KafkaStreams streams) {
        Thread.ofVirtual()
            .name("changelog-limits")
            .start(
                () -> {
                  try (Admin admin =
                      Admin.create(
                          new StreamsConfig(config).getAdminConfigs(id + "-changelog-limits"))) {
                    InternalTopics.raise(admin, applicationId);
                  }
                });
      }
    };
  }

  /** Ends the process when Kafka Streams has given up. */
  @Bean
  EndWithStreams endWithStreams(ConfigurableApplicationContext application, MeterRegistry meters) {
    EndWithStreams end =
        new EndWithStreams(
            () -> System.exit(SpringApplication.exit(application, () -> EndWithStreams.GAVE_UP)));
    meters.gauge("handoff.processing", end, EndWithStreams::processing);
    return end;
  }

  /** Under which names the service answers. */
  @Bean
  HostCheck hostCheck(
      ServiceProperties properties, @Value("${handoff.advertised-address:}") String advertised) {
    Set<String> names = new HashSet<>(properties.hosts());
    names.add(advertised.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    return new HostCheck(names);
  }

  /** How often a failed stream thread may be replaced. */
  @Bean
  RestartBudget restartBudget(ServiceProperties properties, MeterRegistry meters) {
    return new RestartBudget(
        properties.restarts(),
        properties.restartWindow(),
        Clock.systemUTC(),
        meters.counter("handoff.stream.thread.restarts"));
  }

  /** Whether the service processes records. */
  @Bean
  StreamsHealthIndicator streamsHealthIndicator(StreamsBuilderFactoryBean streams) {
    return new StreamsHealthIndicator(streams::getKafkaStreams);
  }

  /** Whether the schema registry has given all that the service needs. */
  @Bean
  RegistryHealthIndicator registryHealthIndicator(ServiceContext context) {
    return new RegistryHealthIndicator(context.registry());
  }

  /** Whether the service is beyond repair and has to be restarted. */
  @Bean
  StreamsAliveHealthIndicator streamsAliveHealthIndicator(StreamsBuilderFactoryBean streams) {
    return new StreamsAliveHealthIndicator(streams::getKafkaStreams);
  }

  /** Which settings version this instance decides with. */
  @Bean
  SettingsEndpoint settingsEndpoint(StreamsBuilderFactoryBean streams, ServiceContext context) {
    return new SettingsEndpoint(streams::getKafkaStreams, context, InstantSource.system());
  }
}
