package io.handoff.ticket.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AddNote;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.Merge;
import io.handoff.avro.Reply;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.TagScope;
import io.handoff.avro.TargetKind;
import io.handoff.avro.TicketCommand;
import io.handoff.kit.test.LargeRecords;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.ticket.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is admitted, what it becomes fits its topic. */
class LargeRecordsPropertyTest {

  @Property(tries = 8)
  void shouldWriteNothingThatItsTopicDoesNotTake(@ForAll long seed) {
    LargeRecords records = new LargeRecords(seed);
    try (TopologyHarness harness =
        new TopologyHarness(
            "ticket-service",
            Topics.TICKET_DEAD_LETTERS,
            TicketTopology::build,
            Instant.parse("2026-03-02T10:00:00Z"))) {
      harness.settings(Accounts.aShopWithListsAndTemplates("ann", "bob"), 7);
      for (int i = 0; i < 60; i++) {
        harness.jump(Duration.ofSeconds(1));
        String conversation = "c" + records.below(2);
        switch (records.below(3)) {
          case 0 -> assigned(harness, records, i, conversation);
          case 1 -> commanded(harness, records, i, conversation);
          default -> happened(harness, records, i, conversation);
        }
        harness
            .take(Topics.CUSTOMER_CHANGES)
            .forEach(change -> harness.pipe(Topics.CUSTOMER_CHANGES, change));
        harness.take(Topics.TICKET_LINKS).forEach(link -> harness.pipe(Topics.TICKET_LINKS, link));
      }
      assertThat(harness.take(Topics.TICKET_DEAD_LETTERS))
          .extracting(DeadLetter::getCode)
          .isSubsetOf("too-large");
      // what autoclose-service takes in from here, its envelope included
      assertThat(harness.largestRecord()).as("seed %d", seed).isBetween(200_000L, 2_900_000L);
    }
  }

  private static void happened(
      TopologyHarness harness, LargeRecords records, int id, String conversation) {
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(Records.event("e" + id, harness.now(), records.payload()))
            .setConversationId(conversation)
            .setChannelId(conversation.equals("c0") ? Accounts.CHAT : Accounts.MAIL)
            .build());
  }

  private static void assigned(
      TopologyHarness harness, LargeRecords records, int id, String conversation) {
    HandoffContext handoff =
        HandoffContext.newBuilder(Records.handoff(harness.now()))
            .setHandoffId("h" + id)
            .setCustomer(records.customer())
            .setSubject(records.text(2_000))
            .setLastMessage(records.text(500))
            .build();
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        RoutingDecision.newBuilder(
                Records.decision(
                    "d" + id,
                    harness.now(),
                    handoff,
                    TargetKind.HELP_DESK,
                    new ConversationAssigned("ann", null, null)))
            .setConversationId(conversation)
            .build());
  }

  private static void commanded(
      TopologyHarness harness, LargeRecords records, int id, String conversation) {
    List<String> tags =
        IntStream.range(0, 100).mapToObj(i -> "%03d".formatted(i) + records.text(90)).toList();
    Object payload =
        switch (records.below(6)) {
          case 0 -> new ChangeTags(TagScope.CUSTOMER, tags, List.of());
          case 1 -> new ChangeTags(TagScope.CONVERSATION, tags, List.of());
          case 2 -> new SetCustomField(records.text(90), records.text(2_000));
          case 3 -> new AddNote(records.text(10_000), List.of("ann", records.text(200)));
          case 4 -> Reply.newBuilder().setText(records.text(90_000)).build();
          default -> new Merge(records.text(200));
        };
    harness.pipe(
        Topics.TICKET_COMMANDS,
        TicketCommand.newBuilder(
                Records.command(
                    id + records.text(150),
                    harness.now(),
                    records.below(3) == 0 ? records.text(200) : "ann",
                    payload))
            .setConversationId(conversation)
            .build());
  }
}
