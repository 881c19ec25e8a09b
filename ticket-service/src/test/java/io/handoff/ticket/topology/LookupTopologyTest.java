package io.handoff.ticket.topology;

import static io.handoff.ticket.topology.Records.decision;
import static io.handoff.ticket.topology.Records.event;
import static io.handoff.ticket.topology.Records.handoff;
import static io.handoff.ticket.topology.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.AuthorType;
import io.handoff.avro.Cause;
import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.Decision;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupRequest;
import io.handoff.avro.LookupResult;
import io.handoff.avro.Priority;
import io.handoff.avro.TargetKind;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketSnapshot;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets that ask outside systems are never blocked, and every answer lands once. */
class LookupTopologyTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final String SETTINGS =
      """
      account: shop
      agents: [{ id: ann }]
      channels: [{ id: chat, type: web-chat, on: true }]
      lookups:
        - id: crm
          url: https://crm.example.org/c/{customer.id}?mail={customer.email}
          headers: [{ name: Authorization, value: "Bearer ${TOKEN}" }]
          timeout: 3s
          fields:
            - { name: tier, at: /tier }
            - { name: open, type: number, at: /open }
        - id: store
          url: https://crm.example.org/s/{conversation.store}
          fields: [{ name: city, at: /city }]
      rules:
        - id: ask
          on: ticket-created
          rules:
            - id: both
              then: [{ action: lookup, lookup: crm }, { action: lookup, lookup: store }]
        - id: answered
          on: lookup-answered
          match: all
          rules:
            - id: gold
              when:
                - { field: lookup.crm.tier, operator: is, value: gold }
                - { field: lookup.crm.open, operator: more-than, value: 2 }
              then: [{ action: set-priority, to: urgent }]
            - id: failed
              when:
                - { field: event.subject, operator: is, value: crm }
                - { field: lookup.crm.failed, operator: is, value: true }
              then: [{ action: add-conversation-tags, tags: [unknown-customer] }]
      """;

  private final TopologyHarness harness =
      new TopologyHarness(
          "ticket-service", Topics.TICKET_DEAD_LETTERS, TicketTopology::build, START);
  private LookupRequest crm;
  private LookupRequest store;

  @BeforeEach
  void aTicketThatAsks() {
    harness.settings(
        new SettingsParser().parse("f", SETTINGS, Strictness.STRICT).settings().orElseThrow(), 7);
    harness.pipe(
        Topics.ROUTING_DECISIONS,
        decision(
            "d1",
            START,
            handoff(START),
            TargetKind.HELP_DESK,
            new ConversationAssigned("ann", null, null)));
    List<LookupRequest> requests = harness.take(Topics.LOOKUP_REQUESTS);
    assertThat(requests).extracting(LookupRequest::getLookup).containsExactly("crm", "store");
    crm = requests.getFirst();
    store = requests.getLast();
    harness.take(Topics.TICKETS);
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  private void answer(LookupOutcome outcome, Map<String, Object> fields) {
    harness.pipe(
        Topics.LOOKUP_RESULTS,
        LookupResult.newBuilder()
            .setLookupId(crm.getLookupId())
            .setAccountId("shop")
            .setConversationId("c1")
            .setTicketId(crm.getTicketId())
            .setOccurredAt(harness.now())
            .setCause(new Cause(crm.getLookupId(), 4))
            .setSettingsVersion(7)
            .setLookup("crm")
            .setOutcome(outcome)
            .setDetail(outcome == LookupOutcome.FAILED ? "no answer: refused" : null)
            .setFields(fields)
            .build());
  }

  private List<Ticket> versions() {
    return harness.take(Topics.TICKETS).stream().map(TicketSnapshot::getTicket).toList();
  }

  private List<LookupOutcome> waitsOver() {
    return harness.take(Topics.LOOKUP_RESULTS).stream().map(LookupResult::getOutcome).toList();
  }

  @Test
  void shouldSayHowToAskAndWhatIsMissing() {
    assertThat(crm.getCall().getUrl())
        .isEqualTo("https://crm.example.org/c/kim?mail=kim%40example.org");
    assertThat(crm.getCall().getHeaders()).containsEntry("Authorization", "Bearer ${TOKEN}");
    assertThat(crm.getCall().getTimeoutMs()).isEqualTo(3_000);
    assertThat(crm.getSettingsVersion()).isEqualTo(7);
    assertThat(crm.getDeadline()).isEqualTo(START.plusSeconds(3));
    assertThat(store.getCall()).isNull();
    assertThat(store.getProblem()).contains("conversation.store");
  }

  @Test
  void shouldLandAnAnswerOnTheTicketAndLetRulesGoOn() {
    answer(LookupOutcome.FOUND, Map.of("tier", "gold", "open", 3L));
    Ticket ticket = versions().getLast();
    assertThat(ticket.getCustomFields())
        .containsEntry("crm.tier", "gold")
        .containsEntry("crm.open", "3");
    assertThat(ticket.getPriority()).isEqualTo(Priority.URGENT);
    assertThat(ticket.getConversationTags()).isEmpty();
    harness.advance(Duration.ofSeconds(4));
    assertThat(waitsOver()).as("nobody waits for it any more").isEmpty();
  }

  @Test
  void shouldGoOnWithFailedAtTheSetTimeAndNotBefore() {
    harness.advance(Duration.ofMillis(2_900));
    assertThat(waitsOver()).isEmpty();
    assertThat(versions()).isEmpty();
    harness.advance(Duration.ofMillis(300));
    assertThat(waitsOver()).containsExactly(LookupOutcome.TIMED_OUT);
    Ticket ticket = versions().getLast();
    assertThat(ticket.getConversationTags()).containsExactly("unknown-customer");
    assertThat(ticket.getCustomFields()).containsEntry("crm.failed", "true");
    assertThat(harness.take(Topics.DECISIONS))
        .extracting(Decision::getMessage)
        .contains("fired: failed");
  }

  @Test
  void shouldLandALateAnswerOnceWithoutAskingRulesAgain() {
    harness.advance(Duration.ofMillis(3_300));
    versions();
    harness.take(Topics.DECISIONS);
    answer(LookupOutcome.FOUND, Map.of("tier", "gold", "open", 3L));
    answer(LookupOutcome.FOUND, Map.of("tier", "gold", "open", 3L));
    List<Ticket> after = versions();
    assertThat(after).hasSize(1);
    assertThat(after.getFirst().getCustomFields())
        .containsEntry("crm.tier", "gold")
        .doesNotContainKey("crm.failed");
    assertThat(after.getFirst().getPriority()).isEqualTo(Priority.HIGH);
    assertThat(harness.take(Topics.DECISIONS)).isEmpty();
  }

  @Test
  void shouldTakeTheAnswerThatWasPublishedBeforeTheEndOfTheWait() {
    answer(LookupOutcome.FOUND, Map.of("tier", "gold", "open", 3L));
    harness.pipe(
        Topics.LOOKUP_RESULTS,
        LookupMapping.timedOut(
            new LookupWait(0, "shop", "c1", crm.getTicketId(), "crm", 7, 3, false),
            crm.getLookupId(),
            harness.now()));
    Ticket ticket = versions().getLast();
    assertThat(ticket.getPriority()).isEqualTo(Priority.URGENT);
    assertThat(ticket.getCustomFields()).doesNotContainKey("crm.failed");
  }

  @Test
  void shouldGoOnAtOnceWhereTheWorkerSaysThatItFailed() {
    answer(LookupOutcome.FAILED, Map.of());
    assertThat(versions().getLast().getConversationTags()).containsExactly("unknown-customer");
    harness.advance(Duration.ofSeconds(4));
    assertThat(waitsOver()).isEmpty();
  }

  @Test
  void shouldNotHoldUpTheTicketMeanwhile() {
    harness.pipe(
        Topics.CONVERSATION_EVENTS,
        event("e9", harness.now(), message(9, AuthorType.CUSTOMER, "kim")));
    assertThat(versions().getLast().getCustomerMessageCount()).isPositive();
  }
}
