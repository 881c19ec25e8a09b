package io.handoff.ticket.decision.rules;

import io.handoff.kit.Kebab;
import io.handoff.rules.Action;
import io.handoff.rules.CustomerContext;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleId;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Value;
import io.handoff.rules.engine.Cascade;
import io.handoff.rules.engine.Evaluation.Fired;
import io.handoff.rules.engine.RuleReport;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.LookupConfig;
import io.handoff.settings.rules.RuleContext;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.command.CommandPolicy;
import io.handoff.ticket.decision.command.CommandResult;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.PastChange;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Handoff;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.Ticket;
import io.handoff.ticket.decision.ticket.TicketRuleEvents;
import io.handoff.ticket.decision.ticket.TicketStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules on what happens to tickets (K2). They are looked at once the input itself is through, on
 * what it changed; what they do is done as a command would do it, with the same checks, in the name
 * of the rule. A ticket that has ended is left alone.
 */
public final class EventRules implements Cascade.World<Ticket> {

  private final DecisionContext turn;
  private final AccountConfig account;
  private final List<RuleEvent> initial;
  private final String actor;
  private final List<RuleReport.Entry> denied = new ArrayList<>();

  private EventRules(
      DecisionContext turn, AccountConfig account, List<RuleEvent> initial, Actor actor) {
    this.turn = turn;
    this.account = account;
    this.initial = initial;
    this.actor = actor.word();
  }

  /**
   * Looks at the rules for a ticket, and carries them out.
   *
   * @param events what happened to it
   * @param actor who or what made it happen
   */
  public static void run(
      DecisionContext turn,
      AccountConfig account,
      Ticket ticket,
      List<RuleEvent> events,
      Actor actor) {
    if (ticket.ended()
        || events.stream().allMatch(event -> turn.rules().on(event.trigger()).isEmpty())) {
      return;
    }
    EventRules world = new EventRules(turn, account, events, actor);
    List<RuleId> before = turn.rulesSoFar().stream().map(RuleId::parse).toList();
    Cascade.Result<Ticket> result =
        Cascade.run(turn.rules(), world, ticket, events, turn.depth(), before);
    result.fired().forEach(fired -> turn.fired(fired.rule().toString()));
    List<RuleReport.Entry> entries = new ArrayList<>(RuleReport.of(result));
    entries.addAll(world.denied);
    turn.add(new Effect.RulesLooked(ticket.ticketId(), entries));
  }

  @Override
  public Facts facts(Ticket ticket, RuleEvent event) {
    Handoff handoff = ticket.handoff();
    CustomerContext context = turn.customer(handoff);
    Facts.Builder facts =
        RuleContext.at(
                account,
                ticket.channelId(),
                ticket.teamId(),
                turn.origin().at(),
                turn.heard() == null ? handoff.lastMessage() : turn.heard())
            .set(RuleFields.LANGUAGE, handoff.language())
            .set(RuleFields.SUBJECT, handoff.subject())
            .set(
                RuleFields.MESSAGES,
                Value.number(
                    Math.max(
                        handoff.messageCount(), turn.conversation().messages().lastSequence())))
            .set(RuleFields.TEST, Value.truth(ticket.test()))
            .set(RuleFields.HANDOFF_REASON, Kebab.of(handoff.reason()))
            .set(RuleFields.HANDOFF_TRIGGER, handoff.evidence().triggerId())
            .set(RuleFields.CONVERSATION_TAGS, Value.texts(ticket.conversationTags()))
            .set(RuleFields.CUSTOMER_TAGS, context.tagsWith(ticket.customerTags()))
            .set(RuleFields.EARLIER_TICKETS, Value.number(turn.earlierTickets(ticket)))
            .set(RuleFields.TICKET_STATUS, Kebab.of(ticket.status()))
            .set(RuleFields.TICKET_PRIORITY, Kebab.of(ticket.priority()))
            .set(RuleFields.TICKET_DEPARTMENT, ticket.departmentId())
            .set(RuleFields.TICKET_TEAM, ticket.teamId())
            .set(RuleFields.TICKET_AGENT, ticket.assigneeId())
            .set(RuleFields.TICKET_CATEGORY, ticket.category())
            .set(RuleFields.TICKET_SUB_CATEGORY, ticket.subCategory())
            .set(RuleFields.TICKET_SLA_POLICY, ticket.slaPolicyId())
            .set(RuleFields.TICKET_REOPENINGS, Value.number(ticket.reopenCount()))
            .set(RuleFields.TICKET_CUSTOMER_MESSAGES, Value.number(ticket.customerMessageCount()))
            .set(RuleFields.TICKET_AGENT_MESSAGES, Value.number(ticket.agentMessageCount()))
            .set(RuleFields.TICKET_AGE, Value.span(age(ticket)))
            .set(RuleFields.EVENT_ACTOR, initial.contains(event) ? actor : "rule")
            .setAll("ticket.fields.", ticket.customFields())
            .history(history(ticket));
    LookupPolicy.describe(facts, ticket, account.lookups().byId());
    context.describe(facts);
    Customer customer = handoff.customer();
    if (customer != null) {
      facts
          .set(RuleFields.CUSTOMER_ID, customer.customerId())
          .set(RuleFields.CUSTOMER_NAME, customer.name())
          .set(RuleFields.CUSTOMER_EMAIL, customer.email())
          .setAll("customer.attributes.", customer.attributes());
    }
    return event.describe(facts).build();
  }

  private List<Facts.Change> history(Ticket ticket) {
    return turn.conversation().changes().stream()
        .filter(change -> change.ticketId().equals(ticket.ticketId()))
        .map(PastChange::fact)
        .toList();
  }

  private Duration age(Ticket ticket) {
    Duration age = Duration.between(ticket.createdAt(), turn.origin().at());
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public Cascade.Applied<Ticket> apply(Ticket before, Fired fired) {
    Actor rule = Actor.rule(fired.rule().toString());
    Ticket now = before;
    for (Action action : fired.actions()) {
      if (now.ended()) {
        denied(fired, action, "ticket-closed", "the ticket is closed");
        continue;
      }
      carryOut(now, action, fired, rule);
      Ticket after = turn.ticket(now.ticketId());
      now = after == null ? now : after;
    }
    return new Cascade.Applied<>(now, TicketRuleEvents.between(before, now));
  }

  private void carryOut(Ticket ticket, Action action, Fired fired, Actor rule) {
    switch (action) {
      case Action.Notify notify ->
          turn.add(new Effect.RuleNotified(ticket.ticketId(), fired.rule(), notify));
      case Action.Lookup ask -> {
        LookupConfig lookup = account.lookups().byId().get(ask.lookupId());
        if (lookup != null) {
          LookupPolicy.ask(turn, ticket, lookup, facts(ticket, RuleEvent.of(RuleTrigger.CALLED)));
        }
      }
      case Action.SetSlaPolicy set ->
          turn.change(ticket, rule, "SLA policy set", draft -> draft.slaPolicyId = set.policyId());
      default -> {
        Command.Wish wish = wish(action);
        if (wish != null) {
          Command command =
              new Command(
                  turn.actionId("rule/" + fired.rule()), ticket.ticketId(), rule, null, wish);
          CommandResult verdict = CommandPolicy.grant(turn, command, ticket, account);
          if (verdict instanceof CommandResult.Denied(var code, var message)) {
            denied(fired, action, code, message);
          }
        }
      }
    }
  }

  /** Tells that an action of a rule that fired was not done. */
  private void denied(Fired fired, Action action, String code, String message) {
    denied.add(
        new RuleReport.Entry(
            "rules/" + fired.rule().ruleSetId(),
            RuleReport.Outcome.NOT_FIRED,
            "rule-action-" + code,
            "%s: %s was not done: %s".formatted(fired.rule().ruleId(), action.key(), message),
            List.of()));
  }

  /** What a person would ask for to the same end; null: it is done otherwise. */
  private Command.@Nullable Wish wish(Action action) {
    return switch (action) {
      case Action.SetStatus a -> new Command.SetStatus(TicketStatus.valueOf(a.status().name()));
      case Action.SetPriority a -> new Command.SetPriority(Priority.valueOf(a.priority().name()));
      case Action.SetDepartment a -> new Command.SetDepartment(a.departmentId(), null);
      case Action.SetTeam a -> new Command.SetDepartment(null, a.teamId());
      case Action.SetAgent a -> new Command.Assign(a.agentId());
      case Action.SetCategory a -> new Command.Classify(a.category(), a.subCategory());
      case Action.AddTags a ->
          new Command.ChangeTags(a.scope() == Action.Scope.CUSTOMER, a.tags(), List.of());
      case Action.RemoveTags a ->
          new Command.ChangeTags(a.scope() == Action.Scope.CUSTOMER, List.of(), a.tags());
      case Action.SetField a -> new Command.SetCustomField(a.name(), a.text());
      case Action.Snooze a ->
          new Command.Snooze(a.duration() == null ? null : turn.origin().at().plus(a.duration()));
      case Action.SendTemplate a -> new Command.Reply(null, a.templateId(), null);
      case Action.HandOff _ -> new Command.Release();
      case Action.HandBack a -> new Command.HandBack(a.note());
      case Action.SetSlaPolicy _, Action.Notify _, Action.RunRuleSet _, Action.Lookup _ -> null;
    };
  }
}
