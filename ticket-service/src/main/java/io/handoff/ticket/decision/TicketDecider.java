package io.handoff.ticket.decision;

import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleTrigger;
import io.handoff.settings.rules.SlaRules;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.command.CommandPolicy;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.context.DecisionInput;
import io.handoff.ticket.decision.context.TicketDecision;
import io.handoff.ticket.decision.conversation.ConversationFact;
import io.handoff.ticket.decision.customer.LinkPolicy;
import io.handoff.ticket.decision.effect.TicketLinkEvent;
import io.handoff.ticket.decision.rules.EventRules;
import io.handoff.ticket.decision.rules.LookupFact;
import io.handoff.ticket.decision.rules.LookupPolicy;
import io.handoff.ticket.decision.ticket.Origin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from one input.
 *
 * <p>A repeat of an input changes nothing: events, decisions and deadlines are known again while
 * they are among the conversation's last 64, messages for ever, commands while their answers are
 * among the last 64.
 */
public final class TicketDecider {
  private TicketDecider() {}

  /** Outcomes of deadlines that changed nothing, so that rules do not hear of them either. */
  private static final Set<String> WITHOUT_NEWS = Set.of("duplicate", "no-ticket", "no-action");

  /** Something happened in a conversation on a channel. */
  public static TicketDecision decide(
      Origin origin, String channelId, ConversationFact fact, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    if (fact instanceof ConversationFact.Wrote wrote
        && wrote.author() == ConversationFact.Author.CUSTOMER) {
      context.hear(wrote.text());
    }
    return context.decided(ConversationPolicy.decide(context, channelId, fact), EventRules::run);
  }

  /** Routing decided something. */
  public static TicketDecision decide(Origin origin, RoutingOutcome fact, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    return context.decided(RoutingPolicy.decide(context, fact), EventRules::run);
  }

  /** Something fell due in a conversation on a channel. */
  public static TicketDecision decide(
      Origin origin, String channelId, TimeFact fact, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    String outcome = TimePolicy.decide(context, channelId, fact);
    RuleEvent event = WITHOUT_NEWS.contains(outcome) ? null : event(fact);
    if (event != null) {
      context.happened(event);
    }
    return context.decided(outcome, EventRules::run);
  }

  private static @Nullable RuleEvent event(TimeFact fact) {
    return switch (fact) {
      case TimeFact.SnoozeOver _ -> RuleEvent.of(RuleTrigger.SNOOZE_OVER);
      case TimeFact.SlaDue(var metric, var _, var missed, var _, var _) ->
          RuleEvent.of(missed ? RuleTrigger.SLA_BREACHED : RuleTrigger.SLA_AT_RISK, metric);
      case TimeFact.EscalationDue(var escalationId, var step, var _) ->
          RuleEvent.of(RuleTrigger.ESCALATION, SlaRules.subject(escalationId, step));
      case TimeFact.CloseDue _, TimeFact.NoNews _ -> null;
    };
  }

  /** A ticket is told something by its customer's other conversations. */
  public static TicketDecision decide(
      Origin origin, String ticketId, TicketLinkEvent link, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    return context.decided(LinkPolicy.decide(context, ticketId, link), EventRules::run);
  }

  /** An outside system answered, or the wait for it is over. */
  public static TicketDecision decide(Origin origin, LookupFact fact, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    return context.decided(LookupPolicy.decide(context, fact), EventRules::run);
  }

  /** Somebody wants something done. */
  public static TicketDecision decide(Origin origin, Command command, DecisionInput state) {
    DecisionContext context = new DecisionContext(origin, state);
    return context.decided(CommandPolicy.decide(context, command), EventRules::run);
  }
}
