package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroDecoder;
import io.handoff.schemas.serde.Decoded;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema registry does to a service that fails after the service has started. */
class RegistryAwayTest {

  private static final byte[] NOT_AVRO = {1};

  private final StubRegistry registry = new StubRegistry();
  private final ServiceContext service =
      new ServiceContext(
          "service",
          "app",
          Topics.ROUTING_DEAD_LETTERS,
          registry.serde(),
          new SimpleMeterRegistry());
  private final TopologyTestDriver driver = new TopologyTestDriver(topology(), config());

  private Topology topology() {
    return new ServiceTopology(service, "decide", new Topology())
        .ingest(Topics.CONVERSATION_EVENTS)
        .decide(() -> new Nothing(service))
        .egress(Topics.HANDOFF_REQUESTS)
        .deadLetters();
  }

  private static Properties config() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    return config;
  }

  private void pipe(byte[] value) {
    driver
        .createInputTopic(
            Topics.CONVERSATION_EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new byte[] {'k'}, value);
  }

  private Decoded<DeadLetter> letter() {
    byte[] bytes =
        driver
            .createOutputTopic(
                Topics.ROUTING_DEAD_LETTERS.name(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())
            .readValue();
    return new AvroDecoder<>(DeadLetter.class, registry.schemas()).decode(bytes);
  }

  @AfterEach
  void close() {
    driver.close();
    registry.close();
  }

  @Test
  void shouldRefuseABadRecordWhenTheRegistryHasGoneAfterTheServiceWasReady() {
    service.registry().look();
    assertThat(service.registry().trouble()).isNull();
    registry.close();

    pipe(NOT_AVRO);

    assertThat(letter()).isInstanceOf(Decoded.Ok.class);
    assertThat(service.registry().trouble()).isNull();
  }

  @Test
  void shouldNotBeReadyUntilTheIdsOfAllThatItWritesAreThere() {
    registry.answerWith(503, "");
    service.registry().look();
    assertThat(service.registry().trouble())
        .contains("schema ids of what the service writes")
        .contains("status 503");

    registry.answerAgain();
    service.registry().look();
    assertThat(service.registry().trouble()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"503,''", "401,'{}'", "200,<html>Sign in</html>"})
  void shouldTellThatItWaitsUntilTheRegistryAnswersAgain(int status, String page) {
    service.registry().look();
    registry.answerWith(status, page);
    byte[] unknownId = {0, 0, 0, 0, 1, 0};

    assertThatThrownBy(() -> pipe(unknownId)).isInstanceOf(RuntimeException.class);
    assertThat(service.registry().trouble()).isNotNull();
    service.registry().look();
    assertThat(service.registry().trouble()).isNotNull();

    registry.answerAgain();
    service.registry().look();
    assertThat(service.registry().trouble()).isNull();
  }

  @Test
  void shouldStopAtARecordWhoseSchemaTheRegistryCannotGive() {
    registry.close();
    assertThatThrownBy(() -> pipe(new byte[] {0, 0, 0, 0, 1, 0}))
        .hasStackTraceContaining(RegistryUnavailableException.class.getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({"503,''", "401,'{}'", "200,<html>Sign in</html>"})
  void shouldMakeNoDeadLetterOfAGoodRecordWhenTheRegistryFailsWhileItIsDecidedOn(
      int status, String page) {
    Nothing deciding = new Nothing(service);
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    deciding.init(context);
    registry.answerWith(status, page);
    deciding.asksForId = 99;

    assertThatThrownBy(() -> deciding.process(record())).hasMessageContaining("127.0.0.1");
    assertThat(context.forwarded()).isEmpty();
  }

  private static Record<String, DecodedRecord<?>> record() {
    ConversationEvent event =
        ConversationEvent.newBuilder()
            .setEventId("e1")
            .setAccountId("acme")
            .setChannelId("web")
            .setConversationId("k1")
            .setOccurredAt(Instant.EPOCH)
            .setCause(null)
            .setPayload(new AiAgentResumed(null, null))
            .build();
    return new Record<>(
        "acme/k1",
        new DecodedRecord<>(
            event,
            Topics.CONVERSATION_EVENTS,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            new RecordHeaders()),
        0);
  }

  private static final class Nothing extends DecidingProcessor<String> {
    private int asksForId;

    Nothing(ServiceContext service) {
      super(service);
    }

    @Override
    protected void start(ProcessorContext<Object, Object> context) {}

    @Override
    protected String decide(DecodedRecord<?> record) {
      return asksForId == 0
          ? "nothing"
          : SchemaRegistryClient.from(service().serde()).byId(asksForId).getName();
    }

    @Override
    protected void apply(DecodedRecord<?> record, String decision) {}

    @Override
    protected String outcome(String decision) {
      return decision;
    }
  }
}
