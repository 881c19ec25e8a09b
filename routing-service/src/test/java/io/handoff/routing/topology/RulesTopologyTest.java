package io.handoff.routing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.CustomerProfile;
import io.handoff.avro.CustomerTags;
import io.handoff.avro.Decision;
import io.handoff.avro.DecisionOutcome;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules on handoff, with what they know of customers, on the test driver. */
class RulesTopologyTest {

  private static final String PEOPLE =
      """
      account: shop
      agents: [{ id: ann }, { id: bob }]
      teams: [{ id: help, members: [ann] }, { id: money, members: [bob] }]
      channels:
        - { id: web, type: web-chat, on: true, handoff: { target: { team: help } } }
      rules:
      """;

  private final Platform platform = new Platform();
  private final TopologyHarness harness = platform.harness();

  @AfterEach
  void close() {
    harness.close();
  }

  private void rules(String rules) {
    harness.settings(
        new SettingsParser().parse("f", PEOPLE + rules, Strictness.STRICT).settings().orElseThrow(),
        7);
    platform.presence("ann", PresenceStatus.AVAILABLE);
    platform.presence("bob", PresenceStatus.AVAILABLE);
    harness.take(Topics.ROUTING_DECISIONS);
    harness.take(Topics.DECISIONS);
  }

  private RoutingDecision asks(String conversation) {
    platform.asks(conversation, "web");
    return harness.take(Topics.ROUTING_DECISIONS).getFirst();
  }

  @Test
  void shouldRouteByWhatIsKnownOfTheCustomerAndTellWhy() {
    rules(
        """
          - id: route
            on: handoff
            match: all
            rules:
              - id: key-account
                when:
                  - { field: customer.attributes.segment, operator: is, value: key-account }
                  - { field: customer.tags, operator: has-all-of, value: [from-crm, vip] }
                  - { field: customer.earlierTickets, operator: at-least, value: 3 }
                then:
                  - { action: set-team, to: money }
                  - { action: set-priority, to: urgent }
                  - { action: add-customer-tags, tags: [came-again] }
              - id: platform-goes-first
                when: { field: customer.attributes.plan, operator: is, value: silver }
                then: [{ action: set-priority, to: low }]
        """);
    harness.pipe(
        Topics.CUSTOMER_PROFILES,
        CustomerProfile.newBuilder()
            .setAccountId("shop")
            .setCustomerId("kim")
            .setUpdatedAt(harness.now())
            .setAttributes(Map.of("segment", "key-account", "plan", "silver"))
            .setTags(List.of("from-crm"))
            .build());
    harness.pipe(
        Topics.CUSTOMER_TAGS,
        CustomerTags.newBuilder()
            .setAccountId("shop")
            .setCustomerId("kim")
            .setOccurredAt(harness.now())
            .setTags(List.of("vip"))
            .setTickets(3)
            .build());
    RoutingDecision decision = asks("c1");
    assertThat(decision.getTarget().getTeamId()).isEqualTo("money");
    assertThat(decision.getPriority()).isEqualTo(Priority.URGENT);
    assertThat(decision.getAssignedFields()).containsEntry("customerTags", "came-again");
    Decision told = harness.take(Topics.DECISIONS).getFirst();
    assertThat(told.getOutcome()).isEqualTo(DecisionOutcome.FIRED);
    assertThat(told.getMessage()).isEqualTo("fired: key-account");
    assertThat(told.getSettingsVersion()).isEqualTo(7);
    assertThat(told.getDetails())
        .filteredOn(d -> !d.getMet())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.getName()).isEqualTo("platform-goes-first: customer.attributes.plan");
              assertThat(d.getExpected()).isEqualTo("is silver");
              assertThat(d.getActual()).isEqualTo("gold");
            });
    assertThat(harness.count("handoff.rule.sets", "outcome", "fired")).isEqualTo(1);

    harness.pipe(
        Topics.CUSTOMER_PROFILES,
        CustomerProfile.newBuilder()
            .setAccountId("shop")
            .setCustomerId("kim")
            .setUpdatedAt(harness.now())
            .setAttributes(Map.of("segment", "key-account", "notes", "x".repeat(2_001)))
            .build());
    assertThat(asks("c2").getTarget().getTeamId()).as("too large to be read").isNotEqualTo("money");
    assertThat(harness.count("handoff.customers.unreadable")).isEqualTo(1);
  }

  @Test
  void shouldStopAtTheFirstRuleUnlessItSaysContinue() {
    rules(
        """
          - id: route
            on: handoff
            match: first
            rules:
              - id: one
                after: continue
                then: [{ action: set-priority, to: high }]
              - id: two
                then: [{ action: add-conversation-tags, tags: [two] }]
              - id: three
                then: [{ action: set-team, to: money }]
        """);
    RoutingDecision decision = asks("c1");
    assertThat(decision.getPriority()).isEqualTo(Priority.HIGH);
    assertThat(decision.getAssignedFields()).containsEntry("conversationTags", "two");
    assertThat(decision.getTarget().getTeamId()).isEqualTo("help");
    assertThat(harness.take(Topics.DECISIONS).getFirst().getMessage()).isEqualTo("fired: one, two");
  }

  @Test
  void shouldCutSetsThatStartEachOtherNameAndCountThem() {
    rules(
        """
          - id: a
            on: handoff
            rules:
              - id: x
                then: [{ action: set-priority, to: high }, { action: run-rule-set, to: b }]
          - id: b
            rules: [{ id: y, then: [{ action: run-rule-set, to: c }] }]
          - id: c
            rules: [{ id: z, then: [{ action: run-rule-set, to: a }] }]
        """);
    assertThat(asks("c1").getPriority()).isEqualTo(Priority.HIGH);
    assertThat(harness.take(Topics.DECISIONS))
        .filteredOn(d -> d.getOutcome() == DecisionOutcome.CUT)
        .extracting(Decision::getMessage)
        .singleElement()
        .asString()
        .endsWith("a/x → b/y → c/z → a/x");
    assertThat(harness.count("handoff.rule.sets", "outcome", "cut")).isEqualTo(1);
  }
}
