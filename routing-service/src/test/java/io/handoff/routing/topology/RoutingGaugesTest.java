package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.PresenceStatus;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.AccountConfig;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What operations see of routing. */
class RoutingGaugesTest {

  private static final AccountConfig SHOP =
      anAccount()
          .withAgent("mina", 1)
          .withAgent("jonas", 2)
          .withAgent("ola", 4)
          .withTeam("help", "mina", "jonas", "ola")
          .withChannel(live("web").forTeam("help"))
          .config();

  private static double queue(TopologyHarness harness, String standing) {
    return harness.gauge("handoff.queue.conversations", "account", "shop", "standing", standing);
  }

  private static double agents(TopologyHarness harness, String what, String presence) {
    return harness.gauge("handoff.agents" + what, "presence", presence);
  }

  private static void shouldShowOneAtWorkAndTwoWaiting(TopologyHarness harness) {
    assertThat(queue(harness, "queued")).isEqualTo(2);
    assertThat(queue(harness, "unassigned")).isZero();
    assertThat(harness.gauge("handoff.queue.oldest", "account", "shop", "process", "live"))
        .as("by the registry's clock, which is the machine's")
        .isPositive();
    assertThat(agents(harness, "", "available")).isEqualTo(1);
    assertThat(agents(harness, "", "away")).isEqualTo(1);
    assertThat(agents(harness, "", "offline")).isEqualTo(1);
    assertThat(agents(harness, ".load", "available")).isEqualTo(1);
    assertThat(agents(harness, ".capacity", "available")).isEqualTo(1);
    assertThat(agents(harness, ".capacity", "away")).isEqualTo(2);
    assertThat(harness.gauge("handoff.settings.version", "account", "shop")).isEqualTo(1);
  }

  private static void busyMorning(Platform platform) {
    platform.harness().settings(SHOP, 1);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.presence("jonas", PresenceStatus.AWAY);
    platform.asks("c1", "web");
    platform.asks("c2", "web");
    platform.asks("c3", "web");
    platform.asks("c4", "web");
    platform.ends("c4");
  }

  @Test
  void shouldShowWhatTheStoresHoldAlsoAfterARestart() {
    Platform platform = new Platform();
    try (TopologyHarness harness = platform.harness()) {
      busyMorning(platform);
      harness.advance(Duration.ofSeconds(3));
      shouldShowOneAtWorkAndTwoWaiting(harness);

      try (TopologyHarness after = platform.restarted(SHOP).harness()) {
        for (String store :
            List.of(RoutingStores.AGENTS, RoutingStores.HANDOFFS, RoutingStores.ACCOUNTS)) {
          copy(store, harness, after);
        }
        after.advance(Duration.ofSeconds(3));
        shouldShowOneAtWorkAndTwoWaiting(after);
      }

      platform.ends("c1");
      platform.ends("c2");
      harness.advance(Duration.ofSeconds(3));
      assertThat(queue(harness, "queued")).isZero();
      assertThat(agents(harness, ".load", "available")).isEqualTo(1);
      platform.ends("c3");
      platform.presence("mina", PresenceStatus.OFFLINE);
      harness.advance(Duration.ofSeconds(3));
      assertThat(agents(harness, ".load", "offline")).isZero();
      assertThat(agents(harness, "", "offline")).isEqualTo(2);
    }
  }

  private static void copy(String name, TopologyHarness from, TopologyHarness to) {
    KeyValueStore<String, Object> target = to.driver().getKeyValueStore(name);
    try (var all = from.driver().<String, Object>getKeyValueStore(name).all()) {
      all.forEachRemaining(entry -> target.put(entry.key, entry.value));
    }
  }

  @Test
  void shouldTimeTheFirstAssignmentOnly() {
    Platform platform = new Platform();
    try (TopologyHarness harness = platform.harness()) {
      platform.harness().settings(SHOP, 1);
      platform.asks("c1", "web");
      harness.advance(Duration.ofSeconds(29));
      platform.presence("mina", PresenceStatus.AVAILABLE);
      assertThat(harness.timer("handoff.message.to.assignment", "process", "live"))
          .isEqualTo(new TopologyHarness.Timed(1, 30));

      platform.releases("c1", "mina");
      platform.presence("jonas", PresenceStatus.AVAILABLE);
      assertThat(harness.take(Topics.ROUTING_DECISIONS).getLast().getPayload().toString())
          .contains("jonas");
      assertThat(harness.timer("handoff.message.to.assignment", "process", "live").count())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldNotTimeWhatWasImported() {
    Platform platform = new Platform();
    try (TopologyHarness harness = platform.harness()) {
      platform.harness().settings(SHOP, 1);
      platform.imports("c1", "web");
      harness.advance(Duration.ofSeconds(5));
      assertThat(queue(harness, "unassigned")).isEqualTo(1);
      assertThat(harness.gauge("handoff.queue.oldest", "account", "shop")).isZero();
      platform.presence("mina", PresenceStatus.AVAILABLE);
      assertThat(harness.take(Topics.ROUTING_DECISIONS).getLast().getPayload().toString())
          .contains("mina");
      assertThat(harness.timer("handoff.message.to.assignment", "process", "live").count())
          .isZero();
    }
  }
}
