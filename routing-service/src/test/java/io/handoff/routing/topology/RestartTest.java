package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.PresenceStatus;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.model.AccountConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What a task knows after a restart comes from its stores alone. */
class RestartTest {

  private static final AccountConfig SHOP =
      anAccount()
          .withAgent("mina", 1)
          .withAgent("jonas", 2)
          .withTeam("help", "mina", "jonas")
          .withChannel(live("web").forTeam("help"))
          .withChannel(asynchronous("mail"))
          .config();

  /** Everything published from some point on, as text. */
  private static List<String> published(TopologyHarness harness) {
    List<String> records = new ArrayList<>();
    harness.take(Topics.ROUTING_DECISIONS).forEach(record -> records.add(record.toString()));
    harness.take(Topics.CONVERSATION_ACTIONS).forEach(record -> records.add(record.toString()));
    harness.take(Topics.NOTIFICATIONS).forEach(record -> records.add(record.toString()));
    harness.take(Topics.DECISIONS).forEach(record -> records.add(record.toString()));
    return records;
  }

  private static void morning(Platform platform) {
    platform.harness().settings(SHOP, 1);
    platform.asks("early", "web");
    platform.asks("later", "web");
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("letter", "mail");
    platform.presence("jonas", PresenceStatus.AVAILABLE);
    platform.releases("early", "mina");
    platform.asks("over", "web");
    platform.ends("over");
    platform.assigns("letter", "jonas", "cmd1");
    platform.asks("waits", "web");
  }

  private static void afternoon(Platform platform) {
    // Repeats from before the restart, under their old ids.
    platform.asks("over", "web");
    platform.asks("early", "web");
    platform.ends("letter");
    platform.presence("mina", PresenceStatus.AWAY);
    platform.presence("mina", PresenceStatus.AVAILABLE);
    platform.asks("newest", "web");
    platform.ends("later");
    platform.ends("early");
    platform.ends("waits");
    platform.assigns("newest", "mina", "cmd2");
  }

  @Test
  void shouldGoOnAsIfNothingHadHappened() {
    Platform undisturbed = new Platform();
    Platform stopped = new Platform();
    try (TopologyHarness before = undisturbed.harness();
        TopologyHarness until = stopped.harness()) {
      morning(undisturbed);
      morning(stopped);
      List<String> expected = published(before);
      assertThat(expected).isNotEmpty().isEqualTo(published(until));

      Platform restarted = stopped.restarted(SHOP);
      try (TopologyHarness after = restarted.harness()) {
        for (String store :
            List.of(
                RoutingStores.AGENTS,
                RoutingStores.HANDOFFS,
                RoutingStores.ACCOUNTS,
                RoutingStores.RECEIPTS,
                RoutingStores.LINES)) {
          assertThat(copy(store, until, after)).as(store).isPositive();
        }
        afternoon(undisturbed);
        afternoon(restarted);

        assertThat(published(after)).isNotEmpty().isEqualTo(published(before));
        assertThat(
                after.count("handoff.records", "topic", "handoff.requests", "outcome", "duplicate"))
            .isEqualTo(2);
      }
    }
  }

  private static int copy(String name, TopologyHarness from, TopologyHarness to) {
    KeyValueStore<String, Object> source = from.driver().getKeyValueStore(name);
    KeyValueStore<String, Object> target = to.driver().getKeyValueStore(name);
    int entries = 0;
    try (var all = source.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        target.put(entry.key, entry.value);
        entries++;
      }
    }
    return entries;
  }
}
