package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.PresenceStatus;
import io.handoff.kit.test.LargeRecords;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever trigger-service makes of admitted events, what it becomes here fits its topic. */
class LargeRecordsPropertyTest {

  @Property(tries = 8)
  void shouldWriteNothingThatItsTopicDoesNotTake(@ForAll long seed) {
    LargeRecords records = new LargeRecords(seed);
    Platform platform = new Platform();
    try (TopologyHarness harness = platform.harness()) {
      harness.settings(
          anAccount()
              .withAgent("mina", 2)
              .withTeam("help", "mina")
              .withChannel(live("web").forTeam("help"))
              .config(),
          1);
      platform.presence("mina", PresenceStatus.AVAILABLE);
      for (int i = 0; i < 12; i++) {
        platform.asks("c" + i, "web", records.customer(), records.map());
        if (records.below(3) == 0) {
          platform.ends("c" + records.below(i + 1));
        }
      }
      assertThat(harness.take(Topics.ROUTING_DEAD_LETTERS)).isEmpty();
      // what ticket-service takes in from here, its envelope included
      assertThat(harness.largestRecord()).as("seed %d", seed).isBetween(200_000L, 2_900_000L);
    }
  }
}
