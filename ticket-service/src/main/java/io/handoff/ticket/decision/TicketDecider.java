package io.handoff.ticket.decision;

import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleTrigger;
import io.handoff.settings.SlaRules;
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
      Origin origin, String channelId, ConversationFact fact, State state) {
    Turn turn = new Turn(origin, state);
    if (fact instanceof ConversationFact.Wrote wrote
        && wrote.author() == ConversationFact.Author.CUSTOMER) {
      turn.hear(wrote.text());
    }
    return turn.decided(ConversationPolicy.decide(turn, channelId, fact));
  }

  /** Routing decided something. */
  public static TicketDecision decide(Origin origin, RoutingFact fact, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(RoutingPolicy.decide(turn, fact));
  }

  /** Something fell due in a conversation on a channel. */
  public static TicketDecision decide(Origin origin, String channelId, TimeFact fact, State state) {
    Turn turn = new Turn(origin, state);
    String outcome = TimePolicy.decide(turn, channelId, fact);
    RuleEvent event = WITHOUT_NEWS.contains(outcome) ? null : event(fact);
    if (event != null) {
      turn.happened(event);
    }
    return turn.decided(outcome);
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
  public static TicketDecision decide(Origin origin, String ticketId, Link link, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(LinkPolicy.decide(turn, ticketId, link));
  }

  /** An outside system answered, or the wait for it is over. */
  public static TicketDecision decide(Origin origin, LookupFact fact, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(LookupPolicy.decide(turn, fact));
  }

  /** Somebody wants something done. */
  public static TicketDecision decide(Origin origin, Command command, State state) {
    Turn turn = new Turn(origin, state);
    return turn.decided(CommandPolicy.decide(turn, command));
  }

  /** Begins the conversation if nothing is known of it. */
  static void beginIfNew(Turn turn, @Nullable String channelId) {
    if (!turn.knowsConversation()) {
      turn.conversation(
          Conversation.begin(
              turn.origin().accountId(),
              turn.origin().conversationId(),
              channelId == null ? "" : channelId));
    }
  }
}
