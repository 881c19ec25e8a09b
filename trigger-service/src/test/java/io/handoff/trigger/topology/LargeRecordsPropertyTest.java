package io.handoff.trigger.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.kit.test.LargeRecords;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.trigger.Accounts;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is admitted, what it becomes fits its topic. */
class LargeRecordsPropertyTest {

  @Property(tries = 8)
  void shouldWriteNothingThatItsTopicDoesNotTake(@ForAll long seed) {
    LargeRecords records = new LargeRecords(seed);
    try (TopologyHarness harness =
        new TopologyHarness(
            "trigger-service",
            Topics.TRIGGER_DEAD_LETTERS,
            TriggerTopology::build,
            Instant.parse("2026-11-02T10:00:00Z"))) {
      harness.settings(Accounts.acme(), 7);
      for (int i = 0; i < 25; i++) {
        harness.jump(Duration.ofSeconds(1));
        harness.pipe(
            Topics.CONVERSATION_EVENTS,
            ConversationEvent.newBuilder()
                .setEventId("e" + i)
                .setAccountId("acme")
                .setChannelId("web")
                .setConversationId("k" + records.below(2))
                .setOccurredAt(harness.now())
                .setPayload(records.payload())
                .build());
      }
      assertThat(harness.take(Topics.TRIGGER_DEAD_LETTERS))
          .extracting(DeadLetter::getCode)
          .isSubsetOf("too-large");
      // what routing-service takes in from here, its envelope included
      assertThat(harness.largestRecord()).as("seed %d", seed).isBetween(200_000L, 2_900_000L);
    }
  }
}
