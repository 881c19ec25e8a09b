package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AddNote;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.Classify;
import io.handoff.avro.CommandAccepted;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.Merge;
import io.handoff.avro.Priority;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandWordsTest {

  private static final Instant TEN = Instant.parse("2026-02-03T10:00:00Z");

  private final ConversationTimeline timeline = new ConversationTimeline("acme", "c1");

  private static TopicReader.Read read(Topic<?> topic, SpecificRecord value) {
    return new TopicReader.Read(topic, 0, 0, TEN, value);
  }

  private Entry told(Actor by, Object wish) {
    TicketCommand command =
        TicketCommand.newBuilder()
            .setCommandId("k1")
            .setAccountId("acme")
            .setConversationId("c1")
            .setIssuedBy(by)
            .setIssuedAt(TEN)
            .setPayload(wish)
            .build();
    CommandWords.command(read(Topics.TICKET_COMMANDS, command), command, timeline);
    return timeline.entries().getLast();
  }

  private static Actor anna() {
    return new Actor(ActorType.AGENT, "anna");
  }

  static Stream<Arguments> wishes() {
    return Stream.of(
        Arguments.of(new Reply("Hello", null, null), "reply: Hello"),
        Arguments.of(new Reply(null, "refund", null), "reply with the template refund"),
        Arguments.of(new AddNote("called", List.of()), "note: called"),
        Arguments.of(new Assign("bob"), "assign to bob"),
        Arguments.of(new Take(null), "take the ticket"),
        Arguments.of(new Release(null), "release the ticket"),
        Arguments.of(
            new SetStatus(TicketStatus.WAITING_ON_CUSTOMER), "set status waiting on customer"),
        Arguments.of(new SetPriority(Priority.HIGH), "set priority high"),
        Arguments.of(new SetDepartment("billing", null), "move to department billing"),
        Arguments.of(new SetDepartment(null, "night"), "move to team night"),
        Arguments.of(
            new SetDepartment("billing", "night"), "move to department billing team night"),
        Arguments.of(new Classify("payment", null), "set category payment"),
        Arguments.of(new Classify("payment", "refund"), "set category payment, refund"),
        Arguments.of(
            new ChangeTags(TagScope.CUSTOMER, List.of("vip", "new"), List.of("old")),
            "tags of the customer: add vip, new; remove old"),
        Arguments.of(
            new ChangeTags(TagScope.CONVERSATION, List.of(), List.of("old")),
            "tags of the conversation: remove old"),
        Arguments.of(new SetCustomField("order", "4711"), "set field order to 4711"),
        Arguments.of(new SetCustomField("order", null), "set field order to nothing"),
        Arguments.of(new Snooze(null), "snooze until the customer replies"),
        Arguments.of(new Snooze(TEN), "snooze until 2026-02-03T10:00:00Z"),
        Arguments.of(new HandBack(null), "hand back to the AI agent"),
        Arguments.of(new HandBack("solved"), "hand back to the AI agent: solved"),
        Arguments.of(new AcceptOffer(null), "accept the offer"),
        Arguments.of(new DeclineOffer(null, "busy"), "decline the offer: busy"));
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void shouldSayWhatAnAgentWants(Object wish, String words) {
    assertThat(told(anna(), wish).text()).isEqualTo(words);
  }

  @Test
  void shouldNameATicketByTheBeginningOfItsId() {
    assertThat(told(anna(), new Merge("0123456789abcdef")).text())
        .startsWith("merge the ticket 0123")
        .endsWith(" into this one");
  }

  @Test
  void shouldSayWhoWantsItAndWhen() {
    Entry entry = told(anna(), new Take(null));
    assertThat(entry.who()).isEqualTo("agent anna");
    assertThat(entry.at()).isEqualTo(TEN);
    assertThat(entry.fields()).containsEntry("commandId", "k1");

    assertThat(told(new Actor(ActorType.PLATFORM, null), new Take(null)).who())
        .isEqualTo("platform");
  }

  @Test
  void shouldSayWhatBecameOfACommandAndWhy() {
    Entry accepted = answered(new CommandAccepted(7L, false));
    assertThat(accepted.text()).isEqualTo("accepted, ticket is at v7");
    assertThat(accepted.fields()).containsEntry("accepted", true).containsEntry("version", 7L);

    Entry rejected = answered(new CommandRejected("stale-version", "v8 is newer", 8L));
    assertThat(rejected.text()).isEqualTo("rejected (stale-version): v8 is newer");
    assertThat(rejected.fields())
        .containsEntry("accepted", false)
        .containsEntry("code", "stale-version");
  }

  private Entry answered(Object answer) {
    ConversationTimeline other = new ConversationTimeline("acme", "c1");
    TicketCommandResult result =
        TicketCommandResult.newBuilder()
            .setResultId("r1")
            .setCommandId("k1")
            .setAccountId("acme")
            .setConversationId("c1")
            .setOccurredAt(TEN)
            .setPayload(answer)
            .build();
    CommandWords.result(read(Topics.TICKET_COMMAND_RESULTS, result), result, other);
    return other.entries().getFirst();
  }
}
