package io.handoff.ticket.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AuthorType;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.CommandAccepted;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.DeadLetter;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.Merge;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Notification;
import io.handoff.avro.NotificationKind;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.TagScope;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.avro.TicketStatus;
import io.handoff.kit.Ids;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.ticket.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conversations of one customer have to do with one another, and what is forgotten. */
class CustomerTopologyTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private TopologyHarness harness;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();
  private int ids;

  @BeforeEach
  void start() {
    harness =
        new TopologyHarness(
            "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build, START);
    harness.settings(Accounts.aShopWithListsAndTemplates("ann", "bob"), 7);
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  private void happens(String conversation, String channel, Object payload) {
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(Records.event("e" + ++ids, harness.now(), payload))
            .setConversationId(conversation)
            .setChannelId(channel)
            .build());
  }

  private static MessagePosted message(long sequence, String messageId, String... references) {
    return MessagePosted.newBuilder(Records.message(sequence, AuthorType.CUSTOMER, "kim"))
        .setMessageId(messageId)
        .setReferences(List.of(references))
        .build();
  }

  private void assigned(String conversation, String channel) {
    assigned(conversation, channel, harness.now());
  }

  private void assigned(String conversation, String channel, Instant at) {
    assigned(
        conversation,
        HandoffContext.newBuilder(Records.handoff(at))
            .setHandoffId("h-" + conversation)
            .setChannelId(channel)
            .build());
  }

  private void assigned(String conversation, HandoffContext handoff) {
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        RoutingDecision.newBuilder(
                Records.decision(
                    "d" + ++ids,
                    handoff.getRequestedAt(),
                    handoff,
                    TargetKind.HELP_DESK,
                    new ConversationAssigned("ann", null, null)))
            .setConversationId(conversation)
            .build());
  }

  private void aTicket(String conversation) {
    happens(conversation, Accounts.CHAT, message(1, "m-" + conversation));
    assigned(conversation, Accounts.CHAT);
  }

  private TicketCommandResult command(String conversation, Object payload) {
    harness.pipe(
        Topics.TICKET_COMMANDS,
        TicketCommand.newBuilder(Records.command("k" + ++ids, harness.now(), "ann", payload))
            .setConversationId(conversation)
            .build());
    List<TicketCommandResult> results = harness.take(Topics.TICKET_COMMAND_RESULTS);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private static String ticketId(String conversation) {
    return Ids.derive("ticket", Accounts.SHOP, "h-" + conversation);
  }

  private Ticket ticket(String conversation) {
    harness
        .take(Topics.TICKETS)
        .forEach(s -> tickets.put(s.getTicket().getTicketId(), s.getTicket()));
    return Objects.requireNonNull(tickets.get(ticketId(conversation)));
  }

  private static ChangeTags customerTags(List<String> add, List<String> remove) {
    return new ChangeTags(TagScope.CUSTOMER, add, remove);
  }

  @Test
  void shouldShowTheCustomersTagsOnTheNextConversation() {
    aTicket("c1");
    assertThat(command("c1", customerTags(List.of("vip"), List.of())).getPayload())
        .isInstanceOf(CommandAccepted.class);
    command("c1", new ChangeTags(TagScope.CONVERSATION, List.of("refund"), List.of()));
    assertThat(harness.take(Topics.CUSTOMER_TAGS).getLast())
        .satisfies(
            tags -> {
              assertThat(tags.getCustomerId()).isEqualTo("kim");
              assertThat(tags.getTags()).containsExactly("vip");
            });

    aTicket("c2");
    assertThat(ticket("c2").getCustomerTags()).containsExactly("vip");
    assertThat(ticket("c2").getConversationTags()).isEmpty();
    assertThat(ticket("c2").getVersion()).as("with the tags from the beginning").isEqualTo(1);

    command("c2", customerTags(List.of("slow"), List.of("vip")));
    assertThat(ticket("c1").getCustomerTags()).containsExactly("slow");
    assertThat(ticket("c1").getConversationTags()).containsExactly("refund");
  }

  @Test
  void shouldMergeATicketOfAnotherConversation() {
    aTicket("c1");
    aTicket("c2");
    command("c2", new ChangeTags(TagScope.CONVERSATION, List.of("refund"), List.of()));

    assertThat(command("c1", new Merge(ticketId("c2"))).getPayload())
        .isInstanceOfSatisfying(
            CommandAccepted.class, accepted -> assertThat(accepted.getVersion()).isEqualTo(2));
    assertThat(ticket("c2").getStatus()).isEqualTo(TicketStatus.CLOSED);
    assertThat(ticket("c2").getClosedBy()).isEqualTo("merged");
    assertThat(ticket("c2").getMergedInto()).isEqualTo(ticketId("c1"));
    assertThat(ticket("c1").getConversationTags()).containsExactly("refund");
    assertThat(ticket("c1").getStatus()).isEqualTo(TicketStatus.OPEN);
    assertThat(harness.take(Topics.CONVERSATION_ACTIONS))
        .singleElement()
        .satisfies(action -> assertThat(action.getConversationId()).isEqualTo("c2"));
    assertThat(harness.take(Topics.ROUTING_REQUESTS))
        .singleElement()
        .satisfies(request -> assertThat(request.getHandoffId()).isEqualTo("h-c2"));
  }

  @Test
  void shouldTellTheOtherTicketWhenAMergedConversationWasNotClosed() {
    aTicket("c1");
    aTicket("c2");
    command("c1", new Merge(ticketId("c2")));
    String closeId = harness.take(Topics.CONVERSATION_ACTIONS).getLast().getActionId();
    harness.take(Topics.TICKET_EVENTS);

    happens("c2", Accounts.CHAT, new CloseRefused(closeId, 9L, null));

    assertThat(ticket("c2").getStatus()).isNotEqualTo(TicketStatus.CLOSED);
    assertThat(ticket("c2").getMergedInto()).isNull();
    assertThat(harness.take(Topics.TICKET_EVENTS))
        .filteredOn(event -> event.getTicketId().equals(ticketId("c1")))
        .singleElement()
        .satisfies(
            told -> assertThat(told.toString()).contains(ticketId("c2"), "goes on by itself"));
  }

  @Test
  void shouldRefuseToMergeWhatTheCustomerDoesNotHave() {
    aTicket("c1");
    aTicket("c2");
    happens("c2", Accounts.CHAT, new ConversationClosed(ClosedBy.CUSTOMER, null, null));
    for (String other : List.of(ticketId("c2"), "no-such-ticket")) {
      assertThat(command("c1", new Merge(other)).getPayload())
          .isInstanceOfSatisfying(
              CommandRejected.class,
              rejected -> assertThat(rejected.getCode()).isEqualTo("unknown-ticket"));
    }
    assertThat(command("c1", new Merge(ticketId("c1"))).getPayload())
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> assertThat(rejected.getCode()).isEqualTo("same-ticket"));
  }

  @Test
  void shouldBringAnEmailToTheTicketOfItsThread() {
    happens("mail1", Accounts.MAIL, message(1, "<1@kim.example>"));
    assigned("mail1", Accounts.MAIL);
    happens("mail2", Accounts.MAIL, message(1, "<2@kim.example>", "<1@kim.example>"));
    assigned("mail2", Accounts.MAIL);

    assertThat(ticket("mail2").getMergedInto()).isEqualTo(ticketId("mail1"));
    assertThat(ticket("mail1").getStatus()).isEqualTo(TicketStatus.OPEN);

    happens("mail1", Accounts.MAIL, new ConversationClosed(ClosedBy.AGENT, null, "ann"));
    happens("mail3", Accounts.MAIL, message(1, "<3@kim.example>", "<x@y>", "<1@kim.example>"));
    assigned("mail3", Accounts.MAIL);
    assertThat(ticket("mail3").getFollowUpOf()).isEqualTo(ticketId("mail1"));
    assertThat(ticket("mail3").getStatus()).isEqualTo(TicketStatus.OPEN);
  }

  @Test
  void shouldTellTheAgentOfATicket() {
    aTicket("c1");
    Notification told = harness.take(Topics.NOTIFICATIONS).getFirst();
    assertThat(told.getKind()).isEqualTo(NotificationKind.ASSIGNED);
    assertThat(told.getRecipient()).isEqualTo("ann");
    assertThat(told.getDigestKey()).isEqualTo("assigned/" + ticketId("c1"));
    assertThat(told.getTest()).isTrue();
  }

  @Test
  void shouldForgetAClosedConversationOnlyAfterTheSetTime() {
    aTicket("c1");
    happens("c1", Accounts.CHAT, new ConversationClosed(ClosedBy.CUSTOMER, null, null));
    aTicket("open");
    harness.jump(Duration.ofDays(29));
    happens("c9", Accounts.CHAT, message(1, "m9"));
    assertThat(rejection("c1")).isEqualTo("ticket-closed");
    harness.jump(Duration.ofDays(31));
    happens("c9", Accounts.CHAT, message(2, "m10"));
    assertThat(rejection("c1")).isEqualTo("unknown-ticket");
    assertThat(
            command("open", new ChangeTags(TagScope.CONVERSATION, List.of("x"), List.of()))
                .getPayload())
        .isInstanceOf(CommandAccepted.class);
  }

  @Test
  void shouldKeepAnImportedConversationForTheSetTimeAfterItsImport() {
    Instant longAgo = harness.now().minus(Duration.ofDays(3_000));
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(Records.event("old", longAgo, message(1, "m-old")))
            .setConversationId("c1")
            .setChannelId(Accounts.CHAT)
            .build());
    assigned("c1", Accounts.CHAT, longAgo);
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        ConversationEvent.newBuilder(
                Records.event(
                    "over", longAgo, new ConversationClosed(ClosedBy.CUSTOMER, null, null)))
            .setConversationId("c1")
            .setChannelId(Accounts.CHAT)
            .build());
    harness.jump(Duration.ofMinutes(5));
    happens("c9", Accounts.CHAT, message(1, "m9"));
    assertThat(rejection("c1")).isEqualTo("ticket-closed");
  }

  private String rejection(String conversation) {
    var answer =
        command(conversation, new ChangeTags(TagScope.CONVERSATION, List.of("x"), List.of()));
    return ((CommandRejected) answer.getPayload()).getCode();
  }

  private ConversationStarted started(String customerId, Map<String, String> attributes) {
    return ConversationStarted.newBuilder()
        .setCustomer(
            Customer.newBuilder().setCustomerId(customerId).setAttributes(attributes).build())
        .build();
  }

  private List<String> refusals() {
    return harness.take(Topics.TICKET_DEAD_LETTERS).stream().map(DeadLetter::getCode).toList();
  }

  @Test
  void shouldRefuseACustomerIdThatIsNoKey() {
    happens("c1", Accounts.CHAT, started("k".repeat(201), Map.of()));
    assertThat(refusals()).containsExactly("field-too-large");

    happens("c1", Accounts.CHAT, started("k".repeat(200), Map.of()));
    HandoffContext context = Records.handoff(harness.now());
    assigned(
        "c1",
        HandoffContext.newBuilder(context)
            .setHandoffId("h-c1")
            .setCustomer(
                Customer.newBuilder(context.getCustomer()).setCustomerId("k".repeat(200)).build())
            .build());
    harness
        .take(Topics.CUSTOMER_CHANGES)
        .forEach(change -> harness.pipe(Topics.CUSTOMER_CHANGES, change));
    assertThat(refusals()).isEmpty();
  }

  @Test
  void shouldGoOnWhereANameInARecordIsTooLongToBeReadAgain() {
    happens("c1", Accounts.CHAT, started("kim", Map.of("n".repeat(60_000), "v")));
    assertThat(refusals()).containsExactly("field-too-large");

    harness.advance(Duration.ofSeconds(61));
    happens("c2", Accounts.CHAT, message(1, "m1"));
    happens("c1", Accounts.CHAT, message(2, "m2"));
    assertThat(refusals()).isEmpty();
  }

  @Test
  void shouldKeepTheCustomersAttributesOnce() {
    Map<String, String> photo = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      photo.put("photo" + i, "x".repeat(2_000));
    }
    happens("c1", Accounts.CHAT, started("kim", photo));
    HandoffContext context = Records.handoff(harness.now());
    assigned(
        "c1",
        HandoffContext.newBuilder(context)
            .setHandoffId("h-c1")
            .setCustomer(Customer.newBuilder(context.getCustomer()).setAttributes(photo).build())
            .build());

    assertThat(refusals()).isEmpty();
    assertThat(ticket("c1").getHandoff().getCustomer().getAttributes()).isEqualTo(photo);
    assertThat(harness.largestRecord()).isLessThan(300_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversations", "tickets"})
  void shouldGoOnWhereAnEntryCannotBeRead(String store) {
    aTicket("c1");
    harness.corrupt(store, "acme/x", "{\"messages\":[");
    harness.advance(Duration.ofSeconds(61));

    happens("c2", Accounts.CHAT, message(1, "m1"));
    harness.advance(Duration.ofSeconds(61));
    happens("c3", Accounts.CHAT, message(1, "m2"));
    aTicket("c4");

    assertThat(refusals()).isEmpty();
    assertThat(ticket("c4").getStatus()).isEqualTo(TicketStatus.OPEN);
  }
}
