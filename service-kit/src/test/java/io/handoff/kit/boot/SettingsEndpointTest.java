package io.handoff.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AccountSettings;
import io.handoff.avro.SettingsVersion;
import io.handoff.kit.streams.ServiceContext;
import io.handoff.kit.test.StubRegistry;
import io.handoff.schemas.Topics;
import io.handoff.schemas.serde.AvroSerializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsEndpointTest {

  private static final Instant APPLIED = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant LATER = APPLIED.plusSeconds(60);

  private Instant now = APPLIED;

  private static SettingsVersion version(long number, Instant effectiveAt) {
    return SettingsVersion.newBuilder()
        .setAccountId("acme")
        .setVersion(number)
        .setEffectiveAt(effectiveAt)
        .setAppliedAt(APPLIED)
        .setAppliedBy("test")
        .setDigest("")
        .setDocument("")
        .build();
  }

  @Test
  void shouldNameWhatIsInForceWhenAVersionWaitedForItsTime() {
    try (StubRegistry registry = new StubRegistry()) {
      SettingsEndpoint endpoint =
          new SettingsEndpoint(
              () -> null,
              new ServiceContext(
                  "service",
                  "app",
                  Topics.ROUTING_DEAD_LETTERS,
                  registry.serde(),
                  new SimpleMeterRegistry()),
              () -> now);
      byte[] stored =
          new AvroSerializer<AccountSettings>(registry.schemas())
              .serialize(
                  Topics.SETTINGS_ACCOUNTS.name(),
                  new AccountSettings("acme", version(1, APPLIED), version(2, LATER)));

      assertThat(endpoint.inForce(stored)).isEqualTo(1);
      now = LATER;
      assertThat(endpoint.inForce(stored)).isEqualTo(2);
      assertThat(endpoint.inForce(null)).isZero();
    }
  }

  @Test
  void shouldAnswerWithNoVersionWhileTheServiceStarts() {
    try (StubRegistry registry = new StubRegistry()) {
      SettingsEndpoint endpoint =
          new SettingsEndpoint(
              () -> null,
              new ServiceContext(
                  "service",
                  "app",
                  Topics.ROUTING_DEAD_LETTERS,
                  registry.serde(),
                  new SimpleMeterRegistry()),
              () -> now);
      assertThat(endpoint.version("acme"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("account", "acme", "version", 0L));
    }
  }

  @Test
  void shouldNameNoVersionWhileTheRegistryRefuses() {
    try (StubRegistry registry = new StubRegistry()) {
      registry.answerWith(401, "{}");
      SettingsEndpoint endpoint =
          new SettingsEndpoint(
              () -> null,
              new ServiceContext(
                  "service",
                  "app",
                  Topics.ROUTING_DEAD_LETTERS,
                  registry.serde(),
                  new SimpleMeterRegistry()),
              () -> now);
      assertThat(endpoint.inForce(new byte[] {0, 0, 0, 0, 1, 0})).isZero();
    }
  }
}
