package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.CustomerProfile;
import io.handoff.avro.CustomerTags;
import io.handoff.kit.test.StubRegistry;
import io.handoff.rules.CustomerContext;
import io.handoff.rules.Value;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.schemas.serde.RegistryUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerViewTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final StubRegistry registry = new StubRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final KeyValueStore<String, byte[]> profiles = store(Nodes.PROFILES_STORE);
  private final KeyValueStore<String, byte[]> tags = store(Nodes.CUSTOMER_TAGS_STORE);
  private final CustomerView view =
      new CustomerView(
          new ServiceContext(
              "service", "app", Topics.ROUTING_DEAD_LETTERS, registry.serde(), meters),
          context);

  private KeyValueStore<String, byte[]> store(String name) {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return new AvroSerializer<V>(registry.schemas()).serialize(topic.name(), value);
  }

  private void profile(Map<String, Object> attributes, String... profileTags) {
    profiles.put(
        "acme/kim",
        bytes(
            Topics.CUSTOMER_PROFILES,
            CustomerProfile.newBuilder()
                .setAccountId("acme")
                .setCustomerId("kim")
                .setUpdatedAt(NOON)
                .setAttributes(attributes)
                .setTags(List.of(profileTags))
                .build()));
  }

  private double unreadable() {
    return meters.counter("handoff.customers.unreadable").count();
  }

  @Test
  void shouldPutTogetherWhatOutsideSystemsAndTheServicesKnow() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("plan", "gold");
    attributes.put("orders", 12L);
    attributes.put("spent", 49.9);
    attributes.put("loyal", true);
    attributes.put("nothing", null);
    profile(attributes, "crm");
    tags.put(
        "acme/kim",
        bytes(
            Topics.CUSTOMER_TAGS,
            CustomerTags.newBuilder()
                .setAccountId("acme")
                .setCustomerId("kim")
                .setOccurredAt(NOON)
                .setTags(List.of("vip"))
                .setTickets(3)
                .build()));

    assertThat(view.of("acme", "kim"))
        .isEqualTo(
            new CustomerContext(
                Map.of(
                    "plan", Value.text("gold"),
                    "orders", Value.number(12),
                    "spent", Value.number(49.9),
                    "loyal", Value.truth(true),
                    "nothing", Value.ABSENT),
                List.of("crm"),
                List.of("vip"),
                3));
    assertThat(unreadable()).isZero();
  }

  @Test
  void shouldKnowNothingOfACustomerWhomNobodyTold() {
    assertThat(view.of("acme", null)).isEqualTo(CustomerContext.UNKNOWN);
    assertThat(view.of("acme", "kim")).isEqualTo(CustomerContext.UNKNOWN);
    profile(Map.of("plan", "gold"));
    assertThat(view.of("other", "kim")).as("of another account").isEqualTo(CustomerContext.UNKNOWN);
  }

  @Test
  void shouldTakeACustomerForUnknownWhoseProfileCannotBeRead() {
    profiles.put("acme/kim", new byte[] {1, 2, 3});

    assertThat(view.of("acme", "kim")).isEqualTo(CustomerContext.UNKNOWN);
    assertThat(unreadable()).isEqualTo(1);
  }

  @Test
  void shouldTakeAProfileForNoneThatIsTooLarge() {
    profile(Map.of("plan", "g".repeat(2_001)));

    assertThat(view.of("acme", "kim")).isEqualTo(CustomerContext.UNKNOWN);
    assertThat(unreadable()).isEqualTo(1);
  }

  @Test
  void shouldWaitForTheRegistryForWhatACustomerIsDecidesWhoGetsThem() {
    profile(Map.of("plan", "gold"));
    registry.answerWith(503, "");

    assertThatThrownBy(() -> view.of("acme", "kim"))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(unreadable()).isZero();
  }
}
