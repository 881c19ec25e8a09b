package io.handoff.autoclose.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.conversation.SilenceState;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.conversation.RecentIds;
import io.handoff.kit.streams.Guard;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.streams.Settings;
import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsRecalculatorTest {

  private static final Conversation CONVERSATION =
      new Conversation(
          "web",
          false,
          null,
          null,
          RecentIds.NONE,
          null,
          Instant.EPOCH,
          SilenceState.NONE,
          List.of(),
          null,
          null,
          null,
          null,
          null);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final KeyValueStore<String, Conversation> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(AutocloseTopology.CONVERSATIONS),
              Serdes.String(),
              JsonSerde.of(Conversation.class))
          .withLoggingDisabled()
          .build();
  private final Map<String, Settings> inForce = new HashMap<>();

  /** Conversations in the order in which they were brought under settings, with the version. */
  private final List<String> renewed = new ArrayList<>();

  private SettingsRecalculator recalculator;

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
  }

  private void has(String... keys) {
    for (String key : keys) {
      store.put(key, CONVERSATION);
    }
  }

  private void settings(String accountId, long version) {
    inForce.put(accountId, new Settings(Accounts.usual(), version));
  }

  private void start() {
    recalculator =
        new SettingsRecalculator(
            store,
            Guard.of(
                new ServiceContext(
                    "autoclose-service", "app", Topics.AUTOCLOSE_DEAD_LETTERS, Map.of(), meters),
                store));
  }

  /** What one step brings under settings. */
  private List<String> step() {
    renewed.clear();
    recalculator.step(
        account -> Optional.ofNullable(inForce.get(account)),
        (key, conversation, settings) -> renewed.add(key + " " + settings.version()));
    return List.copyOf(renewed);
  }

  @Test
  void shouldGoThroughAllConversationsOnceAfterAStart() {
    has("acme/c1", "acme/c2", "shop/c1");
    settings("acme", 3);
    settings("shop", 1);
    start();

    assertThat(step()).containsExactly("acme/c1 3", "acme/c2 3", "shop/c1 1");
    assertThat(step()).isEmpty();
    assertThat(step()).isEmpty();
  }

  @Test
  void shouldGoThroughTheConversationsOfAnAccountWhoseSettingsChange() {
    has("acm/c1", "acme-2/c1", "acme/c1", "acme/c2", "acme0/c1");
    List.of("acm", "acme", "acme-2", "acme0").forEach(account -> settings(account, 1));
    start();
    step();

    settings("acme", 2);
    assertThat(step()).containsExactly("acme/c1 2", "acme/c2 2");
    assertThat(step()).isEmpty();
  }

  @Test
  void shouldTakeUpAChangeOfAnAccountThatCameAfterTheStart() {
    start();
    step();
    settings("acme", 1);
    has("acme/c1");
    recalculator.known("acme", Optional.of(inForce.get("acme")));
    assertThat(step()).as("it was begun under these settings").isEmpty();

    settings("acme", 2);
    assertThat(step()).containsExactly("acme/c1 2");
  }

  @Test
  void shouldTakeUpTheFirstSettingsOfAnAccountThatHadNone() {
    has("acme/c1");
    start();
    assertThat(step()).isEmpty();

    settings("acme", 1);
    assertThat(step()).containsExactly("acme/c1 1");
  }

  @Test
  void shouldWorkInSlicesSoThatEventsDoNotWait() {
    settings("acme", 1);
    for (int i = 0; i < 2 * SettingsRecalculator.SLICE + 1; i++) {
      has("acme/%04d".formatted(i));
    }
    start();

    assertThat(step()).hasSize(SettingsRecalculator.SLICE).startsWith("acme/0000 1");
    assertThat(step()).hasSize(SettingsRecalculator.SLICE).startsWith("acme/0500 1");
    assertThat(step()).containsExactly("acme/1000 1");
    assertThat(step()).isEmpty();
  }

  @Test
  void shouldLeaveNoConversationBehindWhereSettingsChangeBetweenSlices() {
    settings("acme", 1);
    Map<String, String> last = new HashMap<>();
    for (int i = 0; i < SettingsRecalculator.SLICE + 100; i++) {
      has("acme/%04d".formatted(i));
    }
    start();
    for (int i = 0; i < 6; i++) {
      step().forEach(entry -> last.put(entry.split(" ")[0], entry.split(" ")[1]));
      settings("acme", 2);
    }

    assertThat(last).hasSize(SettingsRecalculator.SLICE + 100);
    assertThat(last.values()).containsOnly("2");
  }

  @Test
  void shouldPassOverAConversationThatCannotBeBroughtUnderThemAndCountIt() {
    has("acme/c1", "acme/c2", "acme/c3");
    settings("acme", 1);
    start();

    recalculator.step(
        account -> Optional.of(inForce.get(account)),
        (key, conversation, settings) -> {
          if (key.equals("acme/c2")) {
            throw new IllegalStateException("a defect");
          }
          renewed.add(key);
        });

    assertThat(renewed).containsExactly("acme/c1", "acme/c3");
    assertThat(meters.counter("handoff.state.unreadable", "store", "conversations").count())
        .isEqualTo(1);
  }
}
