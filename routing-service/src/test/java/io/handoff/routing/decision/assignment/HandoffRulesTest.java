package io.handoff.routing.decision.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.decision.RoutingPolicy;
import io.handoff.routing.decision.account.AccountRouting;
import io.handoff.routing.decision.effect.Effect.Decided;
import io.handoff.routing.decision.effect.Effect.Ruled;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.About;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.handoff.Customer;
import io.handoff.routing.decision.handoff.Evidence;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.routing.decision.handoff.Priority;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules on handoff decide where it goes (R3). */
class HandoffRulesTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private static final String SETTINGS =
      """
      account: acme
      agents: [{ id: anna }, { id: ben }]
      teams: [{ id: support, members: [ben] }, { id: billing, members: [anna] }]
      channels:
        - { id: web, type: web-chat, on: true, handoff: { target: { team: support } } }
        - { id: mail, type: email, on: true, handoff: { target: { team: support } } }
        - { id: inbox, type: email, on: true, handoff: { target: { kind: inbox } } }
      rules:
        - id: route
          on: handoff
          rules:
            - id: refunds
              when:
                - { field: conversation.text, operator: mentions-any-of, value: refund }
                - { field: customer.attributes.plan, operator: is, value: gold }
              then:
                - { action: set-department, to: finance }
                - { action: set-team, to: billing }
                - { action: set-priority, to: urgent }
                - { action: set-sla-policy, to: gold }
                - { action: set-category, to: money, subCategory: back }
                - { action: add-conversation-tags, tags: [refund, money] }
                - { action: add-customer-tags, tags: [gold] }
                - { action: set-field, name: store, expression: conversation.store + "!" }
                - { action: notify, email: boss@acme.example, message: A refund of a gold customer. }
            - id: night
              when: { field: time.ofDay, operator: between, value: [20:00, 06:00] }
              then: [{ action: set-agent, to: anna }]
      """;

  private static Outcome route(String channel, String text, String plan, Instant at) {
    AccountConfig config =
        new SettingsParser().parse("f", SETTINGS, Strictness.STRICT).settings().orElseThrow();
    Handoff handoff =
        new Handoff(
            "h1",
            "c1",
            channel,
            new Customer("cust", null, null, null, Map.of("plan", plan)),
            "CUSTOM_TRIGGER",
            new Evidence("e1", 1L, "refund-en", null, null, null, null, "FORM"),
            at,
            null,
            "en",
            text,
            null,
            3,
            1,
            false);
    return new RoutingPolicy()
        .decide(
            new AccountRouting(),
            new HandoffAsked(
                new Origin("e1", at), handoff, new About("seoul", null, Map.of(), 1), null),
            Roster.of(config, 7));
  }

  private static Decided decided(Outcome outcome) {
    return outcome.effects().stream()
        .filter(Decided.class::isInstance)
        .map(Decided.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Ruled> ruled(Outcome outcome) {
    return outcome.effects().stream()
        .filter(Ruled.class::isInstance)
        .map(Ruled.class::cast)
        .toList();
  }

  @Test
  void shouldLetTheFirstRuleThatHoldsDecide() {
    Outcome outcome = route("web", "I want my refunds", "Gold", NOON);
    assertThat(decided(outcome).target().departmentId()).isEqualTo("finance");
    assertThat(decided(outcome).target().teamId()).isEqualTo("billing");
    assertThat(decided(outcome).priority()).isEqualTo(Priority.URGENT);
    assertThat(outcome.settingsVersion()).isEqualTo(7);
    Ruled ruled = ruled(outcome).getFirst();
    assertThat(ruled.fields())
        .containsOnly(
            Map.entry("slaPolicyId", "gold"),
            Map.entry("category", "money"),
            Map.entry("subCategory", "back"),
            Map.entry("conversationTags", "money\nrefund"),
            Map.entry("customerTags", "gold"),
            Map.entry("customFields.store", "seoul!"));
    assertThat(ruled.news()).hasSize(1);
    assertThat(ruled.entries().getFirst().message()).isEqualTo("fired: refunds");
  }

  @Test
  void shouldSayWhyRulesDidNotFire() {
    Outcome outcome = route("web", "hello", "silver", NOON);
    assertThat(decided(outcome).target().teamId()).isEqualTo("support");
    assertThat(decided(outcome).priority()).isEqualTo(Priority.NORMAL);
    RuleReport.Entry entry = ruled(outcome).getFirst().entries().getFirst();
    assertThat(entry.code()).isEqualTo("rules-not-fired");
    assertThat(entry.details())
        .containsExactly(
            new RuleReport.Detail(
                "refunds: conversation.text", "mentions-any-of refund", "hello", false),
            new RuleReport.Detail("night: time.ofDay", "between 20:00, 06:00", "12:00", false));
  }

  @Test
  void shouldReadTheCustomersOwnWordsAloneWhenTheChannelIsEmail() {
    String quoted = "On 3 May 2026, Help wrote:\n> do you want a refund?\n\n";
    Outcome repeated = route("mail", quoted + "No.", "gold", NOON);
    assertThat(ruled(repeated).getFirst().entries().getFirst().details().getFirst())
        .isEqualTo(
            new RuleReport.Detail(
                "refunds: conversation.text", "mentions-any-of refund", "No.", false));
    assertThat(decided(route("mail", quoted + "A refund.", "gold", NOON)).priority())
        .isEqualTo(Priority.URGENT);
    assertThat(decided(route("web", quoted + "No.", "gold", NOON)).priority())
        .isEqualTo(Priority.URGENT);
  }

  @Test
  void shouldNameAnAgentByTheTimeOfDay() {
    Outcome outcome = route("web", "hello", "silver", NOON.plusSeconds(9 * 3600));
    assertThat(decided(outcome).target().agentId()).isEqualTo("anna");
    assertThat(decided(outcome).target().teamId()).isNull();
  }

  @Test
  void shouldLeaveTheInboxAlone() {
    Outcome outcome = route("inbox", "refund", "gold", NOON);
    assertThat(ruled(outcome)).isEmpty();
    assertThat(decided(outcome).priority()).isEqualTo(Priority.NORMAL);
  }
}
