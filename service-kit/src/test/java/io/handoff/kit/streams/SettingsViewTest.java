package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsViewTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final StubRegistry registry = new StubRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ServiceContext service =
      new ServiceContext("service", "app", Topics.ROUTING_DEAD_LETTERS, registry.serde(), meters);
  private final Map<String, byte[]> stored = new HashMap<>();
  private final SettingsView settings = view();

  private SettingsView view() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Nodes.SETTINGS_STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    context.addStateStore(
        (KeyValueStore<?, ?>)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) ->
                    method.getName().equals("get")
                        ? stored.get((String) arguments[0])
                        : method.invoke(store, arguments)));
    return new SettingsView(service, context);
  }

  /** The same, under an id that nobody has asked for yet. */
  private byte[] withNewSchemaId(byte[] bytes) {
    Schema newer =
        new Schema.Parser().parse(SpecificData.get().getSchema(AccountSettings.class).toString());
    newer.addProp("of", "a newer command");
    return ByteBuffer.wrap(bytes.clone())
        .putInt(1, registry.schemas().register("newer", newer))
        .array();
  }

  private static String document() {
    return SettingsDocument.write(
        new SettingsParser()
            .parse("acme.yaml", "account: acme\nchannels: []\n", Strictness.LENIENT)
            .settings()
            .orElseThrow());
  }

  private byte[] version(long number) {
    return stored(version(number, NOW, document()), null);
  }

  private static SettingsVersion version(long number, Instant effectiveAt, String document) {
    return SettingsVersion.newBuilder()
        .setAccountId("acme")
        .setVersion(number)
        .setEffectiveAt(effectiveAt)
        .setAppliedAt(NOW)
        .setAppliedBy("test")
        .setDigest("")
        .setDocument(document)
        .build();
  }

  private byte[] stored(SettingsVersion current, @Nullable SettingsVersion next) {
    return new AvroSerializer<AccountSettings>(registry.schemas())
        .serialize(Topics.SETTINGS_ACCOUNTS.name(), new AccountSettings("acme", current, next));
  }

  private long inForce() {
    return settings.of("acme", NOW).map(Settings::version).orElse(0L);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({"503,''", "401,'{}'", "403,'{}'", "200,<html>Sign in</html>"})
  void shouldKeepWhatThereWasAndTryAgainWhenTheRegistryDoesNotGiveTheSchema(
      int status, String page) {
    stored.put("acme", version(1));
    assertThat(inForce()).isEqualTo(1);

    registry.answerWith(status, page);
    stored.put("acme", withNewSchemaId(version(2)));
    for (int i = 0; i < 10; i++) {
      assertThat(inForce()).isEqualTo(1);
    }
    assertThat(meters.counter("handoff.settings.unreadable").count())
        .as("asked once, not for each record")
        .isEqualTo(1);

    registry.answerAgain();
    service.registry().look();
    assertThat(inForce()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"503,''", "401,'{}'", "200,<html>Sign in</html>"})
  void shouldWaitForTheRegistryWhereNothingWasEverRead(int status, String page) {
    registry.answerWith(status, page);
    stored.put("acme", version(1));
    assertThatThrownBy(this::inForce).hasMessageContaining("127.0.0.1");

    registry.answerAgain();
    assertThat(inForce()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatThereWasWhenARecordIsNoSettings() {
    stored.put("acme", version(1));
    assertThat(inForce()).isEqualTo(1);
    stored.put("acme", new byte[] {1});
    assertThat(inForce()).isEqualTo(1);
  }

  @Test
  void shouldDecideByAVersionThatWaitedForItsTimeFromThatTimeOn() {
    Instant later = NOW.plusSeconds(60);
    stored.put("acme", stored(version(1, NOW, document()), version(2, later, document())));

    assertThat(settings.of("acme", later.minusMillis(1)).orElseThrow().version()).isEqualTo(1);
    assertThat(settings.of("acme", later).orElseThrow().version()).isEqualTo(2);
    assertThat(settings.of("acme", NOW).orElseThrow().version())
        .as("a record of earlier finds the same version again")
        .isEqualTo(1);
  }

  @Test
  void shouldReadAVersionOnceAndGiveTheSameObject() {
    stored.put("acme", version(1));
    AccountConfig first = settings.of("acme", NOW).orElseThrow().config();
    assertThat(settings.of("acme", NOW.plusSeconds(9)).orElseThrow().config()).isSameAs(first);

    stored.put("acme", version(2));
    assertThat(settings.of("acme", NOW).orElseThrow().config()).isNotSameAs(first);
  }

  @Test
  void shouldKnowNothingOfAnAccountWhoseSettingsAreGone() {
    stored.put("acme", version(1));
    assertThat(inForce()).isEqualTo(1);
    stored.remove("acme");
    assertThat(settings.of("acme", NOW)).isEmpty();
    assertThat(settings.of("nobody", NOW)).isEmpty();
  }

  @Test
  void shouldKeepTheLastGoodVersionWhereADocumentCannotBeRead() {
    stored.put("acme", version(1));
    assertThat(inForce()).isEqualTo(1);
    stored.put("acme", stored(version(2, NOW, "{"), null));
    assertThat(inForce()).isEqualTo(1);
    assertThat(meters.counter("handoff.settings.unreadable").count()).isEqualTo(1);

    Instant later = NOW.plusSeconds(60);
    stored.put("acme", stored(version(3, NOW, document()), version(4, later, "{")));
    assertThat(settings.of("acme", later).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void shouldShowTheHighestVersionThatWasDecidedWith() {
    stored.put("acme", version(7));
    inForce();
    stored.put("acme", version(6));
    inForce();

    assertThat(meters.get("handoff.settings.version").tag("account", "acme").gauge().value())
        .isEqualTo(7);
  }
}
