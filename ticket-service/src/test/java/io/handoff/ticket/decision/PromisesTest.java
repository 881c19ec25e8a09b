package io.handoff.ticket.decision;

import static io.handoff.ticket.decision.TicketScenario.aConversation;
import static io.handoff.ticket.decision.TicketScenario.assignedTo;
import static io.handoff.ticket.decision.TicketScenario.handoff;
import static io.handoff.ticket.decision.TicketScenario.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.rules.Action;
import io.handoff.rules.Condition;
import io.handoff.rules.Operator;
import io.handoff.rules.Rule;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleSet;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Value;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.SlaConfig;
import io.handoff.settings.model.SlaConfig.Hours;
import io.handoff.settings.model.SlaConfig.Policy;
import io.handoff.settings.model.SlaConfig.Step;
import io.handoff.sla.SlaMetric;
import io.handoff.ticket.Accounts;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ticket gets a policy when it arrives, and what the policy says is done when it is late. */
class PromisesTest {

  private final Handoff handoff = handoff("h1", "10:00");

  private static Policy policy(String id, Condition when, Step... steps) {
    return new Policy(
        id,
        id,
        when,
        Map.of(SlaMetric.FIRST_RESPONSE, Map.of(Action.Priority.NORMAL, Duration.ofHours(1))),
        new Hours.Always(),
        List.of(),
        List.of(steps));
  }

  private static Condition onChannel(String channelId) {
    return new Condition.Comparison(
        RuleFields.CHANNEL_ID, Operator.IS, List.of(Value.text(channelId)), null);
  }

  private TicketScenario anAssignedTicket(List<RuleSet> rules, Policy... policies) {
    var shop = Accounts.aShopWithAgents("ann", "bob");
    return aConversation()
        .under(
            new AccountConfig(
                    shop.accountId(),
                    shop.name(),
                    shop.language(),
                    shop.timeZone(),
                    shop.channels(),
                    shop.teams(),
                    shop.agents(),
                    shop.routing(),
                    shop.tickets(),
                    shop.templates(),
                    shop.time(),
                    rules)
                .with(
                    new SlaConfig(
                        SettingsDefaults.SLA.pausedWhile(),
                        SettingsDefaults.SLA.afterOutage(),
                        List.of(policies))))
        .customerWrites()
        .routingSays(handoff, assignedTo("ann"));
  }

  @Test
  void shouldGetTheFirstPolicyThatHoldsAndSayWhyInItsHistory() {
    TicketScenario world =
        anAssignedTicket(
            List.of(),
            policy("fax", onChannel("fax")),
            policy("chat", onChannel(Accounts.CHAT)),
            policy("all", Condition.ALWAYS));
    assertThat(world.ticketOf(handoff).slaPolicyId()).isEqualTo("chat");
    assertThat(world.all(Effect.TicketWritten.class))
        .anySatisfy(
            written -> assertThat(written.actor()).isEqualTo(Actor.rule("sla/choice/chat")));
  }

  @Test
  void shouldLeaveTheLastWordToARuleOfTheAccount() {
    RuleSet own =
        new RuleSet(
            "own",
            Set.of(RuleTrigger.TICKET_CREATED),
            RuleSet.Match.ALL,
            List.of(
                new Rule(
                    "vip", Condition.ALWAYS, null, List.of(new Action.SetSlaPolicy("vip")), null)));
    TicketScenario world =
        anAssignedTicket(
            List.of(own), policy("all", Condition.ALWAYS), policy("vip", onChannel("fax")));
    assertThat(world.ticketOf(handoff).slaPolicyId()).isEqualTo("vip");
  }

  @Test
  void shouldDoWhatAStepSaysOnceAndOnItsTicketOnly() {
    Policy gold =
        policy(
            "gold",
            Condition.ALWAYS,
            new Step(null, Duration.ZERO, List.of(new Action.SetPriority(Action.Priority.HIGH))),
            new Step(
                null,
                Duration.ofMinutes(30),
                List.of(
                    new Action.SetPriority(Action.Priority.URGENT),
                    new Action.SetAgent("bob"),
                    new Action.Notify(Action.Recipient.TEAM, "desk", "A customer waits"))));
    TicketScenario world = anAssignedTicket(List.of(), gold).at("11:00");
    String ticketId = world.ticketOf(handoff).ticketId();

    world.falls("t0", new TimeFact.EscalationDue("gold", 2, "another"));
    assertThat(world.outcome()).isEqualTo("no-ticket");
    assertThat(world.ticketOf(handoff).priority()).isEqualTo(Priority.NORMAL);

    world.falls("t1", new TimeFact.EscalationDue("gold", 1, ticketId));
    assertThat(world.ticketOf(handoff).priority()).isEqualTo(Priority.HIGH);
    assertThat(world.asked()).isNotNull();

    world.at("11:30").falls("t2", new TimeFact.EscalationDue("gold", 2, ticketId));
    assertThat(world.ticketOf(handoff).priority()).isEqualTo(Priority.URGENT);
    assertThat(world.last(Effect.RuleNotified.class)).hasSize(1);
    assertThat(world.asked()).anyMatch(AssignmentRequest.Assign.class::isInstance);
    assertThat(world.last(Effect.TicketWritten.class))
        .extracting(Effect.TicketWritten::actor)
        .contains(Actor.timer("escalation"), Actor.rule("sla/gold/step-2"));

    world.falls("t2", new TimeFact.EscalationDue("gold", 2, ticketId));
    assertThat(world.outcome()).isEqualTo("duplicate");
    assertThat(world.last(Effect.RuleNotified.class)).isEmpty();
  }

  @Test
  void shouldNoteABreachThatWasMetTooLateAndTellNobody() {
    TicketScenario world =
        anAssignedTicket(List.of(), policy("gold", Condition.ALWAYS)).at("11:30");
    world.falls(
        "t1",
        new TimeFact.SlaDue(
            "first-response", "gold", true, world.ticketOf(handoff).ticketId(), time("11:20")));
    assertThat(world.outcome()).isEqualTo("sla-breached");
    assertThat(world.last(Effect.TicketWritten.class)).hasSize(1);
    assertThat(world.last(Effect.Notified.class)).isEmpty();
  }
}
