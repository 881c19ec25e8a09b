package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.DuePolicy;
import io.handoff.autoclose.decision.SilencePolicy;
import io.handoff.avro.AccountSettings;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.SettingsVersion;
import io.handoff.kit.streams.DecodedRecord;
import io.handoff.kit.streams.Envelope;
import io.handoff.kit.streams.Nodes;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.time.TimeKeeper.Rhythm;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.InMemorySchemaRegistryClient;
import io.handoff.schemas.serde.SchemaRegistryClient;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The deciding node over two partitions that it reads only as far as a test lets it: what the test
 * driver cannot show, because there nothing is ever left unread. Ticks go to the end of their
 * partition, as on a broker.
 */
final class Partitions implements AutoCloseable {

  private static final String SCOPE = "partitions";

  private record Published(SpecificRecord value, Instant appendedAt) {}

  private final Map<Topic<?>, List<Published>> logs = new HashMap<>();
  private final Map<Topic<?>, Integer> positions = new HashMap<>();
  private final MockProcessorContext<Object, Object> stores = new MockProcessorContext<>();
  private final KeyValueStore<String, io.handoff.autoclose.decision.conversation.Conversation>
      conversations;
  private final KeyValueStore<byte[], byte[]> timers;
  private final KeyValueStore<String, String> promises;
  private final KeyValueStore<String, byte[]> settings;
  private final List<ConversationAction> actions = new ArrayList<>();
  private MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private AutocloseProcessor processor;
  private Instant now;
  private @Nullable Instant brokersNow;

  Partitions(AccountConfig account, Instant start) {
    now = start;
    for (Topic<?> topic : AutocloseTopology.INPUTS) {
      logs.put(topic, new ArrayList<>());
      positions.put(topic, 0);
    }
    conversations =
        opened(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(AutocloseTopology.CONVERSATIONS),
                Serdes.String(),
                io.handoff.kit.streams.store.JsonSerde.of(
                    io.handoff.autoclose.decision.conversation.Conversation.class)));
    promises =
        opened(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(AutocloseTopology.PROMISES),
                Serdes.String(),
                Serdes.String()));
    timers =
        opened(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(AutocloseTopology.TIMERS),
                Serdes.ByteArray(),
                Serdes.ByteArray()));
    settings =
        opened(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Nodes.SETTINGS_STORE),
                Serdes.String(),
                Serdes.ByteArray()));
    settings.put(account.accountId(), bytes(account));
    processor = started();
  }

  /** Publishes a record at the brokers' time. */
  void publish(Topic<?> topic, SpecificRecord value, Instant appendedAt) {
    log(topic).add(new Published(value, appendedAt));
  }

  /** Sets the machine's clock. */
  void clock(Instant time) {
    now = time;
  }

  /** Sets the brokers' clock, which otherwise agrees with the machine's. */
  void brokersClock(Instant time) {
    brokersNow = time;
  }

  /** Reads the next record of a partition. False: there is none. */
  boolean read(Topic<?> topic) {
    int position = positions.getOrDefault(topic, 0);
    if (position == log(topic).size()) {
      return false;
    }
    positions.put(topic, position + 1);
    Published next = log(topic).get(position);
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    processor.process(record(topic, next));
    collect();
    return true;
  }

  /** Reads all that there is. */
  void readAll() {
    for (Topic<?> topic : AutocloseTopology.INPUTS) {
      while (read(topic)) {
        // on to the next
      }
    }
  }

  /** Lets the machine's clock wake the node. */
  void wake() {
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    for (CapturedPunctuator punctuator : List.copyOf(context.scheduledPunctuators())) {
      if (!punctuator.cancelled()) {
        punctuator.getPunctuator().punctuate(now.toEpochMilli());
      }
    }
    collect();
  }

  /** Stops the node after what it has read and starts another in its place. */
  void restart() {
    processor = started();
  }

  /** Everything that was sent to the platform so far. */
  List<ConversationAction> actions() {
    return actions;
  }

  private AutocloseProcessor started() {
    context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    context.addStateStore(conversations);
    context.addStateStore(timers);
    context.addStateStore(promises);
    context.addStateStore(settings);
    ServiceContext service =
        new ServiceContext(
            "autoclose-service",
            "autoclose-service",
            Topics.AUTOCLOSE_DEAD_LETTERS,
            Map.of("schema.registry.url", "memory://" + SCOPE),
            new SimpleMeterRegistry());
    AutocloseProcessor fresh =
        new AutocloseProcessor(service, new DuePolicy(SilencePolicy.DEFAULT), Rhythm.DEFAULT);
    fresh.init(context);
    return fresh;
  }

  private void collect() {
    for (CapturedForward<?, ?> forward : context.forwarded()) {
      String sink = forward.childName().orElseThrow();
      for (Topic<?> topic : AutocloseTopology.INPUTS) {
        if (sink.equals(Nodes.tick(topic))) {
          publish(
              topic,
              (SpecificRecord) forward.record().value(),
              brokersNow == null ? now : brokersNow);
        }
      }
      if (forward.record().value() instanceof ConversationAction action) {
        actions.add(action);
      }
    }
    context.resetForwards();
  }

  private List<Published> log(Topic<?> topic) {
    return logs.getOrDefault(topic, List.of());
  }

  private static <V extends SpecificRecord> Record<String, DecodedRecord<?>> record(
      Topic<V> topic, Published published) {
    V value = topic.valueType().cast(published.value());
    Instant occurredAt = Envelope.of(topic.valueType()).occurredAt().apply(value);
    DecodedRecord<V> inbound =
        new DecodedRecord<>(
            value,
            topic,
            0,
            0,
            published.appendedAt(),
            occurredAt.isAfter(published.appendedAt()) ? published.appendedAt() : occurredAt,
            null,
            null,
            new RecordHeaders());
    return new Record<>(topic.key(value), inbound, published.appendedAt().toEpochMilli());
  }

  private <S extends org.apache.kafka.streams.processor.StateStore> S opened(
      StoreBuilder<S> builder) {
    S store = builder.withLoggingDisabled().build();
    store.init(stores.getStateStoreContext(), store);
    return store;
  }

  private static byte[] bytes(AccountConfig account) {
    SchemaRegistryClient registry = InMemorySchemaRegistryClient.scope(SCOPE);
    var serializer =
        new AvroSerializer<SpecificRecord>(registry); // first: makes Avro trust our classes
    registry.register(
        Topics.SETTINGS_ACCOUNTS.subject(),
        SpecificData.get().getSchema(Topics.SETTINGS_ACCOUNTS.valueType()));
    AccountSettings value =
        AccountSettings.newBuilder()
            .setAccountId(account.accountId())
            .setCurrent(
                SettingsVersion.newBuilder()
                    .setAccountId(account.accountId())
                    .setVersion(1)
                    .setEffectiveAt(Instant.EPOCH)
                    .setAppliedAt(Instant.EPOCH)
                    .setAppliedBy("test")
                    .setDigest("")
                    .setDocument(SettingsDocument.write(account))
                    .build())
            .setNext(null)
            .build();
    return serializer.serialize(Topics.SETTINGS_ACCOUNTS.name(), value);
  }

  @Override
  public void close() {
    conversations.close();
    timers.close();
    settings.close();
  }
}
