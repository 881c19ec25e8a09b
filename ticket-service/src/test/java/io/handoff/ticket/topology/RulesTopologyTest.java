package io.handoff.ticket.topology;

import static io.handoff.ticket.topology.Records.decision;
import static io.handoff.ticket.topology.Records.event;
import static io.handoff.ticket.topology.Records.handoff;
import static io.handoff.ticket.topology.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.ConversationUnassigned;
import io.handoff.avro.CustomerProfile;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.Notification;
import io.handoff.avro.ReassignRequested;
import io.handoff.avro.RoutingDecision;
import io.handoff.avro.SetPriority;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketEvent;
import io.handoff.avro.UnassignedOutcome;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules on tickets, with what they know of customers, on the test driver. */
class RulesTopologyTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final String PEOPLE =
      """
      account: shop
      agents: [{ id: ann }, { id: bob }]
      teams: [{ id: vip, members: [bob] }]
      channels: [{ id: chat, type: web-chat, on: true }]
      rules:
      """;

  private final TopologyHarness harness =
      new TopologyHarness(
          "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build, START);
  private int ids;

  @AfterEach
  void stop() {
    harness.close();
  }

  private void rules(String rules) {
    harness.settings(
        new SettingsParser().parse("f", PEOPLE + rules, Strictness.STRICT).settings().orElseThrow(),
        7);
  }

  private void aTicket(String conversation) {
    aTicket(conversation, Map.of());
  }

  private void aTicket(String conversation, Map<String, String> assigned) {
    HandoffContext handoff =
        HandoffContext.newBuilder(handoff(harness.now())).setHandoffId("h-" + conversation).build();
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        RoutingDecision.newBuilder(
                decision(
                    "d" + ++ids,
                    harness.now(),
                    handoff,
                    TargetKind.HELP_DESK,
                    new ConversationAssigned("ann", null, null)))
            .setConversationId(conversation)
            .setAssignedFields(assigned)
            .build());
  }

  private void profile(String plan, String... tags) {
    harness.pipe(
        Topics.CUSTOMER_PROFILES,
        CustomerProfile.newBuilder()
            .setAccountId("shop")
            .setCustomerId("kim")
            .setUpdatedAt(harness.now())
            .setAttributes(Map.of("segment", plan, "orders", 12L, "plan", "lead"))
            .setTags(List.of(tags))
            .build());
  }

  private Ticket ticket() {
    return harness.take(Topics.TICKETS).getLast().getTicket();
  }

  private List<Decision> decisions() {
    return harness.take(Topics.DECISIONS);
  }

  @Test
  void shouldAskRoutingForTheTeamThatARuleMovesAnUnassignedTicketTo() {
    rules(
        """
          - id: move
            on: ticket-created
            rules: [{ id: all, then: [{ action: set-team, to: vip }] }]
        """);
    HandoffContext handoff = handoff(harness.now());
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(
            "d1",
            harness.now(),
            handoff,
            TargetKind.HELP_DESK,
            new ConversationUnassigned(UnassignedOutcome.KEPT_OPEN, null)));

    assertThat(harness.take(Topics.TICKET_DEAD_LETTERS)).isEmpty();
    assertThat(ticket().getTeamId()).isEqualTo("vip");
    assertThat(harness.take(Topics.ROUTING_REQUESTS))
        .singleElement()
        .extracting(request -> (ReassignRequested) request.getPayload())
        .extracting(asked -> asked.getTarget().getTeamId())
        .isEqualTo("vip");
  }

  @Test
  void shouldCutALoopOfThreeRulesNameThemAndCountIt() {
    rules(
        """
          - id: round
            on: priority-changed
            match: all
            rules:
              - id: a
                when: { field: ticket.priority, operator: is, value: high }
                then: [{ action: set-priority, to: urgent }]
              - id: b
                when: { field: ticket.priority, operator: is, value: urgent }
                then: [{ action: set-priority, to: low }]
              - id: c
                when: { field: ticket.priority, operator: is, value: low }
                then: [{ action: set-priority, to: high }]
        """);
    aTicket("c1");
    harness.pipe(
        Topics.TICKET_COMMANDS,
        Records.command(
            "k1", harness.now(), "ann", new SetPriority(io.handoff.avro.Priority.URGENT)));
    List<Decision> decisions = decisions();
    assertThat(decisions)
        .filteredOn(d -> d.getOutcome() == DecisionOutcome.CUT)
        .singleElement()
        .satisfies(
            cut -> {
              assertThat(cut.getCode()).isEqualTo("rules-loop");
              assertThat(cut.getMessage()).endsWith("round/b → round/c → round/a → round/b");
              assertThat(cut.getSubject()).isEqualTo("rules/round");
              assertThat(cut.getSettingsVersion()).isEqualTo(7);
            });
    assertThat(decisions).filteredOn(d -> d.getOutcome() == DecisionOutcome.FIRED).hasSize(3);
    assertThat(harness.count("handoff.rule.sets", "outcome", "cut")).isEqualTo(1);
    assertThat(ticket().getPriority()).isEqualTo(io.handoff.avro.Priority.URGENT);
    assertThat(harness.take(Topics.TICKET_EVENTS))
        .filteredOn(e -> e.getActor() != null && e.getActor().getType() == ActorType.RULE)
        .extracting(TicketEvent::getActor)
        .extracting(Actor::getId)
        .containsExactly("round/b", "round/c", "round/a");
  }

  @Test
  void shouldStopAndContinueAsRulesSay() {
    rules(
        """
          - id: flow
            on: ticket-created
            match: first
            rules:
              - id: one
                after: continue
                then: [{ action: add-conversation-tags, tags: [one] }]
              - id: two
                when: { field: customer.id, operator: is, value: somebody-else }
                then: [{ action: add-conversation-tags, tags: [two] }]
              - id: three
                after: stop
                then: [{ action: notify, team: vip, message: A new ticket. }]
              - id: four
                then: [{ action: add-conversation-tags, tags: [four] }]
        """);
    aTicket("c1");
    assertThat(ticket().getConversationTags()).containsExactly("one");
    assertThat(harness.take(Topics.NOTIFICATIONS))
        .extracting(Notification::getTitle)
        .contains("A new ticket.");
    Decision told = decisions().getFirst();
    assertThat(told.getMessage()).isEqualTo("fired: one, three");
    assertThat(told.getDetails())
        .filteredOn(d -> !d.getMet())
        .extracting(d -> d.getName() + " / " + d.getExpected() + " / " + d.getActual())
        .containsExactly(
            "two: customer.id / is somebody-else / kim",
            "four: an earlier rule / none that ends the set / fired");
  }

  @Test
  void shouldKnowTheCustomersProfileTagsAndEarlierTickets() {
    rules(
        """
          - id: context
            on: ticket-created
            match: all
            rules:
              - id: segment
                when:
                  - { field: customer.attributes.segment, operator: is, value: key-account }
                  - { field: customer.attributes.orders, operator: more-than, value: 10 }
                  - { field: customer.tags, operator: has, value: from-crm }
                then: [{ action: set-priority, to: urgent }]
              - id: platform-goes-first
                when: { field: customer.attributes.plan, operator: is, value: gold }
                then: [{ action: add-conversation-tags, tags: [gold] }]
              - id: back
                when:
                  - { field: customer.earlierTickets, operator: is, value: 1 }
                  - { field: customer.tags, operator: has, value: vip }
                then: [{ action: add-conversation-tags, tags: [back-again] }]
        """);
    profile("key-account", "from-crm");
    aTicket("c1", Map.of("customerTags", "vip\nfan"));
    Ticket first = ticket();
    assertThat(first.getPriority()).isEqualTo(io.handoff.avro.Priority.URGENT);
    assertThat(first.getConversationTags()).containsExactly("gold");
    assertThat(first.getCustomerTags()).containsExactly("vip", "fan");
    assertThat(harness.take(Topics.CUSTOMER_TAGS).getLast())
        .satisfies(
            tags -> {
              assertThat(tags.getTags()).containsExactly("vip", "fan");
              assertThat(tags.getTickets()).isEqualTo(1);
            });

    harness.advance(Duration.ofSeconds(1));
    aTicket("c2");
    Ticket second = ticket();
    assertThat(second.getConversationTags()).containsExactly("gold", "back-again");
    assertThat(second.getCustomerTags()).containsExactly("vip", "fan");
    assertThat(harness.take(Topics.CUSTOMER_TAGS))
        .extracting(CustomerTags::getTickets)
        .containsExactly(2L);
  }

  @Test
  void shouldTakeACustomerWhoseProfileCannotBeReadForUnknown() {
    rules(
        """
          - id: context
            on: ticket-created
            rules:
              - id: segment
                when: { field: customer.attributes.segment, operator: is-absent }
                then: [{ action: set-priority, to: low }]
        """);
    harness.pipeRaw(
        Topics.CUSTOMER_PROFILES,
        "shop/kim".getBytes(StandardCharsets.UTF_8),
        new byte[] {1, 2, 3});
    aTicket("c1");
    assertThat(ticket().getPriority()).isEqualTo(io.handoff.avro.Priority.LOW);
    assertThat(harness.count("handoff.customers.unreadable")).isPositive();
  }

  @Test
  void shouldTellScriptsWhatChangedBefore() {
    rules(
        """
          - id: bounced
            on: customer-replied
            rules:
              - id: raised-before
                script:
                  match:
                    - when: ticket.history.changedTo("priority", "urgent") > 0
                      then: [{ action: add-conversation-tags, tags: [was-urgent] }]
        """);
    aTicket("c1");
    harness.pipe(
        Topics.TICKET_COMMANDS,
        Records.command(
            "k1", harness.now(), "ann", new SetPriority(io.handoff.avro.Priority.URGENT)));
    harness.pipe(
        Topics.TICKET_COMMANDS,
        Records.command("k2", harness.now(), "ann", new SetPriority(io.handoff.avro.Priority.LOW)));
    assertThat(ticket().getConversationTags()).isEmpty();
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        event("e1", harness.now(), message(1, AuthorType.CUSTOMER, "kim")));
    assertThat(ticket().getConversationTags()).containsExactly("was-urgent");
  }

  @Test
  void shouldReadTheCustomersOwnWordsAloneWhenTheChannelIsEmail() {
    String settings =
        PEOPLE.replace("web-chat", "email")
            + """
              - id: words
                on: customer-replied
                rules:
                  - id: refund
                    when: { field: conversation.text, operator: mentions-any-of, value: refund }
                    then: [{ action: add-conversation-tags, tags: [refund] }]
            """;
    harness.settings(
        new SettingsParser().parse("f", settings, Strictness.STRICT).settings().orElseThrow(), 7);
    aTicket("c1");
    customerWrites(1, "No.\n\nOn 2 March 2026, Ann wrote:\n> do you want a refund?\n");
    assertThat(ticket().getConversationTags()).isEmpty();
    customerWrites(2, "> do you want a refund?\n\nYes, a\nrefund.\n-- \nKim");
    assertThat(ticket().getConversationTags()).containsExactly("refund");
  }

  private void customerWrites(long sequence, String text) {
    MessagePosted message =
        MessagePosted.newBuilder(message(sequence, AuthorType.CUSTOMER, "kim"))
            .setText(text)
            .build();
    harness.pipe(Topics.CONVERSATION_EVENTS, event("e" + sequence, harness.now(), message));
  }
}
