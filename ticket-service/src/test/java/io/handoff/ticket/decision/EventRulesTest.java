package io.handoff.ticket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules act on tickets as people would (K2). */
class EventRulesTest {

  private static final String PEOPLE =
      """
      account: shop
      agents: [{ id: ann }, { id: bob }]
      teams: [{ id: vip, members: [bob] }]
      channels: [{ id: chat, type: web-chat }]
      rules:
      """;

  private static TicketScenario with(String rules) {
    AccountConfig account =
        new SettingsParser().parse("f", PEOPLE + rules, Strictness.STRICT).settings().orElseThrow();
    return TicketScenario.aConversation().under(account);
  }

  private static final Handoff HANDOFF = TicketScenario.handoff("h1", "10:00");

  private static TicketScenario ticketIn(TicketScenario world) {
    return world
        .happens(new ConversationFact.Started(HANDOFF.customer()))
        .customerWrites()
        .routingSays(HANDOFF, TicketScenario.assignedTo("ann"));
  }

  @Test
  void shouldActOnANewTicketInTheNameOfTheRule() {
    TicketScenario world =
        ticketIn(
            with(
                """
                - id: intake
                  on: ticket-created
                  rules:
                    - id: first
                      then:
                        - { action: set-priority, to: high }
                        - { action: add-conversation-tags, tags: [new] }
                        - { action: notify, team: vip, message: A new ticket. }
                """));
    Ticket ticket = world.ticketOf(HANDOFF);
    assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
    assertThat(ticket.conversationTags()).containsExactly("new");
    assertThat(ticket.version()).isEqualTo(3);
    assertThat(world.all(Effect.TicketWritten.class).getLast().actor())
        .isEqualTo(Actor.rule("intake/first"));
    assertThat(world.all(Effect.RuleNotified.class)).hasSize(1);
    assertThat(world.all(Effect.RulesLooked.class).getFirst().entries())
        .extracting(RuleReport.Entry::message)
        .contains("fired: first");
  }

  @Test
  void shouldLetRulesCauseRulesAndCutALoop() {
    TicketScenario world =
        ticketIn(
                with(
                    """
                    - id: loop
                      on: [tag-added, tag-removed]
                      match: all
                      rules:
                        - id: a
                          when: { field: event.subject, operator: is, value: x }
                          then: [{ action: add-conversation-tags, tags: [y] }]
                        - id: b
                          when: { field: event.subject, operator: is, value: y }
                          then: [{ action: add-conversation-tags, tags: [z] }]
                        - id: c
                          when: { field: event.subject, operator: is, value: z }
                          then:
                            - { action: remove-conversation-tags, tags: [x] }
                    """))
            .agentWants("ann", new Command.ChangeTags(false, List.of("x"), List.of()));
    assertThat(world.ticketOf(HANDOFF).conversationTags()).containsExactly("y", "z");
    assertThat(world.all(Effect.RulesLooked.class).getLast().entries())
        .filteredOn(entry -> entry.outcome() == RuleReport.Outcome.CUT)
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.message()).contains("loop/a → loop/b → loop/c → loop/a"));
  }

  @Test
  void shouldHearTheCustomer() {
    TicketScenario world =
        ticketIn(
                with(
                    """
                    - id: replies
                      on: customer-replied
                      rules:
                        - id: many
                          when: { field: ticket.customerMessages, operator: at-least, value: 3 }
                          then: [{ action: set-priority, to: urgent }]
                    """))
            .customerWrites();
    assertThat(world.ticketOf(HANDOFF).priority()).isEqualTo(Priority.NORMAL);
    world.customerWrites();
    assertThat(world.ticketOf(HANDOFF).priority()).isEqualTo(Priority.URGENT);
    assertThat(world.all(Effect.RulesLooked.class).getFirst().entries().getFirst().details())
        .containsExactly(
            new RuleReport.Detail("many: ticket.customerMessages", "at-least 3", "2", false));
  }

  @Test
  void shouldSayWhatCouldNotBeDone() {
    TicketScenario world =
        ticketIn(
            with(
                """
                - id: s
                  on: ticket-created
                  rules: [{ id: r, then: [{ action: add-conversation-tags, tags: [a, b, "c, d"] }] }]
                """));
    assertThat(world.ticketOf(HANDOFF).conversationTags()).isEmpty();
    assertThat(world.all(Effect.RulesLooked.class).getFirst().entries())
        .extracting(RuleReport.Entry::code)
        .contains("rule-action-invalid-name");
  }
}
