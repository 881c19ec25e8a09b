package io.handoff.autoclose.topology;

import static io.handoff.autoclose.testing.Promises.aPromise;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.autoclose.decision.sla.SlaPolicyVersion;
import io.handoff.autoclose.decision.sla.SlaPolicyVersions;
import io.handoff.autoclose.testing.Accounts;
import io.handoff.kit.streams.Settings;
import io.handoff.settings.model.AccountConfig;
import io.handoff.sla.SlaMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlaPolicyStoreTest {

  private int reads;
  private final KeyValueStore<String, String> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(AutocloseTopology.PROMISES),
              Serdes.String(),
              Serdes.String())
          .withLoggingDisabled()
          .build();

  @SuppressWarnings("unchecked")
  private final KeyValueStore<String, String> counting =
      (KeyValueStore<String, String>)
          java.lang.reflect.Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {KeyValueStore.class},
              (proxy, method, arguments) -> {
                reads += method.getName().equals("get") ? 1 : 0;
                return method.invoke(store, arguments);
              });

  @BeforeEach
  void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
  }

  private List<String> kept() {
    List<String> keys = new ArrayList<>();
    try (var all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, String> entry = all.next();
        keys.add(entry.key);
      }
    }
    return keys;
  }

  private static Settings version(long number) {
    return new Settings(Accounts.usual(), number);
  }

  @Test
  void shouldNotReadADocumentForEachEvent() {
    SlaPolicyStore policies = new SlaPolicyStore(counting);
    for (int i = 0; i < 100; i++) {
      policies.remember("acme", version(1));
    }
    assertThat(reads).isZero();
    assertThat(kept()).containsExactly("acme/000000000001");
  }

  @Test
  void shouldKeepTheLastVersionsOnlyAndKnowThemAfterARestart() {
    SlaPolicyStore policies = new SlaPolicyStore(counting);
    for (long number = 1; number <= 6; number++) {
      policies.remember("acme", version(number));
    }
    policies.remember("other", version(1));
    assertThat(kept())
        .containsExactly(
            "acme/000000000003",
            "acme/000000000004",
            "acme/000000000005",
            "acme/000000000006",
            "other/000000000001");

    store.put("acme/000000000006", "as it was");
    new SlaPolicyStore(counting).remember("acme", version(6));
    assertThat(store.get("acme/000000000006")).isEqualTo("as it was");
  }

  @Test
  void shouldKnowThePromisesThatATicketWasBegunUnderAfterARestart() {
    AccountConfig gold =
        Accounts.anAccount()
            .promising(aPromise("gold").target(SlaMetric.RESOLUTION, Duration.ofHours(1)).build())
            .build();
    new SlaPolicyStore(store).remember("acme", new Settings(gold, 1));

    SlaPolicyVersions policies = new SlaPolicyStore(store).of("acme", Optional.of(version(2)));

    assertThat(policies.now().orElseThrow().version()).isEqualTo(2);
    assertThat(policies.at(2)).isEqualTo(policies.now());
    SlaPolicyVersion before = policies.at(1).orElseThrow();
    assertThat(before.version()).isEqualTo(1);
    assertThat(before).as("made once").isSameAs(policies.at(1).orElseThrow());
    assertThat(policies.at(3)).isEmpty();
  }

  @Test
  void shouldKnowNothingOfAnAccountWithoutSettings() {
    SlaPolicyVersions policies = new SlaPolicyStore(store).of("nobody", Optional.empty());

    assertThat(policies.now()).isEmpty();
    assertThat(policies.at(1)).isEmpty();
  }
}
